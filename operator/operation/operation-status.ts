import { ANNOTATION_OPERATION } from '../../schema/naming/labels.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type {
  OperationErrorStatus, OperationKind, PostgresOperation,
} from '../../schema/resource/postgres-operation.js';
import { LASTING_REASONS } from '../cluster/lasting-reasons.js';
import { errorCode } from './error-code.js';
import { derive, type Derived } from './derive-status.js';
import { initialPolicies, isObserved, isReady, isSpecKind, stepsBefore, stepsOf, stepsOfDeleted, type StepNow } from './operation-steps.js';
import { operationProgress, type OperationWorld } from './operation-world.js';

/** A request whose change has not been stored after this time never will be: its writer died in between. */
export const STORE_TIMEOUT_MS = 60_000;
/** An operation that is held up by something that does not pass by itself fails after this time. */
export const TROUBLE_TIMEOUT_MS = 30 * 60_000;

/** Whether an operation has ended; what has ended never changes again. */
export const hasEnded = ({ status }: PostgresOperation): boolean =>
  status?.state === 'SUCCEEDED' || status?.state === 'FAILED' || status?.state === 'CANCELLED';

/** Derives the status of an operation that has not ended from itself, its cluster and the time. */
export const operationStatus = (world: OperationWorld): Derived => {
  const { operation, nowMs } = world;
  const { kind } = operation.spec;
  if (!isSpecKind(kind)) return derive(world, [], 'FAILED', UNKNOWN_KIND);
  const age = nowMs - Date.parse(operation.metadata.creationTimestamp ?? '');
  const progress = operationProgress(world, ANNOTATION_OPERATION);
  if (progress.at === 'gone') {
    if (kind === 'DeleteCluster') return derive(world, stepsOfDeleted(), 'SUCCEEDED');
    return derive(world, keptSteps(world), 'FAILED', CLUSTER_GONE);
  }
  if (progress.at === 'asked') {
    if (age >= STORE_TIMEOUT_MS) return derive(world, keptSteps(world), 'FAILED', INTERRUPTED);
    return { ...derive(world, stepsBefore(kind), 'PENDING'), againMs: STORE_TIMEOUT_MS - age };
  }
  const { cluster, superseded } = progress;
  const steps = stepsOf(kind, cluster, restartsFor(operation));
  if (kind !== 'DeleteCluster' && cluster.metadata.deletionTimestamp !== undefined) return derive(world, keptSteps(world), 'FAILED', CLUSTER_GONE);
  const error = failureOf(kind, cluster, age);
  if (error !== undefined && kind !== 'DeleteCluster') return derive(world, steps, 'FAILED', error);
  const done = steps.every((step) => step.done) || (superseded && isReady(cluster)) || isStopped(cluster);
  if (done) return derive(world, steps.map((step) => ({ ...step, done: true })), 'SUCCEEDED');
  return { ...derive(world, steps, 'RUNNING'), againMs: Math.max(1000, TROUBLE_TIMEOUT_MS - age) };
};

/** Whether PostgreSQL was to restart for changed parameters. */
const restartsFor = ({ spec }: PostgresOperation): boolean => {
  const plan = spec.input?.['plan'] as { changes?: readonly { path?: string; impact?: string }[] } | undefined;
  return plan?.changes?.some(({ path, impact }) => path?.startsWith('spec.parameters.') === true && impact === 'ROLLING_RESTART') === true;
};

const isStopped = (cluster: PostgresCluster): boolean => cluster.spec.stopped === true && isObserved(cluster) && cluster.status?.state === 'STOPPED';

/** Why an operation fails whose cluster has gone. */
export const CLUSTER_GONE: OperationErrorStatus = {
  code: 'CLUSTER_DELETED', message: 'The cluster was deleted before the operation was done.', suggestion: 'Create the cluster again if it is still wanted.',
};
const UNKNOWN_KIND: OperationErrorStatus = {
  code: 'UNKNOWN_KIND', message: 'This version of pgo does not know this kind of operation.', suggestion: 'Use a kind that the custom resource definition names.',
};
const INTERRUPTED: OperationErrorStatus = {
  code: 'INTERRUPTED', message: 'The request was interrupted before the change was stored; nothing was changed.',
  suggestion: 'Send the request again.',
};

const policyFailure = (kind: OperationKind, cluster: PostgresCluster): OperationErrorStatus | undefined => {
  const { failure } = initialPolicies(cluster);
  return kind !== 'CreateCluster' || failure === undefined ? undefined
    : { code: 'POLICY_FAILED', message: `The cluster is there, but not all its policies are applied. ${failure}`, suggestion: 'Change the policy as the message says and apply it with `applyPolicy`.' };
};

const failureOf = (kind: OperationKind, cluster: PostgresCluster, age: number): OperationErrorStatus | undefined =>
  troubleOf(cluster, age) ?? policyFailure(kind, cluster);

const troubleOf = (cluster: PostgresCluster, age: number): OperationErrorStatus | undefined => {
  const ready = cluster.status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready === undefined || ready.status === 'True' || !isObserved(cluster)) return undefined;
  if (ready.reason === 'InvalidSpec') {
    return { code: 'INVALID_SPEC', message: ready.message, suggestion: 'Change the specification of the cluster as the message says; until then nothing is changed.' };
  }
  if (age < TROUBLE_TIMEOUT_MS || !LASTING_REASONS.has(ready.reason)) return undefined;
  return {
    code: errorCode(ready.reason), message: ready.message,
    suggestion: 'Remove what the message names; the operator goes on by itself as soon as it can, and the state of the cluster shows it.',
  };
};

/** The steps as they were last written, for an operation that goes no further. */
export const keptSteps = ({ operation }: Pick<OperationWorld, 'operation'>): StepNow[] =>
  operation.status?.steps?.map((step) => ({ ...step, done: step.state === 'SUCCEEDED' })) ?? (isSpecKind(operation.spec.kind) ? stepsBefore(operation.spec.kind) : []);
