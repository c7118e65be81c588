import { isDeepStrictEqual } from 'node:util';
import type { ApiAccess } from '../api-access.js';
import { NODES, PODS } from './api-reader.js';
import type { EventRecorder } from './event-recorder.js';
import type { Pod, PodCondition } from './pod.js';
import { timestamp } from './pod-status.js';

/** What to do with a pod that may not have a node yet. */
export type Placement =
  | { readonly type: 'none' }
  | { readonly type: 'bind' }
  | { readonly type: 'wait'; readonly reason: 'SchedulingGated' | 'Unschedulable'; readonly message: string };

/** Pods that name another scheduler are left to it. */
const OWN_NAME = 'default-scheduler';

/** Decides where a pod goes: to the one node, unless gates or its node selector hold it. */
export function placePod(pod: Pod, nodeLabels: Readonly<Record<string, string>>): Placement {
  if (pod.spec.nodeName !== undefined && pod.spec.nodeName !== '') return { type: 'none' };
  if ((pod.spec.schedulerName ?? OWN_NAME) !== OWN_NAME) return { type: 'none' };
  if (pod.metadata.deletionTimestamp !== undefined || pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return { type: 'none' };
  if ((pod.spec.schedulingGates ?? []).length > 0) {
    return { type: 'wait', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' };
  }
  const unmet = Object.entries(pod.spec.nodeSelector ?? {}).filter(([name, value]) => nodeLabels[name] !== value);
  if (unmet.length === 0) return { type: 'bind' };
  return { type: 'wait', reason: 'Unschedulable', message: "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector." };
}

/** What the scheduler is told, and tells. */
export interface SchedulerOptions {
  readonly clock: () => number;
  readonly events: Pick<EventRecorder, 'record'>;
  onError(error: unknown): void;
}

/** Binds pods to the node as soon as they may be, until the returned function is called. */
export function startScheduler(access: ApiAccess, nodeName: string, options: SchedulerOptions): () => void {
  const busy = new Set<string>();
  const visit = async (pod: Pod): Promise<void> => {
    const labels = access.get(NODES, { name: nodeName })?.metadata.labels ?? {};
    const placement = placePod(pod, labels);
    const { namespace, name, uid = '' } = pod.metadata;
    if (placement.type === 'none' || busy.has(uid)) return;
    busy.add(uid);
    try {
      if (placement.type === 'bind') {
        const bound = await access.modify(PODS, { namespace, name }, (current) =>
          current.metadata.uid === uid && placePod(current as Pod, labels).type === 'bind' ? { ...current, spec: { ...(current as Pod).spec, nodeName } } : undefined);
        if (bound !== undefined) options.events.record(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${nodeName}`);
      } else {
        const held = await access.modify(PODS, { namespace, name }, (current) => withCondition(current as Pod, placement, options.clock()), 'status');
        if (held !== undefined && placement.reason === 'Unschedulable') options.events.record(pod, 'Warning', 'FailedScheduling', placement.message);
      }
    } finally {
      busy.delete(uid);
    }
    const latest = access.get(PODS, { namespace, name });
    if (latest !== undefined && latest.metadata.resourceVersion !== pod.metadata.resourceVersion && placement.type === 'wait') await visit(latest as Pod);
  };
  return access.watch(PODS, {}, (event) => {
    if (event.type !== 'DELETED') void visit(event.object as Pod).catch(options.onError);
  });
}

function withCondition(pod: Pod, { reason, message }: { reason: string; message: string }, nowMs: number): Pod | undefined {
  const conditions = pod.status?.conditions ?? [];
  const old = conditions.find(({ type }) => type === 'PodScheduled');
  const unchanged = old?.status === 'False';
  const next: PodCondition = {
    type: 'PodScheduled', status: 'False', reason, message,
    lastTransitionTime: unchanged ? (old.lastTransitionTime ?? timestamp(nowMs)) : timestamp(nowMs),
  };
  if (old !== undefined && isDeepStrictEqual(old, next)) return undefined;
  return { ...pod, status: { ...pod.status, phase: pod.status?.phase ?? 'Pending', conditions: [...conditions.filter(({ type }) => type !== 'PodScheduled'), next] } };
}
