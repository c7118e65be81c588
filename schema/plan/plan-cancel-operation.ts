import type { OperationKind } from '../resource/postgres-operation.js';
import type { MutationPlan } from './plan.js';

/** Kinds whose request is a specification that is stored already: they cannot be cancelled, only changed again. */
const SPECIFICATIONS: ReadonlySet<OperationKind> = new Set<OperationKind>(['CreateCluster', 'UpdateCluster', 'ScaleCluster', 'DeleteCluster']);

/** Whether operations of a kind can be asked to stop. */
export const isCancellable = (kind: OperationKind): boolean => !SPECIFICATIONS.has(kind);

/** What cancelling an operation changes. `isBegun` when it is no longer only waiting. */
export const planCancelOperation = (name: string, kind: OperationKind, isBegun: boolean): MutationPlan => ({
  impact: 'NONE',
  summary: isBegun ? `Asks ${kind} to stop where that does no harm; otherwise it goes on to its end.` : `Cancels ${kind} before it begins.`,
  changes: [{ object: `PostgresOperation/${name}`, action: 'update', path: 'metadata.annotations', impact: 'NONE' }],
});
