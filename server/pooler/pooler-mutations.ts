import type { CreatePoolerInput, DeletePoolerInput, UpdatePoolerInput } from '../../schema/graphql/pooler-inputs.js';
import type { PoolerInput } from '../../schema/graphql/pooler.js';
import { poolerOf } from '../../schema/resource/cluster-pooler.js';
import { updateClusterMutation } from '../cluster/update-cluster-mutation.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import { readCluster } from '../cluster/read-cluster.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';

type Input = Pick<DeletePoolerInput, 'cluster' | 'dryRun' | 'idempotencyKey'>;

/** A change of the cluster's specification like any other, refused when there is a pooler already, or none. */
const poolerMutation = (input: Input, pooler: PoolerInput, needs: { readonly isThere: boolean }, context: Context): ClusterMutation => {
  const { cluster } = input;
  const change = updateClusterMutation({ cluster, pooler }, context);
  return {
    ...change,
    async prepare(unfinished) {
      const { spec } = await readCluster(cluster, context.services);
      const isThere = poolerOf(spec) !== undefined;
      if (unfinished === undefined && isThere !== needs.isThere) {
        throw isThere ? new ApiError('ALREADY_EXISTS', `The cluster "${cluster.name}" has a connection pooler already.`, { field: 'cluster', suggestion: 'Change it with `updatePooler`.' })
          : new ApiError('FAILED_PRECONDITION', `The cluster "${cluster.name}" has no connection pooler.`, { field: 'cluster', suggestion: 'Add one with `createPooler`.' });
      }
      return change.prepare(unfinished);
    },
  };
};

/** How `createPooler` makes its change. */
export const createPoolerMutation = (input: CreatePoolerInput, context: Context): ClusterMutation =>
  poolerMutation(input, { ...input.settings, enabled: true }, { isThere: false }, context);

/** How `updatePooler` makes its change. */
export const updatePoolerMutation = (input: UpdatePoolerInput, context: Context): ClusterMutation =>
  poolerMutation(input, { ...input.settings, enabled: true }, { isThere: true }, context);

/** How `deletePooler` makes its change. */
export const deletePoolerMutation = (input: DeletePoolerInput, context: Context): ClusterMutation =>
  poolerMutation(input, { enabled: false }, { isThere: true }, context);
