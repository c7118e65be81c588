import { describe, expect, it } from '@jest/globals';
import type { Change } from '../../kube/cache/kube-cache.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { weighChange, type Weight } from './weigh-change.js';

const lock = (annotations: Record<string, string>, version = '1'): KubeObject => ({
  apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'n', name: 'hippo-ha-leader', resourceVersion: version, labels: { 'pgo.dev/cluster': 'hippo' }, annotations },
});
const held = { leader: 'hippo-1-0', acquireTime: '0', renewTime: '1', optime: '7' };

const pod = (status: object, more: { labels?: Record<string, string>; phase?: string } = {}): KubeObject => ({
  apiVersion: 'v1', kind: 'Pod',
  metadata: { namespace: 'n', name: 'hippo-1-0', labels: { 'pgo.dev/cluster': 'hippo', 'pgo.dev/instance': 'hippo-1', ...more.labels }, annotations: { status: JSON.stringify(status) } },
  status: { phase: more.phase ?? 'Running' },
} as KubeObject);
const member = { role: 'primary', state: 'running', xlog_location: 7, timeline: 1 };

const modified = (previous: KubeObject, object: KubeObject): Change => ({ type: 'MODIFIED', previous, object });

describe('the weight of a change', () => {
  const cases: { name: string; change: Change; weight: Weight }[] = [
    { name: 'a renewed lock', change: modified(lock(held), lock({ ...held, renewTime: '2' }, '2')), weight: 'nothing' },
    { name: 'a lock renewed while the WAL grew', change: modified(lock(held), lock({ ...held, renewTime: '2', optime: '8', slots: '{}' }, '2')), weight: 'progress' },
    { name: 'a lock that another one holds', change: modified(lock(held), lock({ ...held, leader: 'hippo-2-0', renewTime: '2' }, '2')), weight: 'change' },
    { name: 'a lock that nobody holds', change: modified(lock(held), lock({ renewTime: '2' }, '2')), weight: 'change' },
    { name: 'a new lock', change: { type: 'ADDED', object: lock(held) }, weight: 'change' },
    { name: 'a lock that is gone', change: { type: 'DELETED', object: lock(held), previous: lock(held) }, weight: 'change' },
    { name: 'a ConfigMap of another name', change: modified({ ...lock(held), metadata: { ...lock(held).metadata, name: 'a' } }, { ...lock(held), metadata: { ...lock(held).metadata, name: 'a', annotations: { renewTime: '2' } } }), weight: 'change' },
    { name: 'a member whose position moved', change: modified(pod(member), pod({ ...member, xlog_location: 8 })), weight: 'progress' },
    { name: 'a member that became a replica', change: modified(pod(member), pod({ ...member, role: 'replica', xlog_location: 8 })), weight: 'change' },
    { name: 'a member that waits for a restart', change: modified(pod(member), pod({ ...member, pending_restart: true })), weight: 'change' },
    { name: 'a pod whose status changed with the position', change: modified(pod(member), pod({ ...member, xlog_location: 8 }, { phase: 'Failed' })), weight: 'change' },
    { name: 'a pod whose labels changed', change: modified(pod(member), pod(member, { labels: { 'pgo.dev/role': 'primary' } })), weight: 'change' },
    { name: 'a pod that is no instance', change: modified(pod(member, { labels: { 'pgo.dev/instance': '' } }), pod({ ...member, state: 'x' }, { labels: { 'pgo.dev/instance': '' } })), weight: 'change' },
  ];
  it.each(cases)('$name is $weight', ({ change, weight }) => {
    expect(weighChange(change)).toBe(weight);
  });

  it('is found out once, however many ask', () => {
    let reads = 0;
    const change: Change = { type: 'MODIFIED', object: lock(held, '2'), get previous() { reads += 1; return lock(held); } };
    weighChange(change);
    const before = reads;
    expect(weighChange(change)).toBe(weighChange(change));
    expect(reads).toBe(before);
  });
});
