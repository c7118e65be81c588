import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { Operation } from '../../schema/graphql/operation.js';
import type { OperationState } from '../../schema/graphql/operation-state.js';
import { nodeId } from '../node-id.js';

/** State of an operation; PENDING until the operator has looked at it. */
export const operationState = ({ status }: PostgresOperation): OperationState => status?.state ?? 'PENDING';

/** Whether an operation has ended. */
export const hasEnded = (resource: PostgresOperation): boolean => ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(operationState(resource));

const mapped = new WeakMap<PostgresOperation, Operation>();

const map = (resource: PostgresOperation): Operation => {
  const { metadata, spec, status } = resource;
  const namespace = metadata.namespace ?? '';
  return Object.assign(new Operation(), {
    id: nodeId({ kind: 'Operation', namespace, name: metadata.name }),
    name: metadata.name,
    kind: spec.kind,
    namespace,
    cluster: spec.cluster,
    state: operationState(resource),
    steps: status?.steps ?? [],
    progress: status?.progress ?? 0,
    error: status?.error,
    requestedBy: spec.requestedBy,
    idempotencyKey: spec.idempotencyKey,
    createdAt: metadata.creationTimestamp ?? new Date(0).toISOString(),
    startedAt: status?.startedAt,
    finishedAt: status?.finishedAt,
  });
};

/** What the API says of an operation. The same object for the same resource, which is never changed in place. */
export const toOperation = (resource: PostgresOperation): Operation => {
  let operation = mapped.get(resource);
  if (operation === undefined) mapped.set(resource, operation = map(resource));
  return operation;
};
