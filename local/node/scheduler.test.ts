import { describe, expect, it } from '@jest/globals';
import type { Container, Pod } from './pod.js';
import { placePod, type NodeRoom } from './scheduler.js';

const container = (cpu: string, memory = '1Mi', more: Partial<Container> = {}): Container => ({ name: 'c', resources: { requests: { cpu, memory } }, ...more });
const asking = (cpu: string, spec: Partial<Pod['spec']> = {}): Pod => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'o' }, spec: { containers: [container(cpu)], ...spec } });
const before = '0/1 nodes are available: 1 ';

describe('placePod', () => {
  const place = (spec: object, more: object = {}, node: Partial<NodeRoom> = {}): string => {
    const placement = placePod({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [], ...spec }, ...more }, { labels: { zone: 'a' }, allocatable: { cpu: '2', memory: '1Gi', pods: '3' }, running: [asking('600m'), asking('400m')], ...node });
    if (placement.type !== 'wait') return placement.type;
    return placement.reason === 'Unschedulable' ? placement.message : placement.reason;
  };
  it.each<[string, object, object, string, Partial<NodeRoom>?]>([
    ['a pod goes to the node', {}, {}, 'bind'],
    ['a bound pod stays', { nodeName: 'local' }, {}, 'none'],
    ['a pod that is being deleted goes nowhere', {}, { metadata: { name: 'p', deletionTimestamp: 'now' } }, 'none'],
    ['a pod that is over goes nowhere', {}, { status: { phase: 'Failed' } }, 'none'],
    ['a gate holds it', { schedulingGates: [{ name: 'g' }] }, {}, 'SchedulingGated'],
    ['a selector that fits lets it go', { nodeSelector: { zone: 'a' } }, {}, 'bind'],
    ['a selector that does not fit holds it', { nodeSelector: { zone: 'b' } }, {}, `${before}node(s) didn't match Pod's node affinity/selector.`],
    ['what is left is enough', { containers: [container('500m'), container('0.5')] }, {}, 'bind'],
    ['what is left is too little', { containers: [container('500m'), container('501m')] }, {}, `${before}Insufficient cpu.`],
    ['of two resources', { containers: [container('3', '2Gi')] }, {}, `${before}Insufficient cpu, 1 Insufficient memory.`],
    ['a resource that the node does not have', { containers: [{ name: 'c', resources: { requests: { 'example.com/gpu': 1 } } }] }, {}, `${before}Insufficient example.com/gpu.`],
    ['one that no node reports', { containers: [{ name: 'c', resources: { requests: { 'ephemeral-storage': '1Gi' } } }] }, {}, 'bind'],
    ['init containers run one after another', { initContainers: [container('1'), container('1')], containers: [container('1')] }, {}, 'bind'],
    ['beside a sidecar that began before', { initContainers: [container('1m', '1Mi', { restartPolicy: 'Always' }), container('1')], containers: [] }, {}, `${before}Insufficient cpu.`],
    ['a limit on pods', {}, {}, `${before}Too many pods.`, { running: [asking('0'), asking('0'), asking('0')] }],
    ['a cordoned node', {}, {}, `${before}node(s) were unschedulable.`, { unschedulable: true }],
    ['a node that has not said what it has', { containers: [container('64')] }, {}, 'bind', { allocatable: undefined }],
  ])('%s', (_, ...[spec, more, expected, node]) => {
    expect(place(spec, more, node)).toBe(expected);
  });
});
