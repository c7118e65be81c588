import { expect, test } from '@jest/globals';
import { aWorld } from '../testing/cluster-fixture.js';
import type { ClusterWorld } from '../cluster/world.js';
import type { ObservedStandby } from '../cluster/observed-standby.js';
import { heldPromotion, isStandby, standbyConfig, standbyFault } from './standby-config.js';
import { standbyConditions, standbyStatus } from './standby-status.js';

const WRITES = 'The cluster "lead" still runs (lead-1) and may take writes.';
const CONFIG = { host: 'lead-primary.shop.svc', port: 5432, create_replica_methods: ['basebackup'] };

const following = (spec: ObservedStandby['spec'], parts: Partial<ObservedStandby> = {}): ClusterWorld => ({
  ...aWorld({ instances: [{ ordinal: 1, role: 'primary' }] }),
  standby: { spec, target: 'lead', isFollowing: true, host: CONFIG.host, port: CONFIG.port, receiver: { streaming: true, lagBytes: 5 }, ...parts },
});

test.each<[string, ClusterWorld, object | undefined, string | undefined]>([
  ['no standby', aWorld(), undefined, undefined],
  ['one that follows', following({ cluster: 'lead' }, { sourceWrites: WRITES }), CONFIG, 'Following'],
  ['one that follows and receives nothing', following({ cluster: 'lead' }, { receiver: { streaming: false } }), CONFIG, 'SourceUnreachable'],
  ['one to be promoted while the other one writes', following({ cluster: 'lead', enabled: false }, { sourceWrites: WRITES }), CONFIG, 'SourceWrites'],
  ['one to be promoted by force', following({ cluster: 'lead', enabled: false, force: true }, { sourceWrites: WRITES }), undefined, 'Promoting'],
  ['one to be promoted while the other one is stopped', following({ cluster: 'lead', enabled: false }), undefined, 'Promoting'],
  ['one that was promoted', following({ cluster: 'lead', enabled: false }, { isFollowing: false }), undefined, 'Promoted'],
  ['one that was promoted and is told to follow again', following({ cluster: 'lead', enabled: true }, { isFollowing: false }), undefined, 'Promoted'],
])('tells Patroni whom to follow and says so: %s', (_, world, config, reason) => {
  expect(standbyConfig(world)).toEqual(config);
  expect(standbyConditions(world).map((condition) => condition.reason)).toEqual(reason === undefined ? [] : [reason]);
});

test('a promotion is held only while it is asked for, without force, and the other one writes', () => {
  expect(heldPromotion(following({ cluster: 'lead' }, { sourceWrites: WRITES }))).toBeUndefined();
  expect(heldPromotion(following({ cluster: 'lead', enabled: false }, { sourceWrites: WRITES }))).toBe(WRITES);
  expect(isStandby(following({ cluster: 'lead', enabled: false }))).toBe(true);
});

test('the status tells the lag while it follows, and nothing of it afterwards', () => {
  expect(standbyStatus(following({ cluster: 'lead' }, { sourceWrites: WRITES }))).toEqual({ standby: { source: 'lead', following: true, streaming: true, lagBytes: 5, sourceWrites: WRITES } });
  expect(standbyStatus(following({ cluster: 'lead' }, { isFollowing: false }))).toEqual({ standby: { source: 'lead', following: false, streaming: false } });
});

test('what it needs of the other one is missed before it has data, never after', () => {
  const fresh = (spec: ObservedStandby['spec']): ClusterWorld => ({ ...aWorld({ bare: true }), standby: following(spec).standby });
  expect(standbyFault(fresh({ cluster: 'lead' }))).toContain('there is no cluster "lead"');
  expect(standbyFault(fresh({ host: 'elsewhere', credentials: 'there' }))).toContain('no Secret "there"');
  expect(standbyFault(following({ cluster: 'lead' }))).toBeUndefined();
});
