import { isDeepStrictEqual } from 'node:util';
import type { ApiAccess, ObjectKey } from '../api-access.js';
import { NODES, PODS, record } from './api-reader.js';
import type { EventRecorder } from './event-recorder.js';
import { nodeMarks, placementFault, type NodeMarks } from './node-fit.js';
import { isOver, type Pod, type PodCondition } from './pod.js';
import { insufficient } from './pod-requests.js';
import { timestamp } from './pod-status.js';

/** What to do with a pod that may not have a node yet. */
export type Placement =
  | { readonly type: 'none' }
  | { readonly type: 'bind' }
  | { readonly type: 'wait'; readonly reason: 'SchedulingGated' | 'Unschedulable'; readonly message: string };

/** Pods that name another scheduler are left to it. */
const OWN_NAME = 'default-scheduler';

/** What is known of the one node: `running` are the pods that are bound to it and not over. */
export interface NodeRoom extends NodeMarks {
  /** Undefined when the node has not said what it has: then everything fits. */
  readonly allocatable?: Readonly<Record<string, string | number>> | undefined;
  readonly running: readonly Pod[];
}

/** Decides where a pod goes: to the one node, unless gates, its own wishes, the node's taints or a lack of room hold it. */
export function placePod(pod: Pod, node: NodeRoom): Placement {
  if (isBound(pod)) return { type: 'none' };
  if ((pod.spec.schedulerName ?? OWN_NAME) !== OWN_NAME) return { type: 'none' };
  if (pod.metadata.deletionTimestamp !== undefined || isOver(pod)) return { type: 'none' };
  if ((pod.spec.schedulingGates ?? []).length > 0) {
    return { type: 'wait', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' };
  }
  const faults = faultsOf(pod, node);
  if (faults.length === 0) return { type: 'bind' };
  return { type: 'wait', reason: 'Unschedulable', message: `0/1 nodes are available: ${faults.map((fault) => `1 ${fault}`).join(', ')}.` };
}

function faultsOf(pod: Pod, node: NodeRoom): string[] {
  const fault = placementFault(pod.spec, node);
  if (fault !== undefined) return [fault];
  if (node.allocatable === undefined) return [];
  return insufficient(pod, node.allocatable, node.running).map((name) => (name === 'pods' ? 'Too many pods' : `Insufficient ${name}`));
}

const isBound = ({ spec }: Pod): boolean => spec.nodeName !== undefined && spec.nodeName !== '';

function readRoom(access: ApiAccess, nodeName: string): NodeRoom {
  const node = access.get(NODES, { name: nodeName });
  const { allocatable } = record(node?.['status']) as { allocatable?: Record<string, string> };
  const running = (access.list(PODS) as readonly Pod[]).filter((pod) => pod.spec.nodeName === nodeName && !isOver(pod));
  return { ...nodeMarks(nodeName, node), allocatable, running };
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
  /** Pods that did not fit, by uid: looked at again when a pod or the node changes so that there may be room. */
  const waiting = new Map<string, ObjectKey>();
  const visit = async (pod: Pod): Promise<void> => {
    const { namespace, name, uid = '' } = pod.metadata;
    if (isBound(pod) || busy.has(uid)) return;
    const placement = placePod(pod, readRoom(access, nodeName));
    if (placement.type === 'wait' && placement.reason === 'Unschedulable') waiting.set(uid, { namespace, name });
    else waiting.delete(uid);
    if (placement.type === 'none') return;
    busy.add(uid);
    try {
      if (placement.type === 'bind') {
        const bound = await access.modify(PODS, { namespace, name }, (current) =>
          current.metadata.uid === uid && placePod(current as Pod, readRoom(access, nodeName)).type === 'bind' ? { ...current, spec: { ...(current as Pod).spec, nodeName } } : undefined);
        if (bound !== undefined) options.events.record(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${nodeName}`);
      } else {
        const held = await access.modify(PODS, { namespace, name }, (current) => withCondition(current as Pod, placement, options.clock()), 'status');
        if (held !== undefined && placement.reason === 'Unschedulable') options.events.record(pod, 'Warning', 'FailedScheduling', placement.message);
      }
    } finally {
      busy.delete(uid);
    }
    // Whatever changed meanwhile, the pod itself or the room that there was for it, is looked at now.
    const latest = access.get(PODS, { namespace, name }) as Pod | undefined;
    if (latest === undefined || isBound(latest)) return;
    if (placement.type === 'bind' || latest.metadata.resourceVersion !== pod.metadata.resourceVersion) await visit(latest);
  };
  const look = (pod: Pod): void => void visit(pod).catch(options.onError);
  const lookAgain = (): void => {
    for (const [uid, key] of waiting) {
      const pod = access.get(PODS, key) as Pod | undefined;
      if (pod?.metadata.uid === uid) look(pod);
      else waiting.delete(uid);
    }
  };
  const stops = [
    access.watch(PODS, {}, ({ type, object }) => {
      if (type === 'DELETED' || isOver(object as Pod)) lookAgain();
      else look(object as Pod);
    }),
    access.watch(NODES, {}, lookAgain),
  ];
  return () => stops.forEach((stop) => stop());
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
