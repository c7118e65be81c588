import { isDeepStrictEqual } from 'node:util';
import { ANNOTATION_CANCEL, ANNOTATION_OPERATION, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { OperationState, PostgresOperation, PostgresOperationStatus } from '../../schema/resource/postgres-operation.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { KubeClient } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import { ignoreGone } from '../../kube/kube-error.js';
import type { Key } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Logger } from '../../kube/logger.js';
import { settled, type Next } from '../../kube/queue/work-queue.js';
import { derive, type Derived } from './derive-status.js';
import { endedBeside } from './ended-beside.js';
import { expiryMs } from './operation-expiry.js';
import type { OperationHandler, OperationHandlers, OperationOutcome } from './operation-handler.js';
import { operationOrigin } from './operation-origin.js';
import { CLUSTER_GONE, hasEnded, keptSteps, operationStatus, STORE_TIMEOUT_MS } from './operation-status.js';

/** What the loop over operations works with. */
export interface OperationLoop {
  readonly cache: KubeCache;
  readonly client: KubeClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly handlers: OperationHandlers;
}

/** One visit of an operation: what is to be done next is done, how far it is gets written, and what is old goes. */
export const visitOperation = async (loop: OperationLoop, key: Key): Promise<Next> => {
  const operation = loop.cache.get(POSTGRES_OPERATION, key);
  if (operation === undefined || operation.metadata.deletionTimestamp !== undefined) return settled;
  if (hasEnded(operation)) return expire(loop, operation);
  const handler = loop.handlers[operation.spec.kind];
  const { status, againMs } = handler === undefined ? follow(loop, operation) : await handle(loop, operation, handler);
  if (!isDeepStrictEqual(operation.status, status)) {
    const { name, namespace, uid } = operation.metadata;
    const change = { apiVersion: API_VERSION, kind: 'PostgresOperation', metadata: { name, namespace, uid }, status } as PostgresOperation;
    await loop.client.applyStatus(POSTGRES_OPERATION, change, { manager: MANAGER_OPERATOR }).catch(ignoreGone);
    if (operation.status?.state !== status.state) tell(loop, operation, status);
  }
  return againMs === undefined ? settled : { type: 'at', delayMs: againMs };
};

/** One line for each state that an operation comes to, with what its request is found by. */
const tell = ({ logger, cache }: OperationLoop, { metadata: { namespace = '', name }, spec: { kind, cluster } }: PostgresOperation, { state, error }: PostgresOperationStatus): void =>
  logger.info({ namespace, operation: name, kind, cluster, state, error: error?.code, correlationId: operationOrigin(cache, { namespace, name }).correlationId }, 'an operation has come to another state');

const clusterNamed = ({ cache }: OperationLoop, { metadata, spec }: PostgresOperation): PostgresCluster | undefined =>
  (spec.cluster === undefined ? undefined : cache.get(POSTGRES_CLUSTER, { namespace: metadata.namespace ?? '', name: spec.cluster }));

/** An operation that changed the specification of its cluster: it is as far as the cluster is. */
const follow = (loop: OperationLoop, operation: PostgresOperation): Derived => {
  const { namespace = '' } = operation.metadata;
  const cluster = clusterNamed(loop, operation);
  const latestName = cluster?.metadata.annotations?.[ANNOTATION_OPERATION];
  const latest = latestName === undefined ? undefined : loop.cache.get(POSTGRES_OPERATION, { namespace, name: latestName });
  return operationStatus({ operation, cluster, latest, nowMs: loop.clock.now() });
};

