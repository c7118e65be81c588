import type { PostgresClusterStatus } from '../../schema/resource/postgres-cluster.js';
import type { Happening } from '../cluster/event-recorder.js';

/** What people should hear of volumes between two statuses: that one fills, is full, or has room again. */
export const storageHappenings = (before: PostgresClusterStatus | undefined, after: PostgresClusterStatus): Happening[] => {
  const [was, is] = [before, after].map((status) => status?.conditions?.find(({ type }) => type === 'StorageAvailable'));
  if (is === undefined || is.reason === was?.reason) return [];
  if (is.status === 'False') return [{ type: 'Warning', reason: is.reason, message: is.message }];
  return was?.status === 'False' ? [{ type: 'Normal', reason: 'VolumeHasRoom', message: is.message }] : [];
};
