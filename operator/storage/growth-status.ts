import { STORAGE_SIZE_DEFAULT } from '../../schema/resource/cluster-defaults.js';
import type { GrownVolumeStatus, StorageStatus } from '../../schema/resource/cluster-storage.js';
import { autoGrowOf, largestSize } from '../../schema/storage/auto-grow.js';
import { parseQuantity } from '../../schema/validation/quantity.js';
import { clusterCondition, type ClusterConditionDraft } from '../cluster/condition-draft.js';
import type { ClusterWorld } from '../cluster/world.js';
import type { VolumeGrowth } from './plan-growth.js';

const PURPOSES = ['data', 'wal'] as const;
type Purpose = (typeof PURPOSES)[number];

/**
 * How far volumes have grown by themselves. A growth is noted here first; the claims follow what is noted at the next
 * visit, so that whoever is killed in between grows them once. Volumes that are larger than what is noted, as kept ones
 * of a cluster that was deleted may be, count as grown: the next replica needs the same room.
 */
export const storageStatus = (world: ClusterWorld, growths: readonly VolumeGrowth[], now: string): { storage?: StorageStatus } => {
  const storage = Object.fromEntries(PURPOSES.flatMap((purpose) => {
    const growth = growths.find((one) => one.purpose === purpose);
    const grown = grownStatus(world, purpose, growth?.type === 'grow' ? { size: growth.nextSize, now } : undefined);
    return Object.keys(grown).length === 0 ? [] : [[purpose, grown]];
  }));
  return Object.keys(storage).length === 0 ? {} : { storage };
};

const grownStatus = (world: ClusterWorld, purpose: Purpose, next: { readonly size: string | undefined; readonly now: string } | undefined): GrownVolumeStatus => {
  const { spec: { storage = {} }, status } = world.cluster;
  const before = status?.storage?.[purpose];
  const size = moreThan(purpose === 'data' ? storage.size ?? STORAGE_SIZE_DEFAULT : storage.walSize, largestSize([before?.size, next?.size, ...claimedSizes(world, purpose)]));
  const grownAt = next?.now ?? before?.grownAt;
  return { ...(size === undefined ? {} : { size }), ...(grownAt === undefined ? {} : { grownAt }) };
};

const moreThan = (asked: string | undefined, size: string | undefined): string | undefined =>
  (asked !== undefined && (parseQuantity(size ?? '') ?? 0) > (parseQuantity(asked) ?? 0) ? size : undefined);

const claimedSizes = ({ spec, instances }: ClusterWorld, purpose: Purpose): (string | undefined)[] =>
  (autoGrowOf(spec.storage) === undefined ? [] : instances.map(({ claim, walClaim }) => (purpose === 'data' ? claim : walClaim)?.spec?.resources?.requests?.['storage']));

/** Which one people should hear of first. */
const GRAVITY: readonly VolumeGrowth['type'][] = ['grow', 'limited', 'provider', 'cooling', 'calm'];

/** What happens to volumes that grow by themselves; absent of those that do not. */
export const growthConditions = (world: ClusterWorld, growths: readonly VolumeGrowth[]): ClusterConditionDraft[] => {
  const autoGrow = autoGrowOf(world.spec.storage);
  const active = growths.filter(({ type }) => type !== 'calm').sort((left, right) => GRAVITY.indexOf(left.type) - GRAVITY.indexOf(right.type));
  const [first] = active;
  if (autoGrow === undefined || growths.length === 0) return [];
  if (first === undefined) return [clusterCondition('StorageAutoGrow', 'True', 'AsDesired', `Volumes grow by themselves from ${autoGrow.thresholdPercent} % on, up to ${autoGrow.maximum}.`)];
  const reason = first.type === 'grow' ? 'VolumeGrows' : first.type === 'limited' ? 'GrowthLimited' : 'GrowthWaits';
  return [clusterCondition('StorageAutoGrow', first.type === 'limited' ? 'False' : 'True', reason, active.map((growth) => sentence(world, growth)).join(' '))];
};

const sentence = (world: ClusterWorld, { purpose, type, size, fullest, nextSize, untilMs = 0 }: VolumeGrowth): string => {
  const wal = purpose === 'wal' ? 'wal-' : '';
  const filled = `The ${wal === '' ? '' : 'WAL '}volume of ${fullest?.instance} (${size}) is ${Math.round((fullest?.share ?? 0) * 100)} % taken`;
  switch (type) {
    case 'grow': return `${filled}: those of all instances grow to ${nextSize}.`;
    case 'provider': return `${filled}; the storage provider has not made those of all instances ${size} yet.`;
    case 'cooling': return `${filled}; they grew not long ago and grow again from ${new Date(untilMs).toISOString().replace(/\.\d+Z$/, 'Z')} on.`;
    default: return `${filled}, and it has the most that it may grow to by itself; raise that with pgo update cluster ${world.cluster.metadata.name} --auto-grow-${wal}maximum, or grow it with --${wal}storage-size.`;
  }
};
