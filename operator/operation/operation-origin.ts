import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { Key } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Origin } from '../../kube/queue/object-queue.js';
import { ANNOTATION_CORRELATION_ID, ANNOTATION_OPERATION, ANNOTATION_TRACE_PARENT } from '../../schema/naming/labels.js';
import { hasEnded } from './operation-status.js';

type Named = Partial<Key> & Pick<Key, 'name'>;

/** The request that an operation was asked for in. */
export const operationOrigin = (cache: Pick<KubeCache, 'get'>, { namespace = '', name }: Named): Origin => {
  const operation = cache.get(POSTGRES_OPERATION, { namespace, name });
  if (operation === undefined || hasEnded(operation)) return {};
  const { [ANNOTATION_TRACE_PARENT]: traceParent, [ANNOTATION_CORRELATION_ID]: correlationId } = operation.metadata.annotations ?? {};
  return { traceParent, correlationId };
};

/** The request whose operation is under way on a cluster. */
export const clusterOrigin = (cache: Pick<KubeCache, 'get'>, { namespace = '', name }: Named): Origin => {
  const operation = cache.get(POSTGRES_CLUSTER, { namespace, name })?.metadata.annotations?.[ANNOTATION_OPERATION];
  return operation === undefined ? {} : operationOrigin(cache, { namespace, name: operation });
};
