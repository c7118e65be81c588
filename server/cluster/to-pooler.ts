import type { Pooler } from '../../schema/graphql/pooler.js';
import { poolerOf } from '../../schema/resource/cluster-pooler.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';

/** What the API says of the pooler of a cluster; null while there shall be none. */
export const toPooler = ({ spec, status = {} }: PostgresCluster): Pooler | null => {
  const pooler = poolerOf(spec);
  if (pooler === undefined) return null;
  const { replicas, mode, poolSize, maxClientConnections, resources, serviceType } = pooler;
  return {
    replicas, mode, poolSize, maxClientConnections, resources, serviceType: serviceType ?? spec.service?.type ?? 'ClusterIP',
    ready: status.pooler?.ready ?? false, readyReplicas: status.pooler?.readyReplicas ?? 0, certificateExpiresAt: status.pooler?.certificateExpiresAt,
  };
};
