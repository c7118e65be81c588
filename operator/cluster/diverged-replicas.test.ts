import { describe, expect, it } from '@jest/globals';
import { aWorld, type InstanceSetup, type WorldSetup } from '../testing/cluster-fixture.js';
import { unfollowing } from './diverged-replicas.js';
import type { ClusterWorld } from './world.js';

const SETTLED = { data: { type: 'settled' } } as const;

/** A primary and a replica that is so; what the replica's Patroni says of it, and how far it was found. */
const world = (replica: Partial<InstanceSetup>, { state = 'running', behind = 0, setup = {} }: { readonly state?: string; readonly behind?: number; readonly setup?: WorldSetup } = {}): ClusterWorld => {
  const plain = aWorld({ instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2, ...replica }], ...setup });
  const instances = plain.instances.map((instance) => (instance.ordinal === 1 || instance.member === undefined ? instance : { ...instance, member: { ...instance.member, state } }));
  const position = { lagBytes: behind, replayLagBytes: behind, isReplayPaused: false };
  return { ...plain, instances, replication: { leader: 'hippo-1-0', replicas: { 'hippo-2-0': position } } };
};
const names = (looked: ClusterWorld): string[] => unfollowing(looked, SETTLED).map(({ name }) => name);

describe('a replica', () => {
  it.each<[string, ClusterWorld, string[]]>([
    ['that streams follows', world({}), []],
    ['that was seen not to stream is looked at', world({ streams: false }), ['hippo-2']],
    ['that is far behind is looked at', world({}, { behind: 2 ** 30 }), ['hippo-2']],
    ['that recovers from the archive and is not streaming is looked at', world({ streams: false }, { state: 'in archive recovery' }), ['hippo-2']],
    ['of which nobody knows is left alone', world({ streams: null }), []],
    ['that is being copied is left alone', world({ streams: false }, { state: 'creating replica' }), []],
    ['whose container does not run is left alone', world({ streams: false, running: false }), []],
    ['of a stopped cluster is left alone', world({ streams: false }, { setup: { spec: { stopped: true } } }), []],
  ])('%s', (_name, looked, expected) => {
    expect(names(looked)).toEqual(expected);
  });

  it('without a primary, or while data are restored, is left alone', () => {
    const stuck = world({ streams: false });
    expect(names({ ...stuck, patroni: { ...stuck.patroni, leader: undefined } })).toEqual([]);
    expect(unfollowing(stuck, { data: { type: 'restoring', ordinal: 1 } })).toEqual([]);
  });
});
