import { isDeepStrictEqual } from 'node:util';
import { ANNOTATION_OPERATION, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { Writer } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import { KubeError } from '../../kube/kube-error.js';
import type { Key } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Logger } from '../../kube/logger.js';
import { settled, WorkQueue, type Next } from '../../kube/queue/work-queue.js';
import { hasEnded, operationStatus } from './operation-status.js';
import { expiryMs } from './operation-expiry.js';

/** What the loop over operations works with. */
export interface OperationLoop {
  readonly cache: KubeCache;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Derives the status of operations as they and their clusters change; returns the function that ends it. */
export const runOperationLoop = (loop: OperationLoop, random: () => number): (() => Promise<void>) => {
  const { cache, clock, logger } = loop;
  const queue = new WorkQueue({
    clock, random,
    visit: (text) => {
      const [namespace = '', name = ''] = text.split('/');
      return visitOperation(loop, { namespace, name });
    },
    onError: (operation, error, failures) => {
      logger.warn({ operation, failures, error: error instanceof Error ? error.message : String(error) }, 'a visit of an operation failed; trying again');
    },
  });
  const add = ({ metadata }: PostgresOperation): void => queue.add(`${metadata.namespace ?? ''}/${metadata.name}`);
  const ends = [
    cache.onChange(POSTGRES_OPERATION, ({ object }) => add(object)),
    cache.onChange(POSTGRES_CLUSTER, ({ object: { metadata } }) => {
      for (const operation of cache.list(POSTGRES_OPERATION, { namespace: metadata.namespace, cluster: metadata.name })) {
        if (!hasEnded(operation)) add(operation);
      }
    }),
  ];
  for (const operation of cache.list(POSTGRES_OPERATION)) add(operation);
  return async () => {
    for (const end of ends) end();
    await queue.stop();
  };
};

const visitOperation = async ({ cache, writer, clock }: OperationLoop, key: Key): Promise<Next> => {
  const operation = cache.get(POSTGRES_OPERATION, key);
  if (operation === undefined || operation.metadata.deletionTimestamp !== undefined) return settled;
  if (hasEnded(operation)) return expire({ cache, writer, nowMs: clock.now() }, operation);
  const { cluster: clusterName } = operation.spec;
  const cluster = clusterName === undefined ? undefined : cache.get(POSTGRES_CLUSTER, { namespace: key.namespace, name: clusterName });
  const latestName = cluster?.metadata.annotations?.[ANNOTATION_OPERATION];
  const latest = latestName === undefined ? undefined : cache.get(POSTGRES_OPERATION, { namespace: key.namespace, name: latestName });
  const { status, againMs } = operationStatus({ operation, cluster, latest, nowMs: clock.now() });
  if (!isDeepStrictEqual(operation.status, status)) {
    const { name, namespace, uid } = operation.metadata;
    const change = { apiVersion: API_VERSION, kind: 'PostgresOperation', metadata: { name, namespace, uid }, status } as PostgresOperation;
    await writer.applyStatus(POSTGRES_OPERATION, change, { manager: MANAGER_OPERATOR }).catch((error: unknown) => {
      if (!(error instanceof KubeError && error.code === 404)) throw error;
    });
  }
  return againMs === undefined ? settled : { type: 'at', delayMs: againMs };
};

const expire = async (
  { cache, writer, nowMs }: { cache: KubeCache; writer: Writer; nowMs: number }, operation: PostgresOperation,
): Promise<Next> => {
  const { name, namespace = '', uid } = operation.metadata;
  const others = cache.list(POSTGRES_OPERATION, { namespace, cluster: operation.spec.cluster }).filter(hasEnded);
  const leftMs = expiryMs(operation, others, nowMs);
  if (leftMs > 0) return { type: 'at', delayMs: leftMs };
  await writer.delete(POSTGRES_OPERATION, { namespace, name }, { uid });
  return settled;
};
