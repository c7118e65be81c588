import type { PromoteClusterInput } from '../../schema/graphql/standby.js';
import { planPromoteCluster } from '../../schema/plan/plan-promote-cluster.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import { patchMutation } from '../cluster/patch-cluster.js';
import { readCluster } from '../cluster/read-cluster.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';

/** Refuses what cannot be promoted, or only by force. */
const requirePromotable = ({ metadata: { name }, spec, status }: PostgresCluster, force: boolean): void => {
  if (spec.standby === undefined) {
    throw new ApiError('FAILED_PRECONDITION', `The cluster "${name}" follows no other one.`, { field: 'cluster', suggestion: 'It takes writes already; `switchoverCluster` moves its primary.' });
  }
  if (status?.standby === undefined) {
    throw new ApiError('FAILED_PRECONDITION', `The cluster "${name}" has no data yet.`, { field: 'cluster', suggestion: 'Wait until it is READY, then promote it.' });
  }
  if (force || !status.standby.following || status.standby.sourceWrites === undefined) return;
  throw new ApiError('FAILED_PRECONDITION', `${status.standby.sourceWrites} Two clusters that take writes have different data from then on.`, {
    field: 'cluster', suggestion: `Stop the other one first (pgo stop ${status.standby.source}), or use \`force\` and lose what it commits from now on.`,
  });
};

/** How `promoteCluster` makes its change. */
export const promoteClusterMutation = ({ cluster, force }: PromoteClusterInput, { services }: Context): ClusterMutation => {
  const mutation = patchMutation(cluster, 'PromoteCluster', ({ spec }) => ({
    patch: { spec: { standby: { enabled: false, ...(force === true ? { force: true } : {}) } } },
    plan: planPromoteCluster(cluster.name, spec, force === true),
  }), services);
  return {
    ...mutation,
    async prepare(unfinished) {
      if (unfinished === undefined) requirePromotable(await readCluster(cluster, services), force === true);
      return mutation.prepare(unfinished);
    },
  };
};
