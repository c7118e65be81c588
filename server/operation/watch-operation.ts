import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Operation } from '../../schema/graphql/operation.js';
import type { Context } from '../context.js';
import { notFound } from '../error/api-error.js';
import { mapStream } from '../live/map-stream.js';
import { parseNodeId } from '../node-id.js';
import { hasEnded, toOperation } from './to-operation.js';

/** One operation now and at every change, until it has ended. Throws NOT_FOUND when there is none. */
export const watchOperation = (id: string, { services }: Context): AsyncIterableIterator<Operation> => {
  const ref = parseNodeId(id);
  if (ref?.kind !== 'Operation' || services.cache.get(POSTGRES_OPERATION, ref) === undefined) {
    throw notFound('operation with this id', 'Use the id that a mutation answered, or one of the query `operations`.');
  }
  const { namespace, name } = ref;
  const stream = services.live.watch(POSTGRES_OPERATION, ({ metadata }) => metadata.name === name && metadata.namespace === namespace, namespace);
  return mapStream(stream, ({ type, object }) => ({ value: toOperation(object), isLast: type === 'DELETED' || hasEnded(object) }));
};
