import { isDeepStrictEqual } from 'node:util';
import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { PostgresClusterStatus } from '../../schema/resource/postgres-cluster.js';
import { KubeError } from '../../kube/kube-error.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { clusterOrigin } from '../operation/operation-origin.js';
import type { ClusterLoop } from './loop.js';
import { statusHappenings } from './status-happenings.js';
import type { ClusterWorld } from './world.js';

/** Writes the status in one patch if it changed, and tells of what changed as events. */
export const writeStatus = async (loop: ClusterLoop, { cluster }: ClusterWorld, status: PostgresClusterStatus): Promise<void> => {
  if (isDeepStrictEqual(cluster.status, status)) return;
  const { name, namespace, uid } = cluster.metadata;
  try {
    const stored = await loop.writer.applyStatus(
      POSTGRES_CLUSTER, { apiVersion: API_VERSION, kind: 'PostgresCluster', metadata: { name, namespace, uid }, status } as typeof cluster, { manager: MANAGER_OPERATOR });
    loop.written.remember(stored);
  } catch (error) {
    if (error instanceof KubeError && error.code === 404) return;
    throw error;
  }
  for (const happening of statusHappenings(cluster.status, status)) {
    loop.events.record(cluster, happening);
    loop.logger.info({ namespace, cluster: name, reason: happening.reason, correlationId: clusterOrigin(loop.cache, { namespace: namespace ?? '', name }).correlationId }, happening.message);
  }
};
