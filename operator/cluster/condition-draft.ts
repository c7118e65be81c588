import type { ClusterConditionType, ClusterReason } from '../../schema/resource/cluster-conditions.js';
import type { Condition } from '../../schema/resource/meta.js';

/** What a condition says, without its time. */
export type ConditionDraft = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** The same of a cluster, with its own types and reasons. */
export type ClusterConditionDraft = ConditionDraft & { readonly type: ClusterConditionType; readonly reason: ClusterReason };

/** What a condition of a cluster says. */
export const clusterCondition = (type: ClusterConditionType, status: Condition['status'], reason: ClusterReason, message: string): ClusterConditionDraft =>
  ({ type, status, reason, message });

/** What was written of an object before, when it is now, and which generation was looked at. */
export interface ConditionContext {
  readonly before: readonly Condition[] | undefined;
  readonly now: string;
  readonly generation: number | undefined;
}

/** Gives a condition its time: the one it had, unless its status changed. */
export const settleCondition = (draft: ConditionDraft, { before, now, generation }: ConditionContext): Condition => {
  const last = before?.find(({ type }) => type === draft.type);
  const lastTransitionTime = last !== undefined && last.status === draft.status ? last.lastTransitionTime : now;
  return { ...draft, lastTransitionTime, ...(generation === undefined ? {} : { observedGeneration: generation }) };
};
