import { expect, test } from '@jest/globals';
import type { AutoGrowSpec, StorageStatus } from '../../schema/resource/cluster-storage.js';
import { withGrownVolumes } from '../../schema/storage/auto-grow.js';
import { clusterStatus } from '../cluster/status.js';
import { planCluster } from '../cluster/plan.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import { aWorld } from '../testing/cluster-fixture.js';
import { growthWaitMs, nextSize, planGrowth } from './plan-growth.js';
import { storageHappenings } from './storage-happenings.js';

const MIB = 2 ** 20;
const NOW = Date.parse('2026-01-01T12:00:00Z');
const AUTO_GROW: AutoGrowSpec = { maximum: '2Gi', walMaximum: '600Mi' };

interface Setup {
  readonly autoGrow?: AutoGrowSpec | undefined;
  /** Size that is asked for, what the claims ask for, and what they have. */
  readonly size?: string;
  readonly requested?: string;
  readonly capacity?: string;
  readonly capacityWhenMeasured?: string;
  /** Share of each instance's volume that is taken, in percent; undefined while it was not measured. */
  readonly taken?: readonly (number | undefined)[];
  readonly walTaken?: number;
  /** MiB of the file system that the volumes are directories of. */
  readonly sharedMib?: number;
  readonly usedMib?: number;
  readonly storage?: StorageStatus;
}

const MIB_OF = (size: string): number => (size.endsWith('Gi') ? Number.parseInt(size, 10) * 1024 : Number.parseInt(size, 10));

const spaceOf = (sizeMib: number, takenPercent: number, { sharedMib = sizeMib }: Setup): { totalBytes: number; freeBytes: number } =>
  ({ totalBytes: sharedMib * MIB, freeBytes: Math.floor(Math.min(sharedMib, sizeMib) * MIB * (1 - takenPercent / 100)) });

const worldOf = (setup: Setup): ClusterWorld => {
  const { autoGrow = AUTO_GROW, size = '1Gi', requested = size, capacity = requested, capacityWhenMeasured = capacity, taken = [], walTaken } = setup;
  const storage = { size, ...(walTaken === undefined ? {} : { walSize: '512Mi' }), ...('autoGrow' in setup && setup.autoGrow === undefined ? {} : { autoGrow }) };
  const world = aWorld({ spec: { postgresVersion: 15, replicas: taken.length - 1, storage }, status: { state: 'READY', ...(setup.storage === undefined ? {} : { storage: setup.storage }) }, databaseReady: true, instances: taken.map((_, index) => ({ ordinal: index + 1, role: index === 0 ? 'primary' : 'replica' })) });
  const instances = world.instances.map((instance, index): ObservedInstance => {
    const percent = taken[index];
    const claimed = (request: string, has: string): ObservedInstance['claim'] => instance.claim && { ...instance.claim, spec: { resources: { requests: { storage: request } } }, status: { phase: 'Bound', capacity: { storage: has } } };
    const wal = walTaken === undefined ? {} : { wal: { ...spaceOf(512, walTaken, {}), claimed: '512Mi' }, walBytes: 5.12 * walTaken * MIB };
    const usage = percent === undefined ? {} : { usage: { data: { ...spaceOf(MIB_OF(capacityWhenMeasured), percent, setup), claimed: capacityWhenMeasured }, ...(setup.usedMib === undefined ? {} : { usedBytes: setup.usedMib * MIB }), ...wal } };
    return { ...instance, claim: claimed(requested, capacity), ...(walTaken === undefined ? {} : { walClaim: claimed('512Mi', '512Mi') }), ...usage };
  });
  return { ...world, instances, spec: withGrownVolumes(world.spec, setup.storage) };
};

const decisions = (setup: Setup): string[] => planGrowth(worldOf(setup), NOW).map(({ purpose, type, fullest, nextSize: next, untilMs }) =>
  [purpose, type, fullest?.instance, next, untilMs === undefined ? undefined : new Date(untilMs).toISOString()].filter((part) => part !== undefined).join(' '));

