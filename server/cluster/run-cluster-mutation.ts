import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { ClusterPayload } from '../../schema/graphql/cluster-payloads.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Context } from '../context.js';
import { type MutationInput, runMutation } from '../mutation/run-mutation.js';
import type { ClusterMutation } from './cluster-change.js';
import { toCluster } from './to-cluster.js';

/** Carries a mutation of a cluster out and answers with the cluster as it is stored. */
export const runClusterMutation = async (mutation: ClusterMutation, input: MutationInput, context: Context): Promise<ClusterPayload> => {
  const { services } = context;
  const key = { namespace: mutation.namespace, name: mutation.cluster };
  const read = (): Promise<PostgresCluster | undefined> => services.client.get(POSTGRES_CLUSTER, key);
  const { stored, operation, plan } = await runMutation({ ...mutation, resource: POSTGRES_CLUSTER, read }, input, context);
  return { cluster: stored === undefined ? null : toCluster(stored, services), operation, plan };
};
