import { fullnessOf } from '../../schema/storage/volume-usage.js';
import { clusterCondition, type ClusterConditionDraft } from '../cluster/condition-draft.js';
import { instanceReady, primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld } from '../cluster/world.js';
import { fullestVolume, type MeasuredVolume } from './fullest-volume.js';

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

const bytesText = (bytes: number): string => {
  const unit = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Math.floor(bytes / 2 ** (10 * unit))} ${UNITS[unit]}`;
};

/** The fullest volume of all; of two alike the primary's, whose end is the end of writing. */
const fullestOf = (world: ClusterWorld): MeasuredVolume | undefined => {
  const primary = primaryOf(world)?.name;
  const volumes = world.instances.flatMap((instance) => fullestVolume(instance) ?? []);
  return volumes.sort((left, right) => right.share - left.share || Number(right.instance === primary) - Number(left.instance === primary))[0];
};

/** Whether the volumes have room, and how to get more; absent while none was measured. */
export const storageConditions = (world: ClusterWorld): ClusterConditionDraft[] => {
  const fullest = fullestOf(world);
  if (fullest === undefined) return [];
  const { instance, purpose, size, space, share } = fullest;
  const fullness = fullnessOf(share);
  if (fullness === 'free') return [clusterCondition('StorageAvailable', 'True', 'AsDesired', 'The volumes have room.')];
  const volume = purpose === 'wal' ? 'WAL volume' : 'volume';
  const remedy = `grow it with pgo update cluster ${world.cluster.metadata.name} --${purpose === 'wal' ? 'wal-' : ''}storage-size`;
  const found = world.instances.find(({ name }) => name === instance);
  const runs = found !== undefined && instanceReady(world, found);
  if (fullness === 'filling') return [clusterCondition('StorageAvailable', 'False', 'VolumeFilling', `The ${volume} of ${instance} (${size}) fills, ${bytesText(space.freeBytes)} are free; ${remedy}.`)];
  const consequence = runs ? 'soon it cannot run' : 'it cannot run until there is room';
  return [clusterCondition('StorageAvailable', 'False', 'VolumeFull', `The ${volume} of ${instance} (${size}) is full, ${bytesText(space.freeBytes)} are free, and ${consequence}; ${remedy}.`)];
};
