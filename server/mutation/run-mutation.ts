import { KubeError } from '../../kube/kube-error.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { describeSpan, inSpan, traceParent } from '../../kube/trace/tracing.js';
import type { Operation } from '../../schema/graphql/operation.js';
import { ANNOTATION_CORRELATION_ID, ANNOTATION_REQUESTED_AT, ANNOTATION_TRACE_PARENT, LABEL_CLUSTER, MANAGER_API } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { MutationPlan } from '../../schema/plan/plan.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { checkIdempotencyKey } from '../../schema/validation/checks.js';
import type { Context, Services } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import { hasEnded, toOperation } from '../operation/to-operation.js';
import { canonicalHash } from './canonical-hash.js';
import { earlierOf, keptUntil, keyConflict, operationName, refuseKeyElsewhere, requireRoomForKey } from './idempotency-key.js';
import type { Change, Mutation } from './mutation.js';
import { waitUntilVisible } from './wait-until-visible.js';

/** What every mutation takes. */
export interface MutationInput {
  readonly dryRun?: boolean | null;
  readonly idempotencyKey?: string | null;
}

/** What came of a mutation. */
export interface MutationResult<T extends KubeObject> {
  /** The object as stored; undefined on `dryRun` and when it is deleted. */
  readonly stored: T | undefined;
  /** What carries it out; null on `dryRun`. */
  readonly operation: Operation | null;
  readonly plan: MutationPlan;
}

const hashOf = (kind: string, { idempotencyKey: _key, dryRun: _dryRun, ...input }: MutationInput): string => canonicalHash({ kind, input });

/** By what the work of an operation is found again in logs and traces. */
const marks = (correlationId: string): Record<string, string> => {
  const parent = traceParent();
  return { [ANNOTATION_CORRELATION_ID]: correlationId, ...(parent === undefined ? {} : { [ANNOTATION_TRACE_PARENT]: parent }) };
};

const operationOf = <T extends KubeObject>(mutation: Mutation<T>, change: Change<T>, { name, input, context: { viewer, services, correlationId } }: { name: string; input: MutationInput; context: Context }): PostgresOperation => {
  const cluster = change.cluster ?? mutation.cluster;
  return {
    apiVersion: API_VERSION,
    kind: 'PostgresOperation',
    metadata: {
      name, namespace: change.namespace ?? mutation.namespace,
      annotations: { [ANNOTATION_REQUESTED_AT]: new Date(services.clock.now()).toISOString(), ...(input.idempotencyKey == null ? {} : keptUntil(services)), ...marks(correlationId) },
      labels: { ...change.labels, ...(cluster === undefined ? {} : { [LABEL_CLUSTER]: cluster }) },
    },
    spec: {
      kind: mutation.kind,
      ...(cluster === undefined ? {} : { cluster }),
      requestedBy: viewer.name,
      inputHash: hashOf(mutation.kind, input),
      ...(change.clusterUid === undefined ? {} : { clusterUid: change.clusterUid }),
      ...(input.idempotencyKey == null ? {} : { idempotencyKey: input.idempotencyKey }),
      input: { ...change.input, plan: change.plan },
    },
  };
};

/** Whether nothing can have been stored: Kubernetes, or we, said no. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ApiError || (error instanceof KubeError && error.code >= 400 && error.code < 500 && error.code !== 408 && error.code !== 429);

/** Writes the change; when that is refused, the operation that asked for it goes again. */
const storeChange = async <T extends KubeObject>(change: Change<T>, operation: PostgresOperation, { client }: Services): Promise<T | undefined> => {
  const { name, namespace = '', uid } = operation.metadata;
  try {
    return await change.store({ operation: name, dryRun: false });
  } catch (error) {
    if (isRefusal(error)) await client.delete(POSTGRES_OPERATION, { namespace, name }, uid === undefined ? {} : { uid });
    throw error;
  }
};

/**
 * A change that is stored only when its key has not come to another namespace meanwhile: once our operation is in the
 * cache, those that were created before it are too. Of two calls at once at most one goes on.
 */