test.each<[string, Setup, string[]]>([
  ['do not grow by themselves', { autoGrow: undefined, taken: [99] }, []],
  ['were told not to', { autoGrow: { ...AUTO_GROW, enabled: false }, taken: [99] }, []],
  ['nobody has measured', { taken: [undefined] }, ['data calm']],
  ['have room', { taken: [79, 50] }, ['data calm hippo-1']],
  ['fill', { taken: [50, 80] }, ['data grow hippo-2 1229Mi']],
  ['are full', { taken: [100] }, ['data grow hippo-1 1280Mi']],
  ['fill close to the maximum', { size: '1900Mi', taken: [90] }, ['data grow hippo-1 2Gi']],
  ['have the maximum', { size: '2Gi', taken: [90] }, ['data limited hippo-1']],
  ['were asked to be larger than the maximum', { size: '3Gi', taken: [90] }, ['data limited hippo-1']],
  ['have grown to the maximum', { requested: '2Gi', taken: [90], storage: { data: { size: '2Gi' } } }, ['data limited hippo-1']],
  ['fill again at once', { requested: '1229Mi', taken: [90], storage: { data: { size: '1229Mi', grownAt: '2026-01-01T11:30:00Z' } } }, ['data cooling hippo-1 2026-01-01T12:30:00.000Z']],
  ['fill again later', { requested: '1229Mi', taken: [90], storage: { data: { size: '1229Mi', grownAt: '2026-01-01T11:00:00Z' } } }, ['data grow hippo-1 1475Mi']],
  ['fill and are noted to grow but were not yet', { taken: [90], storage: { data: { size: '1229Mi', grownAt: '2026-01-01T11:59:59Z' } } }, ['data provider hippo-1']],
  ['fill and wait for the provider', { requested: '1229Mi', capacity: '1Gi', taken: [90], storage: { data: { size: '1229Mi', grownAt: '2026-01-01T10:00:00Z' } } }, ['data provider hippo-1']],
  ['grew since they were measured', { requested: '1229Mi', capacityWhenMeasured: '1Gi', taken: [90], storage: { data: { size: '1229Mi', grownAt: '2026-01-01T10:00:00Z' } } }, ['data calm']],
  ['are directories of a file system that fills', { sharedMib: 100_000, taken: [95], usedMib: 300 }, ['data calm hippo-1']],
  ['are directories that fill', { sharedMib: 100_000, taken: [0], usedMib: 850 }, ['data grow hippo-1 1229Mi']],
  ['are directories that hold more than their size', { sharedMib: 100_000, taken: [0], usedMib: 1536 }, ['data grow hippo-1 1920Mi']],
  ['are directories that were not counted', { sharedMib: 100_000, taken: [99] }, ['data calm']],
  ['are noted to grow to the maximum but were not yet', { taken: [95], storage: { data: { size: '2Gi', grownAt: '2026-01-01T11:59:59Z' } } }, ['data provider hippo-1']],
  ['fill with WAL', { taken: [10], walTaken: 81 }, ['data calm hippo-1', 'wal grow hippo-1 600Mi']],
  ['fill with WAL that may not grow', { autoGrow: { maximum: '2Gi' }, taken: [10], walTaken: 99 }, ['data calm hippo-1']],
])('volumes that %s', (_name, setup, expected) => {
  expect(decisions(setup)).toEqual(expected);
});

test.each<[string, [string, number], string]>([
  ['a step', ['1000Mi', 0.8], '1200Mi'],
  ['so much that there is room again', ['1000Mi', 1.2], '1500Mi'],
  ['the maximum at most', ['1000Mi', 4], '4Gi'],
])('grows by %s', (_name, [size, share], expected) => {
  expect(nextSize(size, share, { stepPercent: 20, thresholdPercent: 80, maximum: '4Gi' })).toBe(expected);
});

test('a cluster is visited again when its volumes have cooled down', () => {
  const grown = { requested: '1229Mi', taken: [90], storage: { data: { size: '1229Mi', grownAt: '2026-01-01T11:30:00Z' } } };
  expect(growthWaitMs(planGrowth(worldOf(grown), NOW), NOW)).toBe(30 * 60_000);
  expect(growthWaitMs(planGrowth(worldOf({ taken: [10] }), NOW), NOW)).toBeUndefined();
});

const statusOf = (setup: Setup): ReturnType<typeof clusterStatus> => {
  const world = worldOf(setup);
  return clusterStatus(world, { now: '2026-01-01T12:00:00Z', addressing: 'name', plan: planCluster(world, { covers: true, renewAtMs: Infinity }, NOW) });
};

