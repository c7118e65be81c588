import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { Key, KubeObject } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Origin } from '../../kube/queue/object-queue.js';
import { ANNOTATION_CORRELATION_ID, ANNOTATION_OPERATION, ANNOTATION_TRACE_PARENT } from '../../schema/naming/labels.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { hasEnded } from './operation-status.js';

/** The request that an operation was asked for in; nobody's once it has ended. */
export const originOf = (operation: PostgresOperation | undefined): Origin => {
  if (operation === undefined || hasEnded(operation)) return {};
  const { [ANNOTATION_TRACE_PARENT]: traceParent, [ANNOTATION_CORRELATION_ID]: correlationId } = operation.metadata.annotations ?? {};
  return { traceParent, correlationId };
};

/** The request that the operation of this name was asked for in. */
export const operationOrigin = (cache: KubeCache, key: Key): Origin => originOf(cache.get(POSTGRES_OPERATION, key));

/** The request of the operation that an object names as the one that made it or is under way on it. */
export const objectOrigin = (cache: KubeCache, object: KubeObject | undefined): Origin => {
  const { namespace = '', annotations } = object?.metadata ?? {};
  const name = annotations?.[ANNOTATION_OPERATION];
  return name === undefined ? {} : operationOrigin(cache, { namespace, name });
};

/** The request whose operation is under way on a cluster. */
export const clusterOrigin = (cache: KubeCache, key: Key): Origin => objectOrigin(cache, cache.get(POSTGRES_CLUSTER, key));
