import type { ClusterState } from '../../schema/graphql/cluster-state.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';

/** State of a cluster: what the operator saw, unless the resource itself knows better. */
export const clusterState = ({ metadata, status }: PostgresCluster): ClusterState => {
  if (metadata.deletionTimestamp !== undefined) return 'DELETING';
  return status?.state ?? 'CREATING';
};

const isStale = ({ metadata, status }: PostgresCluster): boolean =>
  status?.observedGeneration !== undefined && metadata.generation !== undefined && status.observedGeneration < metadata.generation;

/** The state in a sentence. */
export const clusterMessage = (resource: PostgresCluster): string => {
  const { metadata, status } = resource;
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  if (metadata.deletionTimestamp !== undefined) {
    return ready?.reason === 'DeletionProtected' ? ready.message : 'The cluster is being deleted; it is gone once everything that belongs to it is.';
  }
  if (ready === undefined) return 'The cluster is stored; the operator has not reported on it yet.';
  return isStale(resource) ? `${ready.message} A newer specification is stored; the operator has yet to carry it out.` : ready.message;
};
