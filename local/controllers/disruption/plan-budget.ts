import type { Condition, Pod } from '../core-types.js';
import { kinds } from '../kinds.js';
import { matchesSelector } from '../label-selector.js';
import { replaceStatus, soonest, type Plan } from '../plan.js';
import { isDeleting, isFinished, isReady, withCondition } from '../pod-state.js';
import { resolveCount } from '../deployment/rollout.js';
import type { DisruptionBudget } from '../workload-types.js';

/** An eviction that was allowed but never led to a deletion is forgotten after this time. */
const DISRUPTION_TIMEOUT_MS = 120_000;

/** What is known when a budget is looked at. */
export interface BudgetWorld {
  readonly budget: DisruptionBudget;
  /** The pods of the namespace. */
  readonly pods: readonly Pod[];
  /** How many pods the controller of a pod wants, counting each controller once; undefined for a pod without one. */
  readonly scaleOf: (pod: Pod) => { readonly uid: string; readonly replicas: number } | undefined;
  readonly now: number;
}

/** Decides how many of a budget's pods may be evicted now. */
export function planBudget({ budget, pods, scaleOf, now }: BudgetWorld): Plan {
  const { minAvailable, maxUnavailable, selector } = budget.spec;
  const selected = pods.filter((pod) => !isFinished(pod) && matchesSelector(selector, pod.metadata.labels));
  const byController = new Map(selected.map(scaleOf).flatMap((scale) => (scale ? [[scale.uid, scale.replicas] as const] : [])));
  const scaled = [...byController.values()].reduce((sum, replicas) => sum + replicas, 0);
  const unscaled = selected.filter((pod) => !scaleOf(pod)).length;
  const countsPods = maxUnavailable === undefined && typeof minAvailable !== 'string';
  const expectedPods = countsPods ? selected.length : scaled + unscaled;
  const desiredHealthy = maxUnavailable === undefined ? resolveCount(minAvailable ?? 1, expectedPods, 'up') : Math.max(0, expectedPods - resolveCount(maxUnavailable, expectedPods, 'up'));
  const disrupted = pendingDisruptions(budget, selected, now);
  const currentHealthy = selected.filter((pod) => isReady(pod) && !isDeleting(pod) && disrupted[pod.metadata.name] === undefined).length;
  const disruptionsAllowed = expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
  const waits = Object.values(disrupted).map((time) => Date.parse(time) + DISRUPTION_TIMEOUT_MS - now);
  const status = {
    ...(budget.metadata.generation === undefined ? {} : { observedGeneration: budget.metadata.generation }),
    ...(Object.keys(disrupted).length > 0 ? { disruptedPods: disrupted } : {}),
    disruptionsAllowed,
    currentHealthy,
    desiredHealthy,
    expectedPods,
    conditions: withCondition(budget.status?.conditions, allowedCondition(disruptionsAllowed, budget.metadata.generation), now),
  };
  return { actions: replaceStatus(kinds.disruptionBudget, budget, status), visitAfterMs: soonest(...waits) };
}

/** Evictions that were allowed and whose pods are still there, not yet being deleted. */
function pendingDisruptions(budget: DisruptionBudget, pods: readonly Pod[], now: number): Record<string, string> {
  const waiting = new Set(pods.filter((pod) => !isDeleting(pod)).map(({ metadata }) => metadata.name));
  const noted = Object.entries(budget.status?.disruptedPods ?? {});
  return Object.fromEntries(noted.filter(([name, time]) => waiting.has(name) && Date.parse(time) + DISRUPTION_TIMEOUT_MS > now));
}

function allowedCondition(allowed: number, generation: number | undefined): Condition {
  const observed = generation === undefined ? {} : { observedGeneration: generation };
  return allowed > 0
    ? { type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods', message: '', ...observed }
    : { type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods', message: '', ...observed };
}
