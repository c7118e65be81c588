import { expect, test } from '@jest/globals';
import type { PostgresClusterStatus } from '../../schema/resource/postgres-cluster.js';
import type { VolumeUsage } from '../../schema/storage/volume-usage.js';
import { clusterStatus } from '../cluster/status.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import { aWorld } from '../testing/cluster-fixture.js';
import { storageHappenings } from './storage-happenings.js';

const MIB = 2 ** 20;
const usageOf = (freeBytes: number): VolumeUsage => ({ data: { totalBytes: 1000 * MIB, freeBytes }, dataBytes: 900 * MIB, walBytes: 32 * MIB });

/** A primary and a replica with so much free; the primary runs or not. */
const worldWith = (free: readonly (number | undefined)[], runs = true): ClusterWorld => {
  const world = aWorld({ spec: { postgresVersion: 15, replicas: 1 }, status: { state: 'READY' }, databaseReady: true, instances: [{ ordinal: 1, role: 'primary', ready: runs }, { ordinal: 2 }] });
  return { ...world, instances: world.instances.map((instance, index) => {
    const bytes = free[index];
    const claim = instance.claim && { ...instance.claim, status: { phase: 'Bound', capacity: { storage: '1Gi' } } };
    return { ...instance, claim, ...(bytes === undefined ? {} : { usage: usageOf(bytes) }) };
  }) };
};
const statusOf = (world: ClusterWorld): PostgresClusterStatus => clusterStatus(world, { now: '2026-01-01T00:00:00Z', addressing: 'name' });
const conditionOf = (status: PostgresClusterStatus, type: string): string | undefined => {
  const found = status.conditions?.find((condition) => condition.type === type);
  return found && `${found.status} ${found.reason} ${found.message}`;
};

test.each<[string, ClusterWorld, string | undefined]>([
  ['that nobody has measured', worldWith([]), undefined],
  ['with room', worldWith([500 * MIB, 400 * MIB]), 'True AsDesired The volumes have room.'],
  ['that fill', worldWith([500 * MIB, 100 * MIB]), 'False VolumeFilling The volume of hippo-2 (1Gi) fills, 100 MiB are free; grow it with pgo update cluster hippo --storage-size.'],
  ['that are full while PostgreSQL still runs', worldWith([10 * MIB, 100 * MIB]), 'False VolumeFull The volume of hippo-1 (1Gi) is full, 10 MiB are free, and soon it cannot run; grow it with pgo update cluster hippo --storage-size.'],
  ['that are full', worldWith([0, 100 * MIB], false), 'False VolumeFull The volume of hippo-1 (1Gi) is full, 0 bytes are free, and it cannot run until there is room; grow it with pgo update cluster hippo --storage-size.'],
  ['that are full on both', worldWith([0, 0]), 'False VolumeFull The volume of hippo-1 (1Gi) is full, 0 bytes are free, and soon it cannot run; grow it with pgo update cluster hippo --storage-size.'],
])('volumes %s', (_name, world, expected) => {
  expect(conditionOf(statusOf(world), 'StorageAvailable')).toBe(expected);
});

test.each<[string, number, string]>([
  ['fills', 60 * MIB, 'False VolumeFilling The WAL volume of hippo-1 (512Mi) fills, 60 MiB are free; grow it with pgo update cluster hippo --wal-storage-size.'],
  ['is full', 0, 'False VolumeFull The WAL volume of hippo-1 (512Mi) is full, 0 bytes are free, and it cannot run until there is room; grow it with pgo update cluster hippo --wal-storage-size.'],
])('a volume of WAL that %s', (_name, freeBytes, expected) => {
  const world = worldWith([500 * MIB, 500 * MIB], false);
  const [primary, replica] = world.instances;
  const walClaim = primary?.claim && { ...primary.claim, status: { phase: 'Bound', capacity: { storage: '512Mi' } } };
  const usage = { ...usageOf(500 * MIB), wal: { totalBytes: 1000 * MIB, freeBytes } };
  expect(conditionOf(statusOf({ ...world, instances: [{ ...primary, walClaim, usage } as ObservedInstance, ...(replica === undefined ? [] : [replica])] }), 'StorageAvailable')).toBe(expected);
});

test('a cluster that is down for want of room says so first, and one that runs stays ready', () => {
  const [down, up] = [statusOf(worldWith([0, 500 * MIB], false)), statusOf(worldWith([0, 500 * MIB]))];
  expect([down.state, conditionOf(down, 'Ready')]).toEqual(['DEGRADED', expect.stringContaining('False VolumeFull The volume of hippo-1 (1Gi) is full')]);
  expect([up.state, conditionOf(up, 'Ready')?.slice(0, 4)]).toEqual(['READY', 'True']);
});

test('an instance shows what it takes', () => {
  expect(statusOf(worldWith([100 * MIB])).instances?.[0]).toMatchObject({ dataBytes: 900 * MIB, walBytes: 32 * MIB, volumes: [{ purpose: 'data', usedPercent: 90 }] });
});

test('people hear when a volume fills, is full and has room again, once each', () => {
  const statuses = [[500], [100], [90], [0], [500], [500]].map(([free = 0]) => statusOf(worldWith([free * MIB])));
  expect(statuses.flatMap((status, index) => storageHappenings(statuses[index - 1], status)).map(({ type, reason }) => `${type} ${reason}`))
    .toEqual(['Warning VolumeFilling', 'Warning VolumeFull', 'Normal VolumeHasRoom']);
});
