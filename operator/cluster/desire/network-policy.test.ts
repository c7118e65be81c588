import { describe, expect, it } from '@jest/globals';
import type { NetworkPolicySpec } from '../../../schema/resource/cluster-placement.js';
import { FAILOVER_TIMES_DEFAULT } from '../../postgres/patroni-config.js';
import { aWorld, ENTRY } from '../../testing/cluster-fixture.js';
import { planCluster } from '../plan.js';
import type { DesireInput } from './desire-input.js';
import { desireNetworkPolicy, unwantedNetworkPolicies } from './network-policy.js';

const input = (networkPolicy: NetworkPolicySpec | undefined, isOn = true): DesireInput => {
  const world = aWorld({ spec: networkPolicy === undefined ? {} : { networkPolicy } });
  return {
    world, plan: planCluster(world, { covers: true, renewAtMs: Infinity }, 0), entry: ENTRY,
    settings: { serviceAddressing: 'name', watchesNodes: true, failover: FAILOVER_TIMES_DEFAULT, ...(isOn ? { networkPolicies: { controlPlaneNamespace: 'pgo' } } : {}) },
  };
};
const CONTROL_PLANE = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'pgo' } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'pgo', 'app.kubernetes.io/component': 'control-plane' } },
};
const ruleOf = (given: NetworkPolicySpec | undefined, port: number): unknown => {
  const [policy] = desireNetworkPolicy(input(given)) as unknown as { spec: { ingress: { ports: { port: number }[] }[] } }[];
  return policy?.spec.ingress.find(({ ports }) => ports.some((one) => one.port === port));
};

describe('the network policy of a cluster', () => {
  it('lets everyone connect to PostgreSQL unless clients are named', () => {
    expect(ruleOf(undefined, 5432)).toEqual({ ports: [{ port: 5432, protocol: 'TCP' }] });
  });

  it('lets named clients, the control plane and other clusters connect to PostgreSQL', () => {
    const shop = { namespaceSelector: { matchLabels: { team: 'shop' } } };
    expect(ruleOf({ clients: [shop] }, 5432)).toMatchObject({ from: [shop, { podSelector: { matchExpressions: [{ key: 'pgo.dev/cluster', operator: 'Exists' }] } }, CONTROL_PLANE] });
  });

  it('lets nobody but its own pods and the control plane connect to Patroni', () => {
    expect(ruleOf(undefined, 8008)).toMatchObject({ from: [{ podSelector: { matchLabels: { 'pgo.dev/cluster': 'hippo' } } }, CONTROL_PLANE] });
  });

  it.each([
    { name: 'nothing by default', given: undefined, isOn: false, kept: [] },
    { name: 'nothing where the cluster wants none', given: { enabled: false }, isOn: true, kept: [] },
    { name: 'one where they are on', given: undefined, isOn: true, kept: ['hippo-pods'] },
  ])('is $name', ({ given, isOn, kept }) => {
    expect(desireNetworkPolicy(input(given, isOn)).map(({ metadata }) => metadata.name)).toEqual(kept);
  });

  it('goes when it is turned off, and no other one goes', () => {
    const on = input(undefined);
    const others = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'own', labels: { 'pgo.dev/cluster': 'hippo' } } };
    const having = (one: DesireInput): DesireInput => ({ ...one, world: { ...one.world, owned: [...one.world.owned, others, ...desireNetworkPolicy(on)] } });
    expect(unwantedNetworkPolicies(having(input({ enabled: false }))).map(({ metadata }) => metadata.name)).toEqual(['hippo-pods']);
    expect(unwantedNetworkPolicies(having(input(undefined, false))).map(({ metadata }) => metadata.name)).toEqual(['hippo-pods']);
    expect(unwantedNetworkPolicies(having(on))).toEqual([]);
  });
});
