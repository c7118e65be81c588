import { describe, expect, it } from '@jest/globals';
import type { Container, Pod } from './pod.js';
import { placePod, type NodeRoom } from './scheduler.js';

const container = (cpu: string, memory = '1Mi', more: Partial<Container> = {}): Container => ({ name: 'c', resources: { requests: { cpu, memory } }, ...more });
const asking = (cpu: string, spec: Partial<Pod['spec']> = {}): Pod => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'o' }, spec: { containers: [container(cpu)], ...spec } });
const before = '0/1 nodes are available: 1 ';

const affinityTo = (...nodeSelectorTerms: object[]): object => ({ nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } });
/** Terms of requirements on labels: key, operator, values. */
const wanting = (...terms: [string, string, ...string[]][][]): object =>
  ({ affinity: affinityTo(...terms.map((term) => ({ matchExpressions: term.map(([key, operator, ...values]) => ({ key, operator, values })) }))) });
const tainted = (effect: string): Partial<NodeRoom> => ({ taints: [{ key: 'dedicated', value: 'db', effect }] });

describe('placePod', () => {
  const place = (spec: object, more: object = {}, node: Partial<NodeRoom> = {}): string => {
    const placement = placePod({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [], ...spec }, ...more }, { name: 'local', labels: { zone: 'a', disks: '4' }, taints: [], unschedulable: false, allocatable: { cpu: '2', memory: '1Gi', pods: '3' }, running: [asking('600m'), asking('400m')], ...node });
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
    ['affinity to a label lets it go', wanting([['zone', 'In', 'a', 'b']]), {}, 'bind'],
    ['one of two terms is enough', wanting([['zone', 'In', 'b']], [['zone', 'Exists']]), {}, 'bind'],
    ['all of a term have to hold', wanting([['zone', 'Exists'], ['rack', 'Exists']]), {}, `${before}node(s) didn't match Pod's node affinity/selector.`],
    ['a term without requirements holds for no node', wanting([]), {}, `${before}node(s) didn't match Pod's node affinity/selector.`],
    ['affinity against a label', wanting([['zone', 'NotIn', 'a']]), {}, `${before}node(s) didn't match Pod's node affinity/selector.`],
    ['against one that is not there', wanting([['rack', 'DoesNotExist'], ['rack', 'NotIn', 'r1']]), {}, 'bind'],
    ['to a number', wanting([['disks', 'Gt', '3'], ['disks', 'Lt', '5']]), {}, 'bind'],
    ['to a larger number', wanting([['disks', 'Gt', '4']]), {}, `${before}node(s) didn't match Pod's node affinity/selector.`],
    ['to the name of the node', { affinity: affinityTo({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['local'] }] }) }, {}, 'bind'],
    ['to that of another', { affinity: affinityTo({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['other'] }] }) }, {}, `${before}node(s) didn't match Pod's node affinity/selector.`],
    ['a taint holds it', {}, {}, `${before}node(s) had untolerated taint {dedicated: db}.`, tainted('NoSchedule')],
    ['also one that would end it', {}, {}, `${before}node(s) had untolerated taint {dedicated: db}.`, tainted('NoExecute')],
    ['a mere preference does not', {}, {}, 'bind', tainted('PreferNoSchedule')],
    ['a toleration of the value lets it go', { tolerations: [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }] }, {}, 'bind', tainted('NoSchedule')],
    ['of the key', { tolerations: [{ key: 'dedicated', operator: 'Exists' }] }, {}, 'bind', tainted('NoExecute')],
    ['of everything', { tolerations: [{ operator: 'Exists' }] }, {}, 'bind', tainted('NoExecute')],
    ['of another value', { tolerations: [{ key: 'dedicated', value: 'web' }] }, {}, `${before}node(s) had untolerated taint {dedicated: db}.`, tainted('NoSchedule')],
    ['of another effect', { tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }] }, {}, `${before}node(s) had untolerated taint {dedicated: db}.`, tainted('NoSchedule')],
    ['a cordoned node takes who tolerates that', { tolerations: [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' }] }, {}, 'bind', { unschedulable: true }],
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
