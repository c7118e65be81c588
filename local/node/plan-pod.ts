import { allContainers, isOver, isSidecar, type Container, type Pod } from './pod.js';
import { containerState, isAlive, type ContainerRun, type PodEnd, type PodState } from './pod-state.js';
import { failuresAfter, restartDelayMs, type BackoffLimits } from './restart-backoff.js';

/** One thing to do for a pod. Every action may be done again without harm. */
export type PodAction =
  | { readonly type: 'prepare' }
  | { readonly type: 'start'; readonly container: string; readonly attempt: number; readonly failures: number }
  | { readonly type: 'stop'; readonly container: string; readonly graceMs: number }
  | { readonly type: 'end'; readonly end: PodEnd }
  | { readonly type: 'remove' };

/** What to do now, and when to look again. */
export interface PodPlan {
  readonly actions: readonly PodAction[];
  /** When to plan again although nothing happened, in milliseconds since the epoch. */
  readonly wakeAtMs?: number;
}

const DEFAULT_GRACE_SECONDS = 30;

/**
 * Decides what to do next for a pod: a function of its state and the time alone.
 *
 *   accepted → prepared → init containers one by one (sidecars stay) → containers → ended
 *   a deletion, a passed deadline or a failed init container at any point → every process ends → removed or Failed
 */
