/** Which volumes of a cluster grow by themselves now, or why not. Functions of values only. */
import type { StorageSpec, StorageStatus } from '../../schema/resource/cluster-storage.js';
import type { PersistentVolumeClaim } from '../../kube/core-kinds.js';
import { autoGrowOf, type CompleteAutoGrow } from '../../schema/storage/auto-grow.js';
import { isOwnFileSystem } from '../../schema/storage/volume-usage.js';
import { parseQuantity } from '../../schema/validation/quantity.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import { measuredVolumes, type MeasuredVolume } from './fullest-volume.js';

/** What is decided of the volumes of one purpose. They have one size in all instances: a replica holds what the primary holds. */
export interface VolumeGrowth {
  readonly purpose: MeasuredVolume['purpose'];
  /** `calm`: there is room. `cooling`: they grew not long ago. `provider`: what was asked for is not there yet. `limited`: they have the maximum. */
  readonly type: 'calm' | 'grow' | 'cooling' | 'provider' | 'limited';
  /** Size that they have, as it is asked for. */
  readonly size: string;
  /** The fullest one; undefined while none was measured. */
  readonly fullest?: FilledVolume;
  /** Size that they get: while they grow. */
  readonly nextSize?: string;
  /** When they may grow again, in milliseconds since the epoch: while they cool down. */
  readonly untilMs?: number;
}

/** How full a volume is that may grow. */
export interface FilledVolume {
  readonly instance: string;
  readonly share: number;
}

const MINUTE_MS = 60_000;
const MIB = 2 ** 20;
/** This far below the threshold a volume is looked at as often as one that is written to. */
const SOON_SHARE = 0.1;

/**
 * Which share of a volume counts. The free space of a directory on a larger file system does not become more when the
 * volume grows: there it is what is on it that counts. Undefined for what was measured before the volume had its size.
 */
const growthShare = ({ space, size, usedBytes, share }: MeasuredVolume): number | undefined => {
  if (space.claimed !== size) return undefined;
  if (isOwnFileSystem(space, size)) return share;
  return usedBytes === undefined ? undefined : usedBytes / (parseQuantity(size) ?? Infinity);
};

/** Whether a volume of an instance grows by itself before long, or is to. */
export const growsSoon = (instance: ObservedInstance, storage: StorageSpec): boolean => {
  const autoGrow = autoGrowOf(storage);
  return autoGrow !== undefined && measuredVolumes(instance).some((volume) => (growthShare(volume) ?? 0) >= autoGrow.thresholdPercent / 100 - SOON_SHARE);
};

/** The next size of volumes: a step more, and so much that they are below the threshold again; never more than the maximum. */
export const nextSize = (size: string, share: number, { stepPercent, thresholdPercent, maximum }: Pick<CompleteAutoGrow, 'stepPercent' | 'thresholdPercent' | 'maximum'>): string => {
  const bytes = parseQuantity(size) ?? 0;
  const wanted = Math.max(bytes * (1 + stepPercent / 100), (bytes * share * 100) / thresholdPercent);
  const rounded = Math.ceil(wanted / MIB);
  return rounded * MIB >= (parseQuantity(maximum) ?? 0) ? maximum : `${rounded}Mi`;
};

interface Purpose {
  readonly purpose: MeasuredVolume['purpose'];
  readonly size: string;
  readonly maximum: string;
  readonly claims: readonly (PersistentVolumeClaim | undefined)[];
}

/** What is decided of the volumes of a cluster; nothing of those that do not grow by themselves. */
export const planGrowth = (world: ClusterWorld, nowMs: number): VolumeGrowth[] => {
  const { storage } = world.spec;
  const autoGrow = autoGrowOf(storage);
  if (autoGrow === undefined) return [];
  const purposes: Purpose[] = [
    { purpose: 'data', size: storage.size, maximum: autoGrow.maximum, claims: world.instances.map(({ claim }) => claim) },
    ...(storage.walSize === undefined || autoGrow.walMaximum === undefined ? []
      : [{ purpose: 'wal' as const, size: storage.walSize, maximum: autoGrow.walMaximum, claims: world.instances.map(({ walClaim }) => walClaim) }]),
  ];
  return purposes.map((purpose) => growthOf(world, purpose, { autoGrow, nowMs }));
};

const growthOf = (world: ClusterWorld, { purpose, size, maximum, claims }: Purpose, { autoGrow, nowMs }: { readonly autoGrow: CompleteAutoGrow; readonly nowMs: number }): VolumeGrowth => {
  const [fullest] = world.instances.flatMap(measuredVolumes).filter((volume) => volume.purpose === purpose).flatMap((volume): FilledVolume[] => {
    const share = growthShare(volume);
    return share === undefined ? [] : [{ instance: volume.instance, share }];
  }).sort((left, right) => right.share - left.share);
  const base = { purpose, size, ...(fullest === undefined ? {} : { fullest }) };
  if (fullest === undefined || fullest.share * 100 < autoGrow.thresholdPercent) return { ...base, type: 'calm' };
  if (claims.some((claim) => claim !== undefined && !has(claim, size))) return { ...base, type: 'provider' };
  if ((parseQuantity(size) ?? 0) >= (parseQuantity(maximum) ?? 0)) return { ...base, type: 'limited' };
  const untilMs = coolUntilMs(world.cluster.status?.storage?.[purpose], autoGrow);
  if (untilMs > nowMs) return { ...base, type: 'cooling', untilMs };
  return { ...base, type: 'grow', nextSize: nextSize(size, fullest.share, { ...autoGrow, maximum }) };
};

/** Whether a volume is as large as volumes of its purpose are to be, as Kubernetes says. */
const has = ({ status }: PersistentVolumeClaim, size: string): boolean => (parseQuantity(status?.capacity?.['storage'] ?? '') ?? 0) >= (parseQuantity(size) ?? 0);

const coolUntilMs = (grown: StorageStatus['data'], { coolDownMinutes }: CompleteAutoGrow): number => {
  const grownMs = Date.parse(grown?.grownAt ?? '');
  return Number.isNaN(grownMs) ? 0 : grownMs + coolDownMinutes * MINUTE_MS;
};

/** After how many milliseconds volumes that cool down may grow; undefined when none does. */
export const growthWaitMs = (growths: readonly VolumeGrowth[], nowMs: number): number | undefined => {
  const waits = growths.flatMap(({ untilMs }) => (untilMs === undefined ? [] : [Math.max(1, untilMs - nowMs)]));
  return waits.length === 0 ? undefined : Math.min(...waits);
};
