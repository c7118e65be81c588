import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Services } from '../context.js';
import { ApiError } from '../error/api-error.js';

/** The cluster as Kubernetes has it now, to change it. Throws NOT_FOUND, and FAILED_PRECONDITION when it is being deleted. */
export const readCluster = async ({ namespace, name }: { namespace: string; name: string }, { client }: Services): Promise<PostgresCluster> => {
  const cluster = await client.get(POSTGRES_CLUSTER, { namespace, name });
  if (cluster === undefined) {
    throw new ApiError('NOT_FOUND', `There is no cluster "${name}" in the namespace "${namespace}".`, {
      field: 'cluster', suggestion: 'Check the name and the namespace; the query `clusters` lists those that exist.',
    });
  }
  if (cluster.metadata.deletionTimestamp !== undefined) {
    throw new ApiError('FAILED_PRECONDITION', `The cluster "${name}" is being deleted.`, { suggestion: 'Wait until it is gone, then create it again if you need it.' });
  }
  return cluster;
};
