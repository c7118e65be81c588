import type { ClusterConditionType } from '../../schema/resource/cluster-conditions.js';
import type { Condition } from '../../schema/resource/meta.js';
import type { PostgresClusterStatus } from '../../schema/resource/postgres-cluster.js';
import type { Happening } from '../cluster/event-recorder.js';

/** What people should hear of volumes between two statuses: that one fills, is full, has room again, grows, or may not grow further. */
export const storageHappenings = (before: PostgresClusterStatus | undefined, after: PostgresClusterStatus): Happening[] =>
  [...roomHappenings(before, after), ...growthHappenings(before, after)];

const conditionOf = (status: PostgresClusterStatus | undefined, wanted: ClusterConditionType): Condition | undefined => status?.conditions?.find(({ type }) => type === wanted);

const roomHappenings = (before: PostgresClusterStatus | undefined, after: PostgresClusterStatus): Happening[] => {
  const [was, is] = [before, after].map((status) => conditionOf(status, 'StorageAvailable'));
  if (is === undefined || is.reason === was?.reason) return [];
  if (is.status === 'False') return [{ type: 'Warning', reason: is.reason, message: is.message }];
  return was?.status === 'False' ? [{ type: 'Normal', reason: 'VolumeHasRoom', message: is.message }] : [];
};

const growthHappenings = (before: PostgresClusterStatus | undefined, after: PostgresClusterStatus): Happening[] => {
  const [was, is] = [before, after].map((status) => conditionOf(status, 'StorageAutoGrow'));
  if (is === undefined) return [];
  const grew = (['data', 'wal'] as const).some((purpose) => after.storage?.[purpose]?.grownAt !== before?.storage?.[purpose]?.grownAt);
  if (grew) return [{ type: 'Normal', reason: is.reason, message: is.message }];
  return is.reason === 'GrowthLimited' && was?.reason !== is.reason ? [{ type: 'Warning', reason: is.reason, message: is.message }] : [];
};
