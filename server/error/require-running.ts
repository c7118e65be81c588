import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { ApiError } from './api-error.js';

/** Throws FAILED_PRECONDITION when a cluster is stopped. */
export const requireRunning = ({ metadata, spec }: PostgresCluster): void => {
  if (spec.stopped !== true) return;
  throw new ApiError('FAILED_PRECONDITION', `The cluster "${metadata.name}" is stopped.`, { field: 'cluster', suggestion: 'Start it with `startCluster` (pgo start), then ask again.' });
};
