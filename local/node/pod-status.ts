import { isSidecar, type Container, type ContainerStateStatus, type ContainerStatus, type Pod, type PodCondition, type PodStatus, type Terminated } from './pod.js';
import { containerState, type ContainerRun, type ContainerState, type PodState } from './pod-state.js';
import { isComplete, isInitialized, isQuiet, willRestart } from './plan-pod.js';
import { restartDelayMs, type BackoffLimits } from './restart-backoff.js';

/** The status of a pod as the API shows it: a function of what is known about it. Conditions of others are kept. */
export function podStatus(state: PodState, nowMs: number, limits: BackoffLimits): PodStatus {
  const old = state.pod.status ?? {};
  const phase = podPhase(state, old.phase);
  const initialized = isInitialized(state);
  const status = (container: Container, isInit: boolean): ContainerStatus =>
    containerStatus(state, container, { isInit, initialized, nowMs, limits });
  const init = (state.pod.spec.initContainers ?? []).map((container) => status(container, true));
  const main = state.pod.spec.containers.map((container) => status(container, false));
  return {
    ...old,
    phase,
    ...(state.end === undefined ? {} : { reason: state.end.reason, message: state.end.message }),
    conditions: podConditions(state, { phase, initialized, statuses: [...init.filter((_, index) => isSidecarAt(state.pod, index)), ...main], nowMs }),
    hostIP: state.hostAddress,
    hostIPs: [{ ip: state.hostAddress }],
    ...(state.address === '' ? {} : { podIP: state.address, podIPs: [{ ip: state.address }] }),
    startTime: old.startTime ?? timestamp(state.startTimeMs),
    ...(init.length === 0 ? {} : { initContainerStatuses: init }),
    containerStatuses: main,
  };
}

function isSidecarAt(pod: Pod, index: number): boolean {
  const container = pod.spec.initContainers?.[index];
  return container !== undefined && isSidecar(container);
}

/** The phase; a final one never changes again. */
function podPhase(state: PodState, old: string | undefined): string {
  if (old === 'Succeeded' || old === 'Failed') return old;
  if (state.end !== undefined && isQuiet(state)) return 'Failed';
  if (isComplete(state) && isQuiet(state)) return hasSucceeded(state) ? 'Succeeded' : 'Failed';
  const begun = state.pod.spec.containers.some(({ name }) => {
    const { current } = containerState(state, name);
    return current !== undefined && (current.phase !== 'starting' || current.attempt > 0);
  });
  return begun ? 'Running' : 'Pending';
}

function hasSucceeded(state: PodState): boolean {
  return state.pod.spec.containers.every(({ name }) => containerState(state, name).current?.exitCode === 0);
}

interface ContainerView {
  readonly isInit: boolean;
  readonly initialized: boolean;
  readonly nowMs: number;
  readonly limits: BackoffLimits;
}

function containerStatus(state: PodState, container: Container, view: ContainerView): ContainerStatus {
  const { name, image = '' } = container;
  const found = containerState(state, name);
  const { current, previous } = found;
  const id = (run: ContainerRun): string => containerId(state.pod, name, run.attempt);
  const past = (run: ContainerRun | undefined): ContainerStateStatus => (run === undefined ? {} : { terminated: terminated(run, id(run)) });
  const backsOff = current !== undefined && isBackingOff(state, container, current, view);
  return {
    name,
    image,
    imageID: image,
    ...(current === undefined ? {} : { containerID: id(current) }),
    ...readiness(found, view.isInit && !isSidecar(container)),
    restartCount: current?.attempt ?? 0,
    state: backsOff ? { waiting: backOffReason(state.pod, container, current, view.limits) } : stateOf(state, { ...found, id }, view),
    lastState: past(backsOff ? current : previous),
  };
}

/** An init container that ends is ready when it has succeeded; every other one while it runs and its probes say so. */
function readiness({ current, ready, started }: ContainerState, endsItself: boolean): { ready: boolean; started: boolean } {
  const runs = current?.phase === 'running';
  if (endsItself) return { ready: current?.phase === 'exited' && current.exitCode === 0, started: runs };
  return { ready: runs && ready, started: runs && started };
}

function stateOf(state: PodState, found: ContainerState & { id(run: ContainerRun): string }, view: ContainerView): ContainerStateStatus {
  const { current, problem } = found;
  if (current?.phase === 'running') return { running: { startedAt: timestamp(current.startedAtMs) } };
  if (problem !== undefined) return { waiting: { reason: problem.reason, message: problem.message } };
  if (current?.phase === 'exited') return { terminated: terminated(current, found.id(current)) };
  const waitsForInit = (state.pod.spec.initContainers ?? []).length > 0 && !view.initialized;
  return { waiting: { reason: waitsForInit && (!view.isInit || state.prepared) ? 'PodInitializing' : 'ContainerCreating' } };
}

