import { expect, test } from '@jest/globals';
import type { PersistentVolumeClaim } from '../../kube/core-kinds.js';
import type { AutoGrowSpec } from '../../schema/resource/cluster-storage.js';
import type { VolumeUsage } from '../../schema/storage/volume-usage.js';
import type { ClusterWorld } from '../cluster/world.js';
import { DatabaseDesk } from '../instance/database-desk.js';
import { aWorld } from '../testing/cluster-fixture.js';
import { requestStorageWork } from './storage-work.js';

const MINUTE_MS = 60_000;
const CLAIM: PersistentVolumeClaim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'hippo-1', namespace: 'shop' } };
const PACE = { lookMs: 2 * MINUTE_MS, quietMs: 15 * MINUTE_MS };

/** Visits a cluster of two instances every half minute; answers how often a volume was measured. */
async function measured(minutes: number, positionAt: (minute: number) => number | undefined, { size = () => 10_000, autoGrow }: { readonly size?: (minute: number) => number; readonly autoGrow?: AutoGrowSpec | undefined } = {}): Promise<number> {
  let nowMs = 0;
  let count = 0;
  const clock = { now: () => nowMs, after: () => () => {} };
  const volumes = new DatabaseDesk<VolumeUsage | null>({ clock, random: () => 0.5 });
  const world = aWorld({ ...(autoGrow === undefined ? {} : { spec: { storage: { size: '1000000Ki', autoGrow } } }), instances: [{ ordinal: 1, role: 'primary' }, { ordinal: 2 }] });
  const minute = (): number => nowMs / MINUTE_MS;
  const pods = {
    exec: () => {
      count += 1;
      return Promise.resolve({ exitCode: 0, stdout: `data 1000000 ${1_000_000 - size(minute())}\nused ${size(minute())}\n`, stderr: '', truncated: false });
    },
  };
  for (; minute() < minutes; nowMs += MINUTE_MS / 2) {
    const seen: ClusterWorld = {
      ...world, patroni: { ...world.patroni, leaderWalPosition: positionAt(minute()) },
      instances: world.instances.map((instance) => ({
        ...instance, claim: { ...CLAIM, status: { capacity: { storage: '1000000Ki' } } }, usage: volumes.finding(instance.pod?.metadata.uid ?? '')?.value ?? undefined,
      })),
    };
    requestStorageWork({ pods, clock, volumes }, seen, { ...PACE, visitSoon: () => {} });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return count / world.instances.length;
}

test.each<[string, number, number, (minute: number) => number | undefined]>([
  ['is written to all the time are measured at every turn', 30, 31, (minute) => minute],
  ['tells of no position are measured at every turn', 30, 31, () => undefined],
  ['writes nothing are measured at the pace of quiet ones', 4, 6, () => 1000],
  ['begins to write are measured soon again', 18, 20, (minute) => (minute < 30 ? 1000 : minute)],
])('volumes of a cluster that %s', async (_name, least, most, positionAt) => {
  const count = await measured(60, positionAt);
  expect(count).toBeGreaterThanOrEqual(least);
  expect(count).toBeLessThanOrEqual(most);
});

test('volumes that fill are measured often whether or not anything is written', async () => {
  expect(await measured(10, () => 1000, { size: () => 950_000 })).toBeGreaterThanOrEqual(18);
});

test.each<[string, AutoGrowSpec | undefined, number, readonly [number, number]]>([
  ['are close to growing by themselves are measured at every turn', { maximum: '2Gi' }, 750_000, [30, 31]],
  ['are far from it are measured at the pace of quiet ones', { maximum: '2Gi' }, 600_000, [4, 6]],
  ['do not grow by themselves are measured at the pace of quiet ones', undefined, 750_000, [4, 6]],
])('calm volumes that %s', async (_name, autoGrow, size, [least, most]) => {
  const count = await measured(60, () => 1000, { size: () => size, autoGrow });
  expect(count).toBeGreaterThanOrEqual(least);
  expect(count).toBeLessThanOrEqual(most);
});