test.each<[string, Setup, StorageStatus | undefined]>([
  ['has room', { taken: [10] }, undefined],
  ['grows', { taken: [90] }, { data: { size: '1229Mi', grownAt: '2026-01-01T12:00:00Z' } }],
  ['grew and has room', { requested: '1229Mi', taken: [10], storage: { data: { size: '1229Mi', grownAt: '2026-01-01T11:00:00Z' } } }, { data: { size: '1229Mi', grownAt: '2026-01-01T11:00:00Z' } }],
  ['was asked to be larger since', { size: '2Gi', taken: [10], storage: { data: { size: '1229Mi', grownAt: '2026-01-01T11:00:00Z' } } }, { data: { grownAt: '2026-01-01T11:00:00Z' } }],
  ['has volumes of a cluster that was deleted', { requested: '1500Mi', taken: [10] }, { data: { size: '1500Mi' } }],
  ['has larger volumes and does not grow by itself', { autoGrow: undefined, requested: '1500Mi', taken: [10] }, undefined],
  ['does not grow by itself any more', { autoGrow: undefined, requested: '1229Mi', taken: [90], storage: { data: { size: '1229Mi' } } }, { data: { size: '1229Mi' } }],
])('the status of a cluster that %s', (_name, setup, expected) => {
  expect(statusOf(setup).storage).toEqual(expected);
});

const conditionOf = (setup: Setup): string | undefined => {
  const found = statusOf(setup).conditions?.find(({ type }) => type === 'StorageAutoGrow');
  return found && `${found.status} ${found.reason} ${found.message}`;
};

test.each<[string, Setup, string | undefined]>([
  ['do not grow by themselves', { autoGrow: undefined, taken: [90] }, undefined],
  ['have room', { taken: [10] }, 'True AsDesired Volumes grow by themselves from 80 % on, up to 2Gi.'],
  ['grow', { taken: [90] }, 'True VolumeGrows The volume of hippo-1 (1Gi) is 90 % taken: those of all instances grow to 1229Mi.'],
  ['cool down', { requested: '1229Mi', taken: [90], storage: { data: { size: '1229Mi', grownAt: '2026-01-01T11:30:00Z' } } }, 'True GrowthWaits The volume of hippo-1 (1229Mi) is 90 % taken; they grew not long ago and grow again from 2026-01-01T12:30:00Z on.'],
  ['wait for the provider', { requested: '1229Mi', capacity: '1Gi', taken: [90], storage: { data: { size: '1229Mi' } } }, 'True GrowthWaits The volume of hippo-1 (1229Mi) is 90 % taken; the storage provider has not made those of all instances 1229Mi yet.'],
  ['have the maximum', { size: '2Gi', taken: [90] }, 'False GrowthLimited The volume of hippo-1 (2Gi) is 90 % taken, and it has the most that it may grow to by itself; raise that with pgo update cluster hippo --auto-grow-maximum, or grow it with --storage-size.'],
  ['grow for their WAL', { size: '2Gi', taken: [90], walTaken: 90 }, expect.stringMatching(/^True VolumeGrows The WAL volume of hippo-1 \(512Mi\) is 90 % taken: those of all instances grow to 600Mi\. The volume of hippo-1 \(2Gi\) is 90 % taken, and it has the most/) as unknown as string],
])('the condition of volumes that %s', (_name, setup, expected) => {
  expect(conditionOf(setup)).toEqual(expected);
});

test('people hear when volumes grow and when they may not any more, once each', () => {
  const grown = { size: '2Gi', grownAt: '2026-01-01T12:00:00Z' };
  const statuses = [{ taken: [10] }, { size: '1900Mi', taken: [90] }, { size: '1900Mi', requested: '2Gi', taken: [90], storage: { data: grown } }, { size: '1900Mi', requested: '2Gi', taken: [91], storage: { data: grown } }].map(statusOf);
  expect(statuses.flatMap((status, index) => storageHappenings(statuses[index - 1], status)).map(({ type, reason }) => `${type} ${reason}`).filter((text) => /Grow/.test(text)))
    .toEqual(['Normal VolumeGrows', 'Warning GrowthLimited']);
});
