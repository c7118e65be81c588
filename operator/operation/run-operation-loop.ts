import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { clusterOf } from '../../kube/cache/object-store.js';
import type { Kind } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { objectQueue } from '../../kube/queue/object-queue.js';
import { endedBeside } from './ended-beside.js';
import { overdue } from './operation-expiry.js';
import { operationOrigin } from './operation-origin.js';
import { hasEnded } from './operation-status.js';
import type { OperationHandlers } from './operation-handler.js';
import { visitOperation, type OperationLoop } from './visit-operation.js';

/** Derives the status of operations as they and their clusters change; returns the function that ends it. */
export const runOperationLoop = (loop: OperationLoop, random: () => number): (() => Promise<void>) => {
  const { cache, clock, logger, handlers } = loop;
  const queue = objectQueue({
    name: 'operation', clock, random, logger, subject: 'operation', sentence: 'a visit of an operation failed; trying again',
    visit: (key) => visitOperation(loop, key), originOf: (key) => operationOrigin(cache, key),
  });
  const add = ({ metadata }: PostgresOperation): void => queue.add(metadata);
  const addOpen = (namespace: string | undefined, cluster: string, concerned: (operation: PostgresOperation) => boolean): void => {
    for (const operation of cache.list(POSTGRES_OPERATION, { namespace, cluster })) {
      if (!hasEnded(operation) && concerned(operation)) add(operation);
    }
  };
  const ends = [
    cache.onChange(POSTGRES_OPERATION, ({ object, previous }) => {
      add(object);
      if (!hasEnded(object)) return;
      // One that has ended may have been waited for, and may be one too many.
      if (object.spec.cluster !== undefined) addOpen(object.metadata.namespace, object.spec.cluster, () => true);
      if (previous === undefined || !hasEnded(previous)) overdue(endedBeside(cache, object), clock.now()).forEach(add);
    }),
    cache.onChange(POSTGRES_CLUSTER, ({ object: { metadata } }) => addOpen(metadata.namespace, metadata.name, () => true)),
    ...watchedKinds(handlers).map((watched) => cache.onChange(watched, ({ object }) => {
      const cluster = clusterOf(object);
      if (cluster !== undefined) addOpen(object.metadata.namespace, cluster, ({ spec }) => handlers[spec.kind]?.watches?.includes(watched) === true);
    })),
  ];
  for (const operation of cache.list(POSTGRES_OPERATION)) add(operation);
  return async () => {
    for (const end of ends) end();
    await queue.stop();
  };
};

const watchedKinds = (handlers: OperationHandlers): readonly Kind[] => [...new Set(Object.values(handlers).flatMap(({ watches }) => watches ?? []))];