const claimed = <T extends KubeObject>(change: Change<T>, operation: PostgresOperation, services: Services): Change<T> => ({
  ...change,
  store: async (options) => {
    await waitUntilVisible(POSTGRES_OPERATION, operation, services);
    refuseKeyElsewhere({ namespace: operation.metadata.namespace ?? '', name: operation.metadata.name }, services);
    return change.store(options);
  },
});

interface Stored<T extends KubeObject> {
  readonly stored: T | undefined;
  readonly operation: PostgresOperation;
  readonly plan: MutationPlan;
}

const resultOf = async <T extends KubeObject>({ resource }: Mutation<T>, { stored, operation, plan }: Stored<T>, services: Services): Promise<MutationResult<T>> => {
  await waitUntilVisible(POSTGRES_OPERATION, operation, services);
  if (stored !== undefined) await waitUntilVisible(resource, stored, services);
  return { stored, operation: toOperation(operation), plan };
};

/** The first result again, after what an interrupted first attempt left undone. */
const resume = async <T extends KubeObject>(mutation: Mutation<T>, operation: PostgresOperation, input: MutationInput, services: Services): Promise<MutationResult<T>> => {
  if (operation.spec.inputHash !== hashOf(mutation.kind, input)) {
    throw keyConflict();
  }
  const plan = operation.spec.input?.plan as MutationPlan;
  const stored = hasEnded(operation) ? await mutation.read() : await storeChange(await mutation.prepare(operation), operation, services);
  return resultOf(mutation, { stored, operation, plan }, services);
};

/**
 * Carries a mutation out: the operation is stored first, then the change that names it, so that a process which ends
 * in between leaves an operation that a retry finishes. With an idempotency key a retry gets the first result.
 */
export const runMutation = <T extends KubeObject>(mutation: Mutation<T>, input: MutationInput, context: Context): Promise<MutationResult<T>> =>
  inSpan({ name: `mutation ${mutation.kind}`, root: true, attributes: { 'k8s.namespace.name': mutation.namespace, ...(mutation.cluster === undefined ? {} : { 'pgo.cluster': mutation.cluster }) } }, () => carryOut(mutation, input, context));

const carryOut = async <T extends KubeObject>(mutation: Mutation<T>, input: MutationInput, context: Context): Promise<MutationResult<T>> => {
  const { viewer, services } = context;
  const { client } = services;
  if (input.idempotencyKey != null) refuseIssues(checkIdempotencyKey('idempotencyKey', input.idempotencyKey));
  const name = operationName(input.idempotencyKey, viewer.name);
  const isDryRun = input.dryRun ?? false;
  if (!isDryRun && input.idempotencyKey != null) {
    const key = { namespace: mutation.namespace, name };
    const earlier = await earlierOf(key, services);
    if (earlier !== undefined) return resume(mutation, earlier, input, services);
    refuseKeyElsewhere(key, services);
    requireRoomForKey(viewer, services);
  }

  const change = await mutation.prepare();
  if (isDryRun) {
    await change.store({ operation: name, dryRun: true });
    return { stored: undefined, operation: null, plan: change.plan };
  }
  const wanted = operationOf(mutation, change, { name, input, context });
  let operation: PostgresOperation;
  try {
    operation = await client.create(POSTGRES_OPERATION, wanted, { manager: MANAGER_API });
  } catch (error) {
    // The same call came twice at once: the other one was first.
    const first = error instanceof KubeError && error.reason === 'AlreadyExists' ? await client.get(POSTGRES_OPERATION, { namespace: wanted.metadata.namespace ?? '', name }) : undefined;
    if (first === undefined) throw error;
    return resume(mutation, first, input, services);
  }
  describeSpan(() => ({ attributes: { 'pgo.operation': operation.metadata.name } }));
  const stored = await storeChange(input.idempotencyKey == null ? change : claimed(change, operation, services), operation, services);
  return resultOf(mutation, { stored, operation, plan: change.plan }, services);
};
