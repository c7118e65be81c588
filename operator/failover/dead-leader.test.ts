import { describe, expect, it } from '@jest/globals';
import { patroniLeaderName } from '../../schema/naming/names.js';
import type { ContainerStatus, Pod } from '../../kube/core-kinds.js';
import type { ClusterWorld } from '../cluster/world.js';
import { aWorld } from '../testing/cluster-fixture.js';
import { deadLeader, podEndedAtMs } from './dead-leader.js';
import { lockOf } from './leader-lock.js';
import { lossRecord, lostLeader } from './lost-leader.js';

const RENEWED = '2026-01-01T00:00:10.500000+00:00';
const ENDED = '2026-01-01T00:00:10Z';
const END = { terminated: { exitCode: 137, finishedAt: ENDED } };
type States = Partial<Pick<ContainerStatus, 'state' | 'lastState'>>;

const container = (name: string, { state, lastState }: States): ContainerStatus =>
  ({ name, ready: false, restartCount: 0, ...(state === undefined ? {} : { state }), ...(lastState === undefined ? {} : { lastState }) });
const pod = (statuses: ContainerStatus[], names = ['database']): Pod => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'hippo-1-0', namespace: 'shop', uid: 'u' },
  spec: { containers: names.map((name) => ({ name })) }, status: { containerStatuses: statuses },
});

/** Two instances; the lock is held by the first, whose pod is as given. */
const world = (first: Pod | undefined, { holder = 'hippo-1-0', renewTime = RENEWED, heir = true } = {}): ClusterWorld => {
  const base = aWorld({ instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2, running: heir }] });
  const annotations = { leader: holder, renewTime, acquireTime: '2026-01-01T00:00:00+00:00' };
  return {
    ...base,
    instances: base.instances.map((instance) => (instance.ordinal === 1 ? { ...instance, pod: first } : instance)),
    configMaps: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: patroniLeaderName('hippo'), resourceVersion: '5', annotations } }],
  };
};

describe('deadLeader', () => {
  const dead = pod([container('database', { state: END })]);
  const cases: [string, ClusterWorld, boolean][] = [
    ['its container has ended', world(dead), true],
    ['it waits to be started again', world(pod([container('database', { state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: END })])), true],
    ['it runs', world(pod([container('database', { state: { running: {} } })])), false],
    ['it runs again', world(pod([container('database', { state: { running: {} }, lastState: END })])), false],
    ['it was never started', world(pod([container('database', { state: { waiting: {} } })])), false],
    ['another container of its pod runs', world(pod([container('database', { state: END }), container('backup', { state: { running: {} } })], ['database', 'backup'])), false],
    ['another container of its pod is not told of', world(pod([container('database', { state: END })], ['database', 'backup'])), false],
    ['its pod is gone, which proves nothing', world(undefined), false],
    ['the lock was renewed after it ended', world(dead, { renewTime: '2026-01-01T00:00:11.200000+00:00' }), false],
    ['another one holds the lock', world(dead, { holder: 'hippo-2-0' }), false],
    ['nobody could take over', world(dead, { heir: false }), false],
  ];
  it.each(cases)('%s', (_name, now, expected) => {
    expect(deadLeader(now) !== undefined).toBe(expected);
  });

  it('tells when the last container ended', () => {
    expect(podEndedAtMs(dead)).toBe(Date.parse(ENDED));
  });
});

describe('lostLeader', () => {
  const dead = world(pod([container('database', { state: END })]));
  const lock = lockOf(dead.configMaps[0]);
  if (lock === undefined) throw new Error('the fixture has no lock');

  it('says who was lost, why and when, once', () => {
    const lost = lostLeader(dead, lock, []);
    expect(lost).toMatchObject({ from: 'hippo-1', cause: 'the container of hippo-1 ended with exit code 137', lostAtMs: Date.parse(RENEWED) });
    if (lost === undefined) return;
    const [first, second] = [lossRecord(dead, lost, 5), lossRecord(dead, lost, 9)];
    expect(second.metadata.name).toBe(first.metadata.name);
    expect(first.spec).toMatchObject({ kind: 'Failover', requestedBy: 'system', input: { automatic: true, from: 'hippo-1' } });
  });

  const operation = (kind: 'Switchover' | 'ScaleCluster', state: 'RUNNING' | 'SUCCEEDED') => ({
    apiVersion: 'pgo.dev/v1' as const, kind: 'PostgresOperation' as const, metadata: { name: 'op' }, spec: { kind, cluster: 'hippo', requestedBy: 'admin' }, status: { state },
  });
  it('is nothing while someone asked for it', () => {
    expect(lostLeader(dead, lock, [operation('Switchover', 'RUNNING')])).toBeUndefined();
    expect(lostLeader(dead, lock, [operation('Switchover', 'SUCCEEDED')])).toBeDefined();
    expect(lostLeader(dead, lock, [operation('ScaleCluster', 'RUNNING')])).toBeDefined();
  });

  it('is nothing when its pod is stopped in order', () => {
    const stopping = { ...pod([container('database', { state: END })]), metadata: { name: 'hippo-1-0', deletionTimestamp: ENDED } };
    expect(lostLeader(world(stopping), lock, [])).toBeUndefined();
  });
});
