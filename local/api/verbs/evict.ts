import type { DeleteOptions } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import { timestamp, type ApiCore } from '../core.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { parseLabelSelector } from '../selectors/label-selector.js';
import { selectorText } from '../selectors/selector-text.js';
import { deleteObject } from './delete.js';

const BUDGETS = 'poddisruptionbudgets.policy';

/** A pod that is to be evicted. */
export interface EvictRequest {
  readonly definition: ResourceDefinition;
  readonly pod: KubeObject;
  readonly options: DeleteOptions;
  readonly dryRun: boolean;
}

interface BudgetStatus {
  readonly disruptionsAllowed?: number;
  readonly disruptedPods?: Readonly<Record<string, string>>;
  readonly observedGeneration?: number;
}

/** The Status of a subresource that made something. */
export function createObjectStatus(): object {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
}

/** Deletes a pod unless a disruption budget forbids it. Throws TooManyRequests (429) then, for the client to try again. */
export function evictPod(core: ApiCore, { definition, pod, options, dryRun }: EvictRequest): void {
  const budgets = budgetsOf(core, pod);
  const { phase, conditions } = (pod.status ?? {}) as { phase?: string; conditions?: { type: string; status: string }[] };
  const isReady = conditions?.some(({ type, status }) => type === 'Ready' && status === 'True');
  const counts = phase !== 'Succeeded' && phase !== 'Failed' && phase !== 'Pending' && pod.metadata.deletionTimestamp === undefined;
  if (counts && budgets.length > 1) throw new StatusError(500, 'InternalError', 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.');
  const [budget] = budgets;
  if (counts && budget && (isReady || allowed(budget) <= 0)) take(core, { budget, pod, dryRun });
  deleteObject(core, { definition, namespace: pod.metadata.namespace, name: pod.metadata.name, options, dryRun });
}

function budgetsOf(core: ApiCore, { metadata }: KubeObject): KubeObject[] {
  return core.store.list(BUDGETS, metadata.namespace).filter((budget) => {
    const selector = (budget.spec as { selector?: object } | undefined)?.selector;
    if (selector === undefined) return false;
    const matches = parseLabelSelector(selectorText(selector));
    return !matches || matches(metadata.labels);
  });
}

function allowed(budget: KubeObject): number {
  return ((budget.status ?? {}) as BudgetStatus).disruptionsAllowed ?? 0;
}

/** Uses up one of the disruptions that a budget allows. */
function take(core: ApiCore, { budget, pod, dryRun }: { budget: KubeObject; pod: KubeObject; dryRun: boolean }): void {
  const status = (budget.status ?? {}) as BudgetStatus;
  const { name } = budget.metadata;
  const isCurrent = (status.observedGeneration ?? 0) >= (budget.metadata.generation ?? 0);
  if (!isCurrent || allowed(budget) <= 0) {
    const why = isCurrent ? `The disruption budget ${name} needs ${String((status as { desiredHealthy?: number }).desiredHealthy ?? 0)} healthy pods and has ${String((status as { currentHealthy?: number }).currentHealthy ?? 0)} currently` : `The disruption budget ${name} is still being processed by the server.`;
    throw new StatusError(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
      causes: [{ reason: 'DisruptionBudget', message: why, field: '' }],
      ...(isCurrent ? {} : { retryAfterSeconds: 10 }),
    });
  }
  if (dryRun) return;
  const disruptedPods = { ...status.disruptedPods, [pod.metadata.name]: timestamp(core.clock()) };
  core.store.put(BUDGETS, { ...budget, status: { ...status, disruptionsAllowed: allowed(budget) - 1, disruptedPods } });
}
