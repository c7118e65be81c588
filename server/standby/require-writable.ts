import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { standbyTarget } from '../../schema/standby/check-standby.js';
import { ApiError } from '../error/api-error.js';

/** Throws FAILED_PRECONDITION when a cluster follows another one: what it has is what that one has. */
export const requireWritable = ({ metadata: { name }, spec, status }: PostgresCluster): void => {
  const { standby } = spec;
  if (standby === undefined || status?.standby?.following === false || (status?.standby === undefined && standby.enabled === false)) return;
  throw new ApiError('FAILED_PRECONDITION', `The cluster "${name}" is a standby: it follows "${standbyTarget(standby)}" and takes no writes.`, {
    suggestion: 'Do it to the cluster that it follows, or promote this one first with `promoteCluster` (pgo promote).',
  });
};
