import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { CancelOperationInput, CancelOperationPayload } from '../../schema/graphql/cancel-operation.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { ANNOTATION_CANCEL, ANNOTATION_CANCEL_KEY, MANAGER_API } from '../../schema/naming/labels.js';
import type { MutationPlan } from '../../schema/plan/plan.js';
import { isCancellable, planCancelOperation } from '../../schema/plan/plan-cancel-operation.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { checkIdempotencyKey } from '../../schema/validation/checks.js';
import type { Context } from '../context.js';
import { ApiError, notFound } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import { keptUntil, operationName, refuseCancelKey, stateWhenCancelled } from '../mutation/idempotency-key.js';
import { waitUntilVisible } from '../mutation/wait-until-visible.js';
import { parseNodeId } from '../node-id.js';
import { hasEnded, operationState, toOperation } from '../operation/to-operation.js';

/** `Mutation.cancelOperation` */
@Resolver()
export class CancelOperationResolver {
  @NeedsPermission('UPDATE_CLUSTER')
  @Mutation(() => CancelOperationPayload, { description: 'Asks an operation to stop. One that only waits is cancelled; one that runs stops where that does no harm.' })
  async cancelOperation(@Arg('input', () => CancelOperationInput, { description: 'What to cancel.' }) { id, dryRun, idempotencyKey }: CancelOperationInput, @Ctx() { viewer, services }: Context): Promise<CancelOperationPayload> {
    if (idempotencyKey != null) refuseIssues(checkIdempotencyKey('idempotencyKey', idempotencyKey));
    const ref = parseNodeId(id);
    const operation = ref?.kind === 'Operation' ? await services.client.get(POSTGRES_OPERATION, ref) : undefined;
    const key = idempotencyKey == null || dryRun === true ? undefined : operationName(idempotencyKey, viewer.name);
    if (key !== undefined) refuseCancelKey(key, operation, services);
    if (ref === undefined || operation === undefined) throw notFound('such operation', 'The query `operations` lists those that there are.');
    const first = key === undefined ? undefined : stateWhenCancelled(operation, key);
    if (first !== undefined) return { operation: toOperation(operation), plan: planOf(operation, first) };
    refuseLasting(operation);
    const plan = planOf(operation, operationState(operation));
    if (dryRun === true) return { operation: null, plan };
    const marks = key === undefined ? {} : { [ANNOTATION_CANCEL_KEY]: `${key}/${operationState(operation)}`, ...keptUntil(services) };
    const patch = { metadata: { uid: operation.metadata.uid, annotations: { [ANNOTATION_CANCEL]: viewer.name, ...marks } } };
    const stored = await services.client.mergePatch(POSTGRES_OPERATION, ref, patch, { manager: MANAGER_API });
    await waitUntilVisible(POSTGRES_OPERATION, stored, services);
    return { operation: toOperation(stored), plan };
  }
}

const planOf = ({ metadata, spec }: PostgresOperation, state: string): MutationPlan => planCancelOperation(metadata.name, spec.kind, state !== 'PENDING');

/** Refuses what has ended, and what is no longer only asked for. */
const refuseLasting = (operation: PostgresOperation): void => {
  const { kind } = operation.spec;
  if (hasEnded(operation)) {
    throw new ApiError('FAILED_PRECONDITION', `The operation has ended: it is ${operationState(operation)}.`, { field: 'id', suggestion: 'There is nothing left to cancel.' });
  }
  if (isCancellable(kind)) return;
  throw new ApiError('FAILED_PRECONDITION', `${kind} cannot be cancelled: what it asks for is stored, and the cluster follows it.`, {
    field: 'id', suggestion: 'Change the cluster again to what it should be.',
  });
};
