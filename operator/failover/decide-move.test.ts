import { describe, expect, it } from '@jest/globals';
import { patroniFailoverName, patroniLeaderName } from '../../schema/naming/names.js';
import type { ClusterWorld } from '../cluster/world.js';
import { aWorld, type WorldSetup } from '../testing/cluster-fixture.js';
import { decideMove, hasMoved, type MoveRequest } from './decide-move.js';
import { FENCE } from './leader-lock.js';

const ASKED_AT = '2026-01-01T00:00:00Z';
const request = (more: Partial<MoveRequest> = {}): MoveRequest =>
  ({ kind: 'Switchover', from: 'hippo-1', target: 'hippo-2', force: false, askedAtMs: Date.parse(ASKED_AT), ...more });

/** A world whose lock is held by `holder`, renewed now. */
const world = (holder: string | undefined, setup: WorldSetup = {}, acquireTime = '2025-12-31T00:00:00+00:00'): ClusterWorld => {
  const base = aWorld({ instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2 }, { ordinal: 3 }], ...setup });
  const annotations: Record<string, string> = { ...(holder === undefined ? {} : { leader: holder }), acquireTime, renewTime: acquireTime };
  return {
    ...base,
    patroni: { ...base.patroni, leader: holder },
    configMaps: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: patroniLeaderName('hippo'), namespace: 'shop', resourceVersion: '5', annotations } }],
  };
};
/** The same while the primary stops to hand over: it holds the lock and does not serve, and so nobody streams from it. */
const handingOver = (now: ClusterWorld): ClusterWorld => ({
  ...now,
  instances: now.instances.map((instance, at) => (instance.member === undefined ? instance : at === 0 ? { ...instance, member: { ...instance.member, state: 'stopping' } } : { ...instance, streams: false })),
});
/** The same while Patroni's store names the next leader. */
const named = (now: ClusterWorld, annotations: Record<string, string>): ClusterWorld =>
  ({ ...now, configMaps: [...now.configMaps, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: patroniFailoverName('hippo'), namespace: 'shop', annotations } }] });
const lagging = { instances: [{ ordinal: 1, role: 'primary' as const }, { ordinal: 2, walPosition: -(2 ** 30) }] };

describe('decideMove', () => {
  const cases: [string, ClusterWorld, MoveRequest, object][] = [
    ['asks the primary to hand over', world('hippo-1-0'), request(), { act: 'switchover', through: { name: 'hippo-1' }, to: { name: 'hippo-2' } }],
    ['chooses when no target is named', world('hippo-1-0'), request({ target: undefined }), { act: 'switchover', to: { name: 'hippo-2' } }],
    ['asks for a failover through the primary that is well', world('hippo-1-0'), request({ kind: 'Failover' }), { act: 'failover', through: { name: 'hippo-1' } }],
    ['asks for a failover through the target when there is no primary', world(undefined), request({ kind: 'Failover' }), { act: 'failover', through: { name: 'hippo-2' } }],
    ['waits for a switchover that is under way', world(undefined), request(), { act: 'wait' }],
    ['waits while the primary stops to hand over', handingOver(world('hippo-1-0')), request(), { act: 'wait' }],
    ['waits for it without a target too', handingOver(world('hippo-1-0')), request({ target: undefined }), { act: 'wait' }],
    ['waits while Patroni hands over, whatever the candidate looks like', named(world('hippo-1-0', lagging), { leader: 'hippo-1-0', member: 'hippo-2-0' }), request(), { act: 'wait' }],
    ['refuses when what Patroni does is another move', named(world('hippo-1-0', lagging), { leader: 'hippo-1-0', member: 'hippo-3-0' }), request(), { act: 'refuse' }],
    ['refuses an unknown instance', world('hippo-1-0'), request({ target: 'hippo-9' }), { act: 'refuse', error: { code: 'TARGET_UNKNOWN' } }],
    ['refuses one that lags', world('hippo-1-0', lagging), request(), { act: 'refuse', error: { code: 'TARGET_REFUSED' } }],
    ['refuses when none can', world('hippo-1-0', lagging), request({ target: undefined }), { act: 'refuse', error: { code: 'NO_CANDIDATE' } }],
    ['refuses what is out of step under SYNC', world('hippo-1-0', { spec: { durability: 'SYNC', replicas: 2 } }), request(), { act: 'refuse', error: { code: 'TARGET_REFUSED' } }],
    ['fences the primary before one that lags is forced', world('hippo-1-0', lagging), request({ kind: 'Failover', force: true }), { act: 'fence', to: { name: 'hippo-2' } }],
    ['waits behind the fence for the old primary to stop', world(FENCE, lagging), request({ kind: 'Failover', force: true }), { act: 'wait' }],
    [
      'lifts the fence once nobody leads', world(FENCE, { instances: [{ ordinal: 1, role: 'primary', running: false }, { ordinal: 2 }] }),
      request({ kind: 'Failover', force: true }), { act: 'release', to: { name: 'hippo-2' } },
    ],
  ];
  it.each(cases)('%s', (_name, now, asked, expected) => {
    expect(decideMove(now, asked)).toMatchObject(expected);
  });
});

describe('hasMoved', () => {
  const cases: [string, ClusterWorld, Partial<MoveRequest>, boolean][] = [
    ['the target holds the lock', world('hippo-2-0'), {}, true],
    ['another one holds it', world('hippo-3-0'), {}, false],
    ['nobody holds it', world(undefined), {}, false],
    ['the fence stands', world(FENCE), { target: undefined }, false],
    ['anyone but the old one, without a target', world('hippo-3-0'), { target: undefined }, true],
    ['the old one still, without a target', world('hippo-1-0'), { target: undefined }, false],
    ['someone took it after it was asked for', world('hippo-1-0', {}, '2026-01-01T00:00:05+00:00'), { target: undefined, from: undefined }, true],
    ['someone took it long before', world('hippo-1-0'), { target: undefined, from: undefined }, false],
  ];
  it.each(cases)('%s', (_name, now, more, moved) => {
    expect(hasMoved(now, request(more))).toBe(moved);
  });
});
