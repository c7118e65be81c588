import { expect, test } from '@jest/globals';
import type { StandbySpec } from '../resource/cluster-standby.js';
import { planPromoteCluster } from '../plan/plan-promote-cluster.js';
import { checkStandby, standbyTarget } from './check-standby.js';

test.each<[string, StandbySpec, string[]]>([
  ['a cluster', { cluster: 'lead' }, []],
  ['a host with credentials', { host: '10.0.0.1', credentials: 'there' }, []],
  ['nothing', {}, ['standby']],
  ['both', { cluster: 'lead', host: 'a', credentials: 'there' }, ['standby']],
  ['a host without credentials', { host: 'a' }, ['standby.credentials']],
  ['a host that would end the connection string', { host: "a' user=x", credentials: 'there' }, ['standby.host']],
  ['a port that is none', { host: 'a', port: 70_000, credentials: 'there' }, ['standby.port']],
])('checks what is followed: %s', (_, spec, fields) => {
  expect(checkStandby('standby', spec).map(({ field }) => field)).toEqual(fields);
});

test('names what is followed', () => {
  expect([standbyTarget({ cluster: 'lead' }), standbyTarget({ host: 'a' }), standbyTarget({ host: 'a', port: 1 })]).toEqual(['lead', 'a:5432', 'a:1']);
});

test('a promotion by force is announced as a loss, a second one as nothing', () => {
  expect(planPromoteCluster('follow', { standby: { cluster: 'lead' } }, true).impact).toBe('DATA_LOSS');
  expect(planPromoteCluster('follow', { standby: { cluster: 'lead' } }, false)).toMatchObject({ impact: 'NONE', changes: [{ path: 'spec.standby.enabled' }] });
  expect(planPromoteCluster('follow', { standby: { cluster: 'lead', enabled: false } }, false).changes).toEqual([]);
});
