import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { ANNOTATION_OPERATION } from '../../schema/naming/labels.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { Services } from '../context.js';

/**
 * Whether an earlier attempt of an operation wrote its change to the cluster before it was cut off: the cluster names
 * that operation, or one that was asked for later.
 */
export const wasStored = async (cluster: PostgresCluster, operation: PostgresOperation, { client }: Services): Promise<boolean> => {
  const name = cluster.metadata.annotations?.[ANNOTATION_OPERATION];
  if (name === operation.metadata.name) return true;
  if (name === undefined) return false;
  const latest = await client.get(POSTGRES_OPERATION, { namespace: operation.metadata.namespace ?? '', name });
  const time = (object: PostgresOperation | undefined): number => Date.parse(object?.metadata.creationTimestamp ?? '') || 0;
  return time(latest) > time(operation);
};
