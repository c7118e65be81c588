import { describe, expect, it } from '@jest/globals';
import type { PodSpec, PodStatus } from './pod.js';
import { podStatus } from './pod-status.js';
import { NEW_CONTAINER, type ContainerRun, type ContainerState, type PodState } from './pod-state.js';
import { DEFAULT_BACKOFF } from './restart-backoff.js';

const NOW = Date.parse('2026-01-01T00:10:00Z');
const run = (more: Partial<ContainerRun> = {}): ContainerRun => ({ attempt: 0, failures: 0, phase: 'running', startedAtMs: NOW - 60_000, ...more });
const up: ContainerState = { current: run(), started: true, ready: true, stopping: false };
const over = (exitCode: number, more: Partial<ContainerRun> = {}): ContainerState => ({ ...NEW_CONTAINER, current: run({ phase: 'exited', exitCode, finishedAtMs: NOW - 1_000, ...more }) });

interface Given {
  readonly spec?: Partial<PodSpec>;
  readonly containers?: Readonly<Record<string, ContainerState>>;
  readonly old?: PodStatus;
  readonly state?: Partial<PodState>;
}

const status = ({ spec, containers = {}, old, state }: Given): PodStatus => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'n', uid: 'u' }, spec: { containers: [{ name: 'a', image: 'x' }], ...spec }, ...(old === undefined ? {} : { status: old }) };
  return podStatus({ pod, address: '127.9.0.5', hostAddress: '127.9.0.1', prepared: true, startTimeMs: NOW - 60_000, containers: new Map(Object.entries(containers)), ...state }, NOW, DEFAULT_BACKOFF);
};

/** "phase state ready, conditions that are not True with their reasons". */
const summary = (given: Given): string => {
  const { phase, containerStatuses = [], conditions = [] } = status(given);
  const states = containerStatuses.map(({ state, ready, started, restartCount }) => {
    const [kind, value] = Object.entries(state)[0] ?? [];
    return `${kind}${value && 'reason' in value ? `:${value.reason}` : ''}${ready ? ' ready' : ''}${started ? ' started' : ''} #${restartCount}`;
  });
  const untrue = conditions.filter(({ status: value }) => value !== 'True').map(({ type, reason }) => `${type}${reason === undefined ? '' : `:${reason}`}`);
  return `${phase} [${states.join(', ')}] not ${untrue.join(' ')}`;
};

const NOT_READY = 'ContainersReady:ContainersNotReady Ready:ContainersNotReady';

describe('podStatus', () => {
  it.each<[string, Given, string]>([
    ['a new pod', { state: { prepared: false } }, `Pending [waiting:ContainerCreating #0] not PodReadyToStartContainers ${NOT_READY}`],
    ['a container that is being started', { containers: { a: { ...NEW_CONTAINER, current: run({ phase: 'starting' }) } } }, `Pending [waiting:ContainerCreating #0] not ${NOT_READY}`],
    ['a running container', { containers: { a: up } }, 'Running [running ready started #0] not '],
    ['one that is up and not ready', { containers: { a: { ...up, ready: false } } }, `Running [running started #0] not ${NOT_READY}`],
    ['one that waits for its init container', { spec: { initContainers: [{ name: 'i' }] }, containers: { i: up } }, `Pending [waiting:PodInitializing #0] not Initialized:ContainersNotInitialized ${NOT_READY}`],
    ['a failed init container', { spec: { initContainers: [{ name: 'i' }], restartPolicy: 'Never' }, containers: { i: over(2) } }, 'Failed [waiting:PodInitializing #0] not PodReadyToStartContainers Initialized:ContainersNotInitialized ContainersReady:PodFailed Ready:PodFailed'],
    ['a Secret that is missing', { containers: { a: { ...NEW_CONTAINER, problem: { reason: 'CreateContainerConfigError', message: 'no', retryAtMs: 0 } } } }, `Pending [waiting:CreateContainerConfigError #0] not ${NOT_READY}`],
    ['an end without restart', { spec: { restartPolicy: 'Never' }, containers: { a: over(0) } }, 'Succeeded [terminated:Completed #0] not PodReadyToStartContainers ContainersReady:PodCompleted Ready:PodCompleted'],
    ['a failure without restart', { spec: { restartPolicy: 'Never' }, containers: { a: over(3) } }, 'Failed [terminated:Error #0] not PodReadyToStartContainers ContainersReady:PodFailed Ready:PodFailed'],
    ['a failure that is restarted at once', { containers: { a: over(3) } }, `Running [terminated:Error #0] not ${NOT_READY}`],
    ['a failure that is held back', { containers: { a: over(3, { attempt: 4, failures: 4 }) } }, `Running [waiting:CrashLoopBackOff #4] not ${NOT_READY}`],
    ['want of memory', { spec: { restartPolicy: 'Never' }, containers: { a: over(137, { reason: 'OOMKilled' }) } }, 'Failed [terminated:OOMKilled #0] not PodReadyToStartContainers ContainersReady:PodFailed Ready:PodFailed'],
    ['a final phase stays', { old: { phase: 'Succeeded' }, containers: { a: over(3) } }, 'Succeeded [terminated:Error #0] not PodReadyToStartContainers ContainersReady:PodCompleted Ready:PodCompleted'],
    ['a pod that was ended is Failed only when nothing runs', { containers: { a: up }, state: { end: { reason: 'DeadlineExceeded', message: 'm' } } }, 'Running [running ready started #0] not '],
    ['a pod that was ended and has', { containers: { a: over(0) }, state: { end: { reason: 'DeadlineExceeded', message: 'm' } } }, 'Failed [terminated:Completed #0] not PodReadyToStartContainers ContainersReady:PodFailed Ready:PodFailed'],
    ['a readiness gate that nobody has opened', { spec: { readinessGates: [{ conditionType: 'g' }] }, containers: { a: up } }, 'Running [running ready started #0] not Ready:ReadinessGatesNotReady'],
    ['a running sidecar of a pod that is done', { spec: { initContainers: [{ name: 's', restartPolicy: 'Always' }], restartPolicy: 'Never' }, containers: { s: up, a: over(0) } }, `Running [terminated:Completed #0] not ${NOT_READY}`],
  ])('%s', (_, given, expected) => {
    expect(summary(given)).toBe(expected);
  });

  it('shows the run before while the next one is held back', () => {
    const [found] = status({ containers: { a: over(3, { attempt: 4, failures: 4 }) } }).containerStatuses ?? [];
    expect(found?.lastState.terminated).toMatchObject({ exitCode: 3, containerID: 'sandbox://u/a/4', finishedAt: '2026-01-01T00:09:59Z' });
    expect(found?.state.waiting?.message).toBe('back-off 80s restarting failed container=a pod=p_n(u)');
  });

  it('keeps the conditions of others and the time of what has not changed', () => {
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }, { type: 'mine', status: 'True' }];
    const found = status({ containers: { a: up }, old: { conditions } }).conditions ?? [];
    expect(found.find(({ type }) => type === 'Ready')?.lastTransitionTime).toBe('2026-01-01T00:00:00Z');
    expect(found.find(({ type }) => type === 'ContainersReady')?.lastTransitionTime).toBe('2026-01-01T00:10:00Z');
    expect(found.at(-1)).toEqual({ type: 'mine', status: 'True' });
  });
});