export function planPod(state: PodState, nowMs: number, limits: BackoffLimits): PodPlan {
  if (state.pod.metadata.deletionTimestamp !== undefined) return planDeletion(state, nowMs);
  if (state.end !== undefined || isOver(state.pod)) return { actions: stopAll(state, state.end?.graceMs ?? graceOfMs(state.pod)) };
  const deadlineMs = isComplete(state) ? undefined : deadlineOf(state);
  if (deadlineMs !== undefined && nowMs >= deadlineMs) {
    const end = { reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' };
    return { actions: [{ type: 'end', end }] };
  }
  const plan = planRunning(state, nowMs, limits);
  return earliest(plan, deadlineMs);
}

function planRunning(state: PodState, nowMs: number, limits: BackoffLimits): PodPlan {
  const interrupted = interruptedEnd(state);
  if (interrupted !== undefined) return { actions: [{ type: 'end', end: interrupted }] };
  if (isComplete(state)) return { actions: stopAll(state, graceOfMs(state.pod)) };
  if (!state.prepared) return isTooEarly(state, nowMs) ?? { actions: [{ type: 'prepare' }] };
  const plans: PodPlan[] = [];
  for (const container of state.pod.spec.initContainers ?? []) {
    plans.push(planContainer(state, container, nowMs, limits));
    if (!letsOthersStart(state, container)) return join(plans);
  }
  for (const container of state.pod.spec.containers) plans.push(planContainer(state, container, nowMs, limits));
  return join(plans);
}

function planContainer(state: PodState, container: Container, nowMs: number, limits: BackoffLimits): PodPlan {
  const { current, stopping, problem } = containerState(state, container.name);
  const tooEarly = isTooEarly({ problem }, nowMs);
  if (tooEarly !== undefined) return tooEarly;
  if (current === undefined) return { actions: [{ type: 'start', container: container.name, attempt: 0, failures: 0 }] };
  if (current.phase !== 'exited' || stopping || !willRestart(state.pod, container, current)) return { actions: [] };
  const atMs = (current.finishedAtMs ?? nowMs) + restartDelayMs(current, limits);
  if (nowMs < atMs) return { actions: [], wakeAtMs: atMs };
  const failures = failuresAfter(current, limits);
  return { actions: [{ type: 'start', container: container.name, attempt: current.attempt + 1, failures }] };
}

/** Something was missing when it was last tried: the next try has its time. */
function isTooEarly({ problem }: { problem?: { readonly retryAtMs: number } | undefined }, nowMs: number): PodPlan | undefined {
  return problem !== undefined && nowMs < problem.retryAtMs ? { actions: [], wakeAtMs: problem.retryAtMs } : undefined;
}

/** Whether a container that ended is started again, by the pod's restart policy. */
export function willRestart(pod: Pod, container: Container, run: ContainerRun): boolean {
  const isInit = (pod.spec.initContainers ?? []).includes(container);
  if (isInit && isSidecar(container)) return true;
  const policy = pod.spec.restartPolicy ?? 'Always';
  if (isInit || policy === 'OnFailure') return policy !== 'Never' && (run.exitCode !== 0 || run.endedWithNode === true);
  return policy === 'Always';
}

/** Whether a run that has ended just now is followed by another only after a pause. */
export function isHeldBack(pod: Pod, container: Container, run: ContainerRun, limits: BackoffLimits): boolean {
  return pod.metadata.deletionTimestamp === undefined && willRestart(pod, container, run) && restartDelayMs(run, limits) > 0;
}

/** An init container lets the next one start when it succeeded, a sidecar when it is up. */
function letsOthersStart(state: PodState, container: Container): boolean {
  const { current, started } = containerState(state, container.name);
  if (isSidecar(container)) return (current?.phase === 'running' && started) || (current?.attempt ?? 0) > 0;
  return current?.phase === 'exited' && current.exitCode === 0 && current.endedWithNode !== true;
}

/** Whether all init containers that end have succeeded and all sidecars have come up. */
export function isInitialized(state: PodState): boolean {
  return (state.pod.spec.initContainers ?? []).every((container) => letsOthersStart(state, container));
}

function hasFailedInit(state: PodState): boolean {
  return (state.pod.spec.initContainers ?? []).some((container) => {
    const { current } = containerState(state, container.name);
    return !isSidecar(container) && current?.phase === 'exited' && current.exitCode !== 0 && !willRestart(state.pod, container, current);
  });
}

/** Whether nothing but sidecars could still run: every container has ended for good, or an init container failed for good. */
export function isComplete(state: PodState): boolean {
  if (hasFailedInit(state)) return true;
  return state.pod.spec.containers.every((container) => {
    const { current } = containerState(state, container.name);
    return current?.phase === 'exited' && !willRestart(state.pod, container, current);
  });
}

/** Whether no process of the pod is left. */
export function isQuiet(state: PodState): boolean {
  return allContainers(state.pod).every((container) => !isAlive(containerState(state, container.name)));
}

/** A container that may not run twice was ended together with the node: the pod cannot reach its end any more. */
function interruptedEnd(state: PodState): PodEnd | undefined {
  const lost = allContainers(state.pod).some((container) => {
    const { current } = containerState(state, container.name);
    return current?.phase === 'exited' && current.endedWithNode === true && !willRestart(state.pod, container, current);
  });
  return lost ? { reason: 'Terminated', message: 'Pod was terminated because its node was stopped' } : undefined;
}

function planDeletion(state: PodState, nowMs: number): PodPlan {
  if (isQuiet(state)) return { actions: [{ type: 'remove' }] };
  const deadlineMs = Date.parse(state.pod.metadata.deletionTimestamp ?? '');
  const graceMs = Number.isNaN(deadlineMs) ? graceOfMs(state.pod) : Math.max(deadlineMs - nowMs, 0);
  return { actions: stopAll(state, graceMs) };
}

/** Containers stop together; sidecars stop when the others are gone, the last one first. */
function stopAll(state: PodState, graceMs: number): PodAction[] {
  const stop = (container: Container): PodAction[] => {
    const found = containerState(state, container.name);
    return isAlive(found) && !found.stopping ? [{ type: 'stop', container: container.name, graceMs }] : [];
  };
  const init = state.pod.spec.initContainers ?? [];
  const ending = [...init.filter((container) => !isSidecar(container)), ...state.pod.spec.containers];
  if (ending.some((container) => isAlive(containerState(state, container.name)))) return ending.flatMap(stop);
  const sidecar = init.filter((container) => isSidecar(container) && isAlive(containerState(state, container.name))).at(-1);
  return sidecar === undefined ? [] : stop(sidecar);
}

function graceOfMs(pod: Pod): number {
  return (pod.metadata.deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS) * 1000;
}

function deadlineOf(state: PodState): number | undefined {
  const seconds = state.pod.spec.activeDeadlineSeconds;
  return seconds === undefined ? undefined : state.startTimeMs + seconds * 1000;
}

function join(plans: readonly PodPlan[]): PodPlan {
  const actions = plans.flatMap((plan) => plan.actions);
  return plans.reduce((joined, plan) => earliest(joined, plan.wakeAtMs), { actions } as PodPlan);
}

function earliest(plan: PodPlan, atMs: number | undefined): PodPlan {
  if (atMs === undefined) return plan;
  return { ...plan, wakeAtMs: Math.min(plan.wakeAtMs ?? atMs, atMs) };
}
