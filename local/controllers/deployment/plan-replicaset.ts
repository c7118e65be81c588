import type { Pod } from '../core-types.js';
import { kinds } from '../kinds.js';
import { matchesSelector } from '../label-selector.js';
import { claimObjects, controllerReference, isControlledBy } from '../owner.js';
import { create, remove, replaceStatus, soonest, type Action, type Plan } from '../plan.js';
import { availableAfterMs, isActive, isDeleting, isFinished, isReady, podFromTemplate } from '../pod-state.js';
import type { ReplicaSet, ReplicaSetStatus } from '../workload-types.js';

/** What is known when a ReplicaSet is looked at: it and the pods of its namespace. */
export interface ReplicaSetWorld {
  readonly set: ReplicaSet;
  readonly pods: readonly Pod[];
  readonly now: number;
}

/** Decides which pods a ReplicaSet adopts, makes and ends, and what its status says. */
export function planReplicaSet({ set, pods, now }: ReplicaSetWorld): Plan {
  const claimed = claimObjects({
    kind: kinds.pod,
    ownerKind: kinds.replicaSet,
    owner: set,
    candidates: pods.filter((pod) => !isDeleting(pod)),
    matches: ({ metadata }) => matchesSelector(set.spec.selector, metadata.labels),
  });
  const active = claimed.owned.filter(isActive);
  const status = replaceStatus(kinds.replicaSet, set, replicaSetStatus({ set, pods, now }, active));
  if (isDeleting(set)) return { actions: status };
  const missing = (set.spec.replicas ?? 1) - active.length;
  const changes: Action[] =
    missing > 0
      ? Array.from({ length: missing }, () => create(kinds.pod, desirePod(set)))
      : leastWanted(active, now).slice(0, -missing).map((pod) => remove(kinds.pod, pod));
  const waits = active.map((pod) => availableAfterMs(pod, set.spec.minReadySeconds ?? 0, now)).filter((wait) => wait !== 0);
  return { actions: [...claimed.actions, ...changes, ...status], visitAfterMs: soonest(...waits) };
}

function desirePod(set: ReplicaSet): Pod {
  const pod = podFromTemplate(set.spec.template, set.metadata.namespace, controllerReference(kinds.replicaSet, set));
  return { ...pod, metadata: { ...pod.metadata, generateName: `${set.metadata.name}-` } };
}

/** Pods in the order in which they may go: unscheduled, pending, unready, cheap to delete, young. */
function leastWanted(pods: readonly Pod[], now: number): Pod[] {
  const worth = (pod: Pod): number[] => [
    pod.spec.nodeName ? 1 : 0,
    pod.status?.phase === 'Running' ? 1 : 0,
    isReady(pod) ? 1 : 0,
    Number(pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0),
    now - Date.parse(pod.metadata.creationTimestamp ?? ''),
  ];
  return [...pods].sort((left, right) => {
    const [before, after] = [worth(left), worth(right)];
    const index = before.findIndex((value, at) => value !== after[at]);
    return index < 0 ? 0 : (before[index] ?? 0) - (after[index] ?? 0);
  });
}

function replicaSetStatus({ set, pods: all, now }: ReplicaSetWorld, pods: readonly Pod[]): ReplicaSetStatus {
  const labels = Object.entries(set.spec.template.metadata?.labels ?? {});
  const labelled = pods.filter(({ metadata }) => labels.every(([key, value]) => metadata.labels?.[key] === value)).length;
  const ready = pods.filter(isReady).length;
  const available = pods.filter((pod) => availableAfterMs(pod, set.spec.minReadySeconds ?? 0, now) === 0).length;
  return {
    ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
    replicas: pods.length,
    ...(labelled > 0 ? { fullyLabeledReplicas: labelled } : {}),
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(available > 0 ? { availableReplicas: available } : {}),
    terminatingReplicas: all.filter((pod) => isDeleting(pod) && !isFinished(pod) && isControlledBy(pod, set)).length,
    ...(set.status?.conditions ? { conditions: set.status.conditions } : {}),
  };
}
