import type { ApiAccess, ObjectKey, WatchEvent } from '../../api-access.js';
import { ownObject, planned, type Controller } from '../controller.js';
import type { Pod } from '../core-types.js';
import { kinds, read, readAll } from '../kinds.js';
import { matchesSelector } from '../label-selector.js';
import { controllerOf } from '../owner.js';
import { planBudget } from './plan-budget.js';

/** Keeps the status of PodDisruptionBudgets, which evictions are held to. */
export function budgetController(clock: () => number): Controller {
  return {
    name: 'budget',
    kind: kinds.disruptionBudget,
    triggers: [ownObject(kinds.disruptionBudget), { kind: kinds.pod, keys: budgetsOfPod }],
    visit: planned(kinds.disruptionBudget, (budget, access, namespace) =>
      planBudget({ budget, pods: readAll(access, kinds.pod, { namespace }), scaleOf: (pod) => scaleOf(access, pod), now: clock() })),
  };
}

/** How many pods the workload behind a pod wants. */
function scaleOf(access: ApiAccess, pod: Pod): { uid: string; replicas: number } | undefined {
  const { namespace } = pod.metadata;
  const owner = controllerOf(pod);
  if (!owner) return undefined;
  const key = { namespace, name: owner.name };
  if (owner.kind === kinds.statefulSet.kind) return { uid: owner.uid, replicas: read(access, kinds.statefulSet, key)?.spec.replicas ?? 0 };
  if (owner.kind !== kinds.replicaSet.kind) return undefined;
  const set = read(access, kinds.replicaSet, key);
  const above = set && controllerOf(set);
  const deployment = above?.kind === kinds.deployment.kind ? read(access, kinds.deployment, { namespace, name: above.name }) : undefined;
  return deployment && above ? { uid: above.uid, replicas: deployment.spec.replicas ?? 1 } : { uid: owner.uid, replicas: set?.spec.replicas ?? 0 };
}

/** The budgets that select a pod now, or did before its labels changed. */
function budgetsOfPod(event: WatchEvent, access: ApiAccess): ObjectKey[] {
  const { namespace = '', labels } = event.object.metadata;
  const before = event.type === 'DELETED' ? undefined : event.previous?.metadata.labels;
  const budgets = readAll(access, kinds.disruptionBudget, { namespace });
  const selecting = budgets.filter(({ spec }) => matchesSelector(spec.selector, labels) || matchesSelector(spec.selector, before ?? labels));
  return selecting.map(({ metadata: { name } }) => ({ namespace, name }));
}
