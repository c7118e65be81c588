import type { KubeObject, OwnerReference } from '../object.js';
import type { Condition, Pod, PodTemplate } from './core-types.js';
import { kinds } from './kinds.js';

/** The condition of that type, if it is there. */
export function conditionOf(conditions: readonly Condition[] | undefined, type: string): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/** Says whether the condition of that type is True. */
export function isTrue(conditions: readonly Condition[] | undefined, type: string): boolean {
  return conditionOf(conditions, type)?.status === 'True';
}

/** The conditions with one set. Its transition time moves only when the status changes. */
export function withCondition(conditions: readonly Condition[] | undefined, wanted: Condition, now: number): Condition[] {
  const before = conditionOf(conditions, wanted.type);
  const lastTransitionTime = before?.status === wanted.status ? (before.lastTransitionTime ?? timestamp(now)) : timestamp(now);
  const next = { ...wanted, lastTransitionTime };
  return before ? (conditions ?? []).map((condition) => (condition === before ? next : condition)) : [...(conditions ?? []), next];
}

/** A time as objects carry it: to the second. */
export function timestamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}Z`;
}

/** Says whether the object is on its way out. */
export function isDeleting(object: KubeObject): boolean {
  return object.metadata.deletionTimestamp !== undefined;
}

/** Says whether the pod may be sent requests. */
export function isReady(pod: Pod): boolean {
  return isTrue(pod.status?.conditions, 'Ready');
}

/** Says whether all containers have ended and will not run again. */
export function isFinished(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** Says whether the pod counts towards what its workload should have: neither finished nor on its way out. */
export function isActive(pod: Pod): boolean {
  return !isFinished(pod) && !isDeleting(pod);
}

/** Milliseconds until the pod counts as available: 0 when it does, undefined while it is not ready. */
export function availableAfterMs(pod: Pod, minReadySeconds: number, now: number): number | undefined {
  const ready = conditionOf(pod.status?.conditions, 'Ready');
  if (ready?.status !== 'True') return undefined;
  if (minReadySeconds === 0) return 0;
  return Math.max(0, Date.parse(ready.lastTransitionTime ?? '') + minReadySeconds * 1000 - now) || 0;
}

/** A pod from a workload's template. */
export function podFromTemplate(template: PodTemplate, namespace: string | undefined, owner: OwnerReference): Pod {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    apiVersion: kinds.pod.apiVersion,
    kind: kinds.pod.kind,
    metadata: {
      name: '',
      ...(namespace ? { namespace } : {}),
      ...(labels ? { labels: { ...labels } } : {}),
      ...(annotations ? { annotations: { ...annotations } } : {}),
      ...(finalizers ? { finalizers: [...finalizers] } : {}),
      ownerReferences: [owner],
    },
    spec: template.spec,
  };
}