/** An operation with a handler of its own. */
const handle = async (loop: OperationLoop, operation: PostgresOperation, handler: OperationHandler): Promise<Derived> => {
  const { cache, client, clock, logger } = loop;
  const named = clusterNamed(loop, operation);
  const { clusterUid } = operation.spec;
  const cluster = clusterUid === undefined || named?.metadata.uid === clusterUid ? named : undefined;
  const isCancelRequested = operation.metadata.annotations?.[ANNOTATION_CANCEL] !== undefined;
  const early = endedBefore(operation, { isClusterNeeded: handler.outlivesCluster !== true, cluster, isCancelRequested, nowMs: clock.now() })
    ?? (handler.exclusive === true ? waitInLine(loop, operation) : undefined);
  if (early !== undefined) return early;
  const outcome = await handler.visit({ operation, cluster, cache, client, clock, logger, isCancelRequested });
  const { steps, error, againMs } = outcome;
  return { ...derive({ operation, nowMs: clock.now() }, steps, stateOf(outcome), error), ...(againMs === undefined ? {} : { againMs }) };
};

const stateOf = ({ steps, error, isCancelled }: OperationOutcome): OperationState => {
  if (error !== undefined) return 'FAILED';
  if (isCancelled === true) return 'CANCELLED';
  return steps.every((step) => step.done) ? 'SUCCEEDED' : 'RUNNING';
};

interface Circumstances {
  readonly isClusterNeeded: boolean;
  readonly cluster: PostgresCluster | undefined;
  readonly isCancelRequested: boolean;
  readonly nowMs: number;
}

/** What becomes of an operation without its handler: cancelled before it began, or without the cluster that it is about. */
const endedBefore = (operation: PostgresOperation, { isClusterNeeded, cluster, isCancelRequested, nowMs }: Circumstances): Derived | undefined => {
  const world = { operation, nowMs };
  const { clusterUid, cluster: name } = operation.spec;
  const isFresh = operation.status?.state === undefined || operation.status.state === 'PENDING';
  if (isFresh && isCancelRequested) return derive(world, keptSteps(world), 'CANCELLED');
  if (!isClusterNeeded || name === undefined || cluster !== undefined) return undefined;
  const leftMs = Date.parse(operation.metadata.creationTimestamp ?? '') + STORE_TIMEOUT_MS - nowMs;
  // Someone who writes both at once may have written the operation first.
  if (isFresh && clusterUid === undefined && leftMs > 0) return { ...derive(world, [], 'PENDING'), againMs: leftMs };
  return derive(world, keptSteps(world), 'FAILED', CLUSTER_GONE);
};

/** PENDING as long as another exclusive operation of the cluster is before this one. */
const waitInLine = (loop: OperationLoop, operation: PostgresOperation): Derived | undefined => {
  const first = firstInLine(loop, operation);
  if (first === operation) return undefined;
  const message = `Waits for ${first.spec.kind} (${first.metadata.name}) to end.`;
  return derive({ operation, nowMs: loop.clock.now() }, [{ name: 'Wait', done: false, message }], 'PENDING');
};

/** The oldest exclusive operation of the same cluster that has not ended; one that runs goes before all others. */
const firstInLine = ({ cache, handlers }: OperationLoop, operation: PostgresOperation): PostgresOperation => {
  const { namespace = '' } = operation.metadata;
  const rank = ({ metadata, status }: PostgresOperation): string => `${status?.state === 'RUNNING' ? 0 : 1} ${metadata.creationTimestamp ?? ''} ${metadata.name}`;
  return cache.list(POSTGRES_OPERATION, { namespace, cluster: operation.spec.cluster })
    .filter((other) => !hasEnded(other) && handlers[other.spec.kind]?.exclusive === true)
    .reduce((first, other) => (rank(other) < rank(first) ? other : first), operation);
};

const expire = async ({ cache, client, clock }: OperationLoop, operation: PostgresOperation): Promise<Next> => {
  const { name, namespace = '', uid } = operation.metadata;
  const leftMs = expiryMs(operation, endedBeside(cache, operation), clock.now());
  if (leftMs > 0) return { type: 'at', delayMs: leftMs };
  await client.delete(POSTGRES_OPERATION, { namespace, name }, { uid });
  return settled;
};