function isBackingOff(state: PodState, container: Container, run: ContainerRun, view: ContainerView): boolean {
  if (run.phase !== 'exited') return false;
  if (state.end !== undefined || state.pod.metadata.deletionTimestamp !== undefined) return false;
  if (isComplete(state) || !willRestart(state.pod, container, run)) return false;
  return (run.finishedAtMs ?? 0) + restartDelayMs(run, view.limits) > view.nowMs;
}

function backOffReason(pod: Pod, container: Container, run: ContainerRun, limits: BackoffLimits): { reason: string; message: string } {
  const { name, namespace = '', uid = '' } = pod.metadata;
  const seconds = restartDelayMs(run, limits) / 1000;
  return { reason: 'CrashLoopBackOff', message: `back-off ${seconds}s restarting failed container=${container.name} pod=${name}_${namespace}(${uid})` };
}

function terminated(run: ContainerRun, containerID: string): Terminated {
  return {
    exitCode: run.exitCode ?? 137,
    reason: run.reason ?? (run.exitCode === 0 ? 'Completed' : 'Error'),
    ...(run.message === undefined || run.message === '' ? {} : { message: run.message }),
    startedAt: timestamp(run.startedAtMs),
    finishedAt: timestamp(run.finishedAtMs ?? run.startedAtMs),
    containerID,
  };
}

/** Names one start of a container; another start has another name. */
export function containerId(pod: Pod, container: string, attempt: number): string {
  return `sandbox://${pod.metadata.uid ?? ''}/${container}/${attempt}`;
}

interface PodView {
  readonly phase: string;
  readonly initialized: boolean;
  readonly statuses: readonly ContainerStatus[];
  readonly nowMs: number;
}

type NewCondition = Pick<PodCondition, 'type' | 'status' | 'reason' | 'message'>;

function podConditions(state: PodState, view: PodView): readonly PodCondition[] {
  const own: NewCondition[] = [
    { type: 'PodScheduled', status: 'True' },
    { type: 'PodReadyToStartContainers', status: state.prepared && !isFinal(view.phase) ? 'True' : 'False' },
    initializedCondition(state, view),
    ...readyConditions(state, view),
    ...(state.end?.reason === 'Evicted' ? [{ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet', message: state.end.message }] : []),
  ];
  const old = state.pod.status?.conditions ?? [];
  const kept = old.filter((condition) => !own.some(({ type }) => type === condition.type));
  return [...own.map((condition) => withTransition(condition, old.find(({ type }) => type === condition.type), view.nowMs)), ...kept];
}

function initializedCondition(state: PodState, view: PodView): NewCondition {
  if (view.initialized) return { type: 'Initialized', status: 'True', ...(view.phase === 'Succeeded' ? { reason: 'PodCompleted' } : {}) };
  const names = (state.pod.spec.initContainers ?? []).filter(({ name }) => containerState(state, name).current?.exitCode !== 0).map(({ name }) => name);
  return { type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized', message: `containers with incomplete status: [${names.join(' ')}]` };
}

function readyConditions(state: PodState, view: PodView): NewCondition[] {
  if (isFinal(view.phase)) {
    const reason = view.phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed';
    return ['ContainersReady', 'Ready'].map((type) => ({ type, status: 'False', reason }));
  }
  const unready = view.statuses.filter(({ ready }) => !ready).map(({ name }) => name);
  if (unready.length > 0) {
    const why = { status: 'False', reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` };
    return [{ type: 'ContainersReady', ...why }, { type: 'Ready', ...why }];
  }
  const containersReady = { type: 'ContainersReady', status: 'True' };
  const isTrue = (type: string): boolean => state.pod.status?.conditions?.some((found) => found.type === type && found.status === 'True') ?? false;
  const closed = (state.pod.spec.readinessGates ?? []).filter(({ conditionType }) => !isTrue(conditionType));
  if (closed.length === 0) return [containersReady, { type: 'Ready', status: 'True' }];
  const message = closed.map(({ conditionType }) => `the status of pod readiness gate "${conditionType}" is not "True", but False`).join(', ');
  return [containersReady, { type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady', message }];
}

function isFinal(phase: string): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function withTransition(condition: NewCondition, old: PodCondition | undefined, nowMs: number): PodCondition {
  const unchanged = old !== undefined && old.status === condition.status;
  return { ...condition, lastTransitionTime: unchanged ? (old.lastTransitionTime ?? timestamp(nowMs)) : timestamp(nowMs) };
}

/** A time as the API writes it: whole seconds, UTC. */
export function timestamp(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
