import type { Pod } from '../core-types.js';
import { availableAfterMs, isDeleting, isReady } from '../pod-state.js';
import type { StatefulSet, StatefulSetStatus } from '../workload-types.js';
import { REVISION_LABEL, type Revisions } from '../workload-revisions.js';

/** What the set's status says about its pods. The current revision moves when a rolling update has reached every pod. */
export function statefulSetStatus(set: StatefulSet, pods: readonly Pod[], revisions: Revisions, now: number): StatefulSetStatus {
  const { current, update } = revisions;
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const staying = pods.filter((pod) => !isDeleting(pod));
  const ready = pods.filter(isReady);
  const ofRevision = (name: string): number => staying.filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] === name).length;
  const updated = ofRevision(update.metadata.name);
  const complete = (set.spec.updateStrategy?.type ?? 'RollingUpdate') === 'RollingUpdate' && updated === pods.length && ready.length === pods.length;
  return {
    ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
    replicas: pods.length,
    ...positive('readyReplicas', ready.length),
    availableReplicas: pods.filter((pod) => availableAfterMs(pod, minReadySeconds, now) === 0).length,
    ...positive('currentReplicas', complete ? updated : ofRevision(current.metadata.name)),
    ...positive('updatedReplicas', updated),
    currentRevision: complete ? update.metadata.name : current.metadata.name,
    updateRevision: update.metadata.name,
    collisionCount: 0,
    ...(set.status?.conditions ? { conditions: set.status.conditions } : {}),
  };
}

/** Counters of zero are left out, as the API does. */
function positive(name: string, count: number): Record<string, number> {
  return count > 0 ? { [name]: count } : {};
}
