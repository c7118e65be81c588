import { describe, expect, it } from '@jest/globals';
import { aWorld } from '../testing/cluster-fixture.js';
import { instanceReady, lagBytes, READY_LAG_BYTES_MAX, STUCK_REPLAY_BYTES_MAX } from './instance-health.js';
import type { ReplicaPosition } from './replication-facts.js';
import type { ClusterWorld } from './world.js';

const world = (position: ReplicaPosition | undefined, leader = 'hippo-1-0'): ClusterWorld => {
  const base = aWorld({ instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2, walPosition: 0 }] });
  return {
    ...base, instances: base.instances.map((instance) => ({ ...instance, streams: true })),
    ...(position === undefined ? {} : { replication: { leader, replicas: { 'hippo-2-0': position } } }),
  };
};
const position = (more: Partial<ReplicaPosition> = {}): ReplicaPosition => ({ lagBytes: 7, replayLagBytes: 7, isReplayPaused: false, ...more });

describe('instanceReady', () => {
  const cases: [string, ClusterWorld, boolean][] = [
    ['nothing was measured', world(undefined), true],
    ['it keeps up', world(position()), true],
    ['it has received too little', world(position({ lagBytes: READY_LAG_BYTES_MAX + 1 })), false],
    ['it replays slowly', world(position({ replayLagBytes: STUCK_REPLAY_BYTES_MAX + 1 })), true],
    ['it replays far too slowly', world(position({ replayLagBytes: READY_LAG_BYTES_MAX + 1 })), false],
    ['its replay is paused and it has work', world(position({ replayLagBytes: STUCK_REPLAY_BYTES_MAX + 1, isReplayPaused: true })), false],
    ['its replay is paused and it has none', world(position({ isReplayPaused: true })), true],
    ['what was measured is of a leader before', world(position({ lagBytes: READY_LAG_BYTES_MAX + 1 }), 'hippo-3-0'), true],
  ];
  it.each(cases)('%s', (_name, now, ready) => {
    expect(instanceReady(now, now.instances[1] ?? now.instances[0]!)).toBe(ready);
  });
});

describe('lagBytes', () => {
  it('takes what was measured before what Patroni said at its last turn', () => {
    const [measured, told] = [world(position()), world(undefined)].map((now) => lagBytes(now, now.instances[1]!));
    expect([measured, told]).toEqual([7, 1000]);
  });
});
