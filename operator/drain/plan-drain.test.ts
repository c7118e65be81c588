import { describe, expect, it } from '@jest/globals';
import type { ClusterWorld } from '../cluster/world.js';
import { aWorld, type InstanceSetup } from '../testing/cluster-fixture.js';
import { DRAIN_AGAIN_MS, drainOperation, planDrain } from './plan-drain.js';

/** A cluster whose instances run on nodes of the same number as they have: hippo-1 on n1. */
const world = (instances: readonly InstanceSetup[], { spec = {} as Partial<ClusterWorld['spec']> } = {}): ClusterWorld => {
  const base = aWorld({ instances: [...instances] });
  return {
    ...base, spec: { ...base.spec, ...spec },
    instances: base.instances.map((instance) => (instance.pod === undefined ? instance : { ...instance, pod: { ...instance.pod, spec: { ...instance.pod.spec, nodeName: `n${instance.ordinal}` } } })),
  };
};
const drained = (...nodes: string[]) => (node: string): boolean => nodes.includes(node);
const three: InstanceSetup[] = [{ ordinal: 1, role: 'primary' }, { ordinal: 2 }, { ordinal: 3 }];

describe('a primary on a node that is drained', () => {
  const cases: { name: string; now: ClusterWorld; nodes: string[]; to: string | undefined }[] = [
    { name: 'goes to a replica', now: world(three), nodes: ['n1'], to: 'hippo-2' },
    { name: 'does not go to a node that is drained as well', now: world(three), nodes: ['n1', 'n2'], to: 'hippo-3' },
    { name: 'stays where there is no other node', now: world(three), nodes: ['n1', 'n2', 'n3'], to: undefined },
    { name: 'stays while no replica is ready', now: world([{ ordinal: 1, role: 'primary' }, { ordinal: 2, ready: false }]), nodes: ['n1'], to: undefined },
    { name: 'stays when it is alone', now: world([{ ordinal: 1, role: 'primary' }]), nodes: ['n1'], to: undefined },
    { name: 'stays when only the node of a replica is drained', now: world(three), nodes: ['n2'], to: undefined },
    { name: 'stays when the cluster is stopped', now: world(three, { spec: { stopped: true } }), nodes: ['n1'], to: undefined },
  ];
  it.each(cases)('$name', ({ now, nodes, to }) => {
    expect(planDrain(now, drained(...nodes))?.to).toBe(to);
  });

  it('is asked for once for a term of the leader, and again when that came to nothing', () => {
    const now = world(three);
    const move = planDrain(now, drained('n1'));
    if (move === undefined) throw new Error('nothing was planned');
    const [first, same, later] = [0, DRAIN_AGAIN_MS - 1, DRAIN_AGAIN_MS].map((nowMs) => drainOperation(now, move, nowMs));
    expect(same?.metadata.name).toBe(first?.metadata.name);
    expect(later?.metadata.name).not.toBe(first?.metadata.name);
    expect(first?.spec).toMatchObject({ kind: 'Switchover', cluster: 'hippo', input: { from: 'hippo-1', target: 'hippo-2', cause: 'the node n1 is being drained' } });
  });
});
