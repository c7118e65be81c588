import { describe, expect, it } from '@jest/globals';
import { aWorld, anInstance } from '../testing/cluster-fixture.js';
import type { ClusterWorld } from '../cluster/world.js';
import { parseKeptData } from '../instance/kept-data-facts.js';
import { keptDataStatus, planKeptData } from './kept-data.js';

const SINCE_MS = Date.parse('2026-06-01T12:00:00Z');
const HOUR_MS = 3_600_000;

interface Setup {
  readonly hours?: number;
  readonly previous?: string | undefined;
  readonly previousVersion?: number;
  readonly ready?: boolean;
  readonly seen?: readonly (number | undefined)[];
}

/** A primary and a replica after the restore `op-1`; `seen` is what their volumes hold beside the present data. */
const world = ({ hours, previous, previousVersion, ready = true, seen = [1024, 1024] }: Setup): ClusterWorld => {
  const restore = { id: 'op-1', ...(previous === undefined ? {} : { previous }), ...(previousVersion === undefined ? {} : { previousVersion }) };
  const base = aWorld({ spec: { replicas: 1, restore, ...(hours === undefined ? {} : { backups: { retention: { replacedDataHours: hours } } }) }, instances: [] });
  const instances = seen.map((bytes, index) => ({
    ...anInstance({ ordinal: index + 1, role: index === 0 ? 'primary' : 'replica', ready }), ...(bytes === undefined ? {} : { kept: { data: 'op-1', sinceMs: SINCE_MS + index * HOUR_MS, bytes } }),
  }));
  const state = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'hippo-ha-config', namespace: 'shop', annotations: { initialize: '7', 'pgo.dev/data': 'op-1', 'pgo.dev/data-directory': 'op-1' } } } as const;
  return { ...base, instances, configMaps: [state], patroni: { ...base.patroni, initialized: true, leader: 'hippo-1-0' } };
};

describe('data of before a restore', () => {
  it.each<[string, Setup, number, ReturnType<typeof planKeptData>]>([
    ['stay while their time is not over', { previous: '' }, 72, 'look'],
    ['go 72 hours after the last instance had the new ones: first the way back', { previous: '' }, 73, 'end the way back'],
    ['then they themselves', {}, 73, 'remove'],
    ['go when the cluster says', { previous: '', hours: 0 }, 1, 'end the way back'],
    ['stay while an instance has not been looked at', { previous: '', seen: [1024, undefined] }, 1000, 'look'],
    ['stay while a replica is missing', { previous: '', seen: [1024] }, 1000, 'look'],
    ['stay while the cluster does not serve', { previous: '', ready: false }, 1000, 'nothing'],
    ['stay after an upgrade, which has an end of its own', { previous: '', previousVersion: 14 }, 1000, 'nothing'],
  ])('%s', (_name, setup, hours, expected) => {
    expect(planKeptData(world(setup), { data: { type: 'settled' } }, SINCE_MS + hours * HOUR_MS)).toBe(expected);
  });

  it('stay while other data are on their way', () => {
    expect(planKeptData(world({ previous: '' }), { data: { type: 'starting', ordinal: 1 } }, SINCE_MS + 1000 * HOUR_MS)).toBe('nothing');
  });

  it('are shown with their end, until there are none', () => {
    expect(keptDataStatus(world({ previous: '' }))).toEqual({ bytes: 2048, until: '2026-06-04T13:00:00Z' });
    expect(keptDataStatus(world({ seen: [0, 0] }))).toBeUndefined();
  });

  it('are told by the script, or not at all', () => {
    expect(parseKeptData('kept 1780315200 12\n', 'op-1')).toEqual({ data: 'op-1', sinceMs: 1_780_315_200_000, bytes: 12_288 });
    expect(() => parseKeptData('sh: not found', 'op-1')).toThrow('not found');
  });
});
