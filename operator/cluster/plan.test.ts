import { describe, expect, it } from '@jest/globals';
import type { PostgresClusterSpec } from '../../schema/resource/postgres-cluster.js';
import { aWorld, type InstanceSetup, type WorldSetup } from '../testing/cluster-fixture.js';
import { planCluster, planDeletion, planOrdinals } from './plan.js';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const good = { covers: true, renewAtMs: NOW + 1 };
const names = (objects: readonly { kind: string; metadata: { name: string } }[]): string[] => objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
const primary = (ordinal: number): InstanceSetup => ({ ordinal, role: 'primary' });

describe('planOrdinals', () => {
  const cases: { name: string; setup: WorldSetup; ordinals: number[] }[] = [
    { name: 'begins with the lowest', setup: { spec: { replicas: 2 }, bare: true }, ordinals: [1, 2, 3] },
    { name: 'keeps what is there', setup: { spec: { replicas: 1 }, instances: [primary(2), { ordinal: 3 }] }, ordinals: [2, 3] },
    { name: 'fills the gap', setup: { spec: { replicas: 2 }, instances: [primary(1), { ordinal: 3 }] }, ordinals: [1, 2, 3] },
    { name: 'takes the highest away', setup: { spec: { replicas: 1 }, instances: [primary(1), { ordinal: 2 }, { ordinal: 3 }] }, ordinals: [1, 2] },
    { name: 'takes the marked one away first', setup: { spec: { replicas: 1 }, instances: [primary(1), { ordinal: 2, goesFirst: true }, { ordinal: 3 }] }, ordinals: [1, 3] },
    { name: 'keeps a marked one while none is too many', setup: { spec: { replicas: 1 }, instances: [primary(1), { ordinal: 2, goesFirst: true }] }, ordinals: [1, 2] },
    { name: 'keeps a marked primary', setup: { spec: { replicas: 0 }, instances: [{ ...primary(1), goesFirst: true }, { ordinal: 2 }] }, ordinals: [1] },
    { name: 'never takes the primary away', setup: { spec: { replicas: 0 }, instances: [{ ordinal: 1 }, { ordinal: 2 }, primary(3)] }, ordinals: [3] },
    { name: 'takes nothing away while no primary is known', setup: { spec: { replicas: 0 }, instances: [{ ordinal: 1 }, { ordinal: 2 }] }, ordinals: [1, 2] },
    { name: 'does not reuse what is still going', setup: { spec: { replicas: 1 }, instances: [primary(1), { ordinal: 2, deleting: true }] }, ordinals: [1, 3] },
    { name: 'adopts a volume that was kept', setup: { spec: {}, instances: [{ ordinal: 1, parts: ['claim'] }] }, ordinals: [1] },
  ];
  it.each(cases)('$name', ({ setup, ordinals }) => {
    expect(planOrdinals(aWorld(setup))).toEqual(ordinals);
  });
});

describe('planCluster', () => {
  it('makes secrets first, then the certificate, then instances', () => {
    const bare = planCluster(aWorld({ bare: true }), undefined, NOW);
    expect(bare).toMatchObject({ mint: ['system', 'authority', { user: 'hippo' }], certificate: 'keep', startInstances: false });
    expect(planCluster(aWorld(), undefined, NOW)).toMatchObject({ mint: [], certificate: 'issue', startInstances: true });
  });

  const certificates: { name: string; state: { covers: boolean; renewAtMs: number }; certificate: 'keep' | 'issue' }[] = [
    { name: 'keeps a good certificate', state: good, certificate: 'keep' },
    { name: 'issues again when its time has come', state: { covers: true, renewAtMs: NOW }, certificate: 'issue' },
    { name: 'issues again when a name is missing', state: { covers: false, renewAtMs: NOW + 1 }, certificate: 'issue' },
  ];
  it.each(certificates)('$name', ({ state, certificate }) => {
    expect(planCluster(aWorld(), state, NOW).certificate).toBe(certificate);
  });

  const removals: { name: string; instances: InstanceSetup[]; removed: string[] }[] = [
    { name: 'the set of an instance too many', instances: [primary(1), { ordinal: 2 }], removed: ['StatefulSet/hippo-2'] },
    { name: 'nothing while its pod stops', instances: [primary(1), { ordinal: 2, parts: ['pod', 'claim'] }], removed: [] },
    { name: 'the volume once nothing runs', instances: [primary(1), { ordinal: 2, parts: ['claim'] }], removed: ['PersistentVolumeClaim/data-hippo-2-0'] },
  ];
  it.each(removals)('removes $name', ({ instances, removed }) => {
    expect(names(planCluster(aWorld({ spec: { replicas: 0 }, instances }), good, NOW).remove)).toEqual(removed);
  });

  const old = { has: 'a', wants: 'b' };
  const renewals: { name: string; spec?: PostgresClusterSpec; instances: InstanceSetup[]; renewed: string | undefined }[] = [
    { name: 'replicas before the primary', instances: [{ ...primary(1), revision: old }, { ordinal: 2, revision: old }], renewed: 'hippo-2' },
    { name: 'the primary last', instances: [{ ...primary(1), revision: old }, { ordinal: 2, revision: { has: 'b', wants: 'b' } }], renewed: 'hippo-1' },
    { name: 'nobody while another is not ready', instances: [{ ...primary(1), revision: old }, { ordinal: 2, ready: false, revision: { has: 'b', wants: 'b' } }], renewed: undefined },
    { name: 'a broken one first', instances: [{ ...primary(1), revision: old }, { ordinal: 2, ready: false, revision: old }], renewed: 'hippo-2' },
    { name: 'no synchronous primary before a replica is in step', spec: { replicas: 1, durability: 'SYNC' }, instances: [{ ...primary(1), revision: old }, { ordinal: 2 }], renewed: undefined },
    { name: 'nobody when all are current', instances: [primary(1), { ordinal: 2 }], renewed: undefined },
  ];
  it.each(renewals)('renews $name', ({ spec = { replicas: 1 }, instances, renewed }) => {
    expect(planCluster(aWorld({ spec, instances }), good, NOW).renew?.name).toBe(renewed);
  });
});

describe('planDeletion', () => {
  const cases: { name: string; setup: WorldSetup; remove: string[]; gone: boolean }[] = [
    { name: 'first what runs', setup: { instances: [primary(1)] }, remove: ['StatefulSet/hippo-1'], gone: false },
    { name: 'waits for pods', setup: { instances: [{ ordinal: 1, parts: ['pod', 'claim'] }] }, remove: [], gone: false },
    { name: 'then the volumes', setup: { instances: [{ ordinal: 1, parts: ['claim'] }] }, remove: ['PersistentVolumeClaim/data-hippo-1-0'], gone: false },
    { name: 'keeps volumes when asked to', setup: { instances: [{ ordinal: 1, parts: ['claim'] }], annotations: { 'pgo.dev/keep-data': 'true' } }, remove: [], gone: true },
    { name: 'is gone when nothing is left', setup: {}, remove: [], gone: true },
  ];
  it.each(cases)('$name', ({ setup, remove, gone }) => {
    const plan = planDeletion(aWorld(setup));
    expect(names(plan.remove)).toEqual(remove);
    expect(plan.gone).toBe(gone);
  });
});
