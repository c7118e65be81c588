import { describe, expect, it } from '@jest/globals';
import type { PodSpec } from './pod.js';
import { planPod } from './plan-pod.js';
import { NEW_CONTAINER, type ContainerRun, type ContainerState, type PodState } from './pod-state.js';
import { DEFAULT_BACKOFF } from './restart-backoff.js';

const NOW = Date.parse('2026-01-01T00:10:00Z');
const START = NOW - 60_000;

const run = (more: Partial<ContainerRun> = {}): ContainerRun => ({ attempt: 0, failures: 0, phase: 'running', startedAtMs: START, ...more });
const up: ContainerState = { current: run(), started: true, ready: true, stopping: false };
const over = (exitCode: number, more: Partial<ContainerRun> = {}): ContainerState => ({ ...NEW_CONTAINER, current: run({ phase: 'exited', exitCode, finishedAtMs: NOW - 1_000, ...more }) });
const A = { name: 'a' };
const B = { name: 'b' };
const INIT = { name: 'i' };
const SIDECAR = { name: 's', restartPolicy: 'Always' };

interface Given {
  readonly spec?: Partial<PodSpec>;
  readonly containers?: Readonly<Record<string, ContainerState>>;
  readonly deletedInMs?: number;
  readonly state?: Partial<PodState>;
}

const plan = ({ spec, containers = {}, deletedInMs, state }: Given): { actions: string[]; wakeInMs: number | undefined } => {
  const deletion = deletedInMs === undefined ? {} : { deletionTimestamp: new Date(NOW + deletedInMs).toISOString(), deletionGracePeriodSeconds: 30 };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', ...deletion }, spec: { containers: [A], ...spec } };
  const { actions, wakeAtMs } = planPod({ pod, address: '127.9.0.1', hostAddress: '127.9.0.1', prepared: true, startTimeMs: START, containers: new Map(Object.entries(containers)), ...state }, NOW, DEFAULT_BACKOFF);
  const text = actions.map((action) =>
    action.type === 'start' ? `start ${action.container} #${action.attempt} after ${action.failures}` : action.type === 'stop' ? `stop ${action.container} in ${action.graceMs}` : action.type === 'end' ? `end ${action.end.reason}` : action.type);
  return { actions: text, wakeInMs: wakeAtMs === undefined ? undefined : wakeAtMs - NOW };
};

const CASES: readonly (readonly [string, Given, string[], number?])[] = [
  ['a new pod is prepared first', { state: { prepared: false } }, ['prepare']],
  ['a pod that could not be prepared waits for its time', { state: { prepared: false, problem: { message: 'no volume', retryAtMs: NOW + 500 } } }, [], 500],
  ['a prepared pod starts all its containers', { spec: { containers: [A, B] } }, ['start a #0 after 0', 'start b #0 after 0']],
  ['an init container goes first', { spec: { initContainers: [INIT] } }, ['start i #0 after 0']],
  ['nothing starts beside an init container', { spec: { initContainers: [INIT] }, containers: { i: up } }, []],
  ['containers follow an init container that succeeded', { spec: { initContainers: [INIT] }, containers: { i: over(0) } }, ['start a #0 after 0']],
  ['a failed init container is tried again', { spec: { initContainers: [INIT] }, containers: { i: over(1) } }, ['start i #1 after 1']],
  ['a failed init container of a pod that never restarts ends it', { spec: { initContainers: [INIT], restartPolicy: 'Never' }, containers: { i: over(1) } }, []],
  ['a sidecar must be up before others start', { spec: { initContainers: [SIDECAR] }, containers: { s: { ...up, started: false } } }, []],
  ['others start beside a sidecar that is up', { spec: { initContainers: [SIDECAR] }, containers: { s: up } }, ['start a #0 after 0']],
  ['a sidecar that ended is started again whatever the policy', { spec: { initContainers: [SIDECAR], restartPolicy: 'Never' }, containers: { s: over(0), a: up } }, ['start s #1 after 1']],
  ['a sidecar stops when the others are done', { spec: { initContainers: [SIDECAR], restartPolicy: 'Never' }, containers: { s: up, a: over(0) } }, ['stop s in 30000']],
  ['a running pod needs nothing', { containers: { a: up } }, []],
  ['the first restart is at once', { containers: { a: over(1) } }, ['start a #1 after 1']],
  ['the second restart waits ten seconds after the end', { containers: { a: over(1, { attempt: 1, failures: 1 }) } }, [], 9_000],
  ['after ten minutes of running the count begins anew', { containers: { a: over(1, { attempt: 7, failures: 6, startedAtMs: NOW - 700_000 }) } }, ['start a #8 after 0']],
  ['success is not repeated with OnFailure', { spec: { restartPolicy: 'OnFailure' }, containers: { a: over(0) } }, []],
  ['failure is repeated with OnFailure', { spec: { restartPolicy: 'OnFailure' }, containers: { a: over(2) } }, ['start a #1 after 1']],
  ['failure is final with Never', { spec: { restartPolicy: 'Never' }, containers: { a: over(2) } }, []],
  ['a container that was ended with the node goes on without back-off', { containers: { a: over(143, { failures: 5, endedWithNode: true }) } }, ['start a #1 after 5']],
  ['a container that may not run twice and was ended with the node ends its pod', { spec: { restartPolicy: 'Never' }, containers: { a: over(0, { endedWithNode: true }) } }, ['end Terminated']],
  ['a container that cannot start waits for its time', { containers: { a: { ...NEW_CONTAINER, problem: { reason: 'x', message: 'y', retryAtMs: NOW + 700 } } } }, [], 700],
  ['a deadline is kept in mind', { spec: { activeDeadlineSeconds: 90 }, containers: { a: up } }, [], 30_000],
  ['a passed deadline ends the pod', { spec: { activeDeadlineSeconds: 60 }, containers: { a: up } }, ['end DeadlineExceeded']],
  ['a passed deadline does not end a pod that is done', { spec: { activeDeadlineSeconds: 60, restartPolicy: 'Never' }, containers: { a: over(0) } }, []],
  ['an ended pod stops its containers', { containers: { a: up }, state: { end: { reason: 'DeadlineExceeded', message: '' } } }, ['stop a in 30000']],
  ['a deleted pod stops its containers within what is left', { containers: { a: up }, deletedInMs: 4_000 }, ['stop a in 4000']],
  ['a container is told to stop once', { containers: { a: { ...up, stopping: true } }, deletedInMs: 4_000 }, []],
  ['a deleted pod starts nothing', { spec: { containers: [A, B] }, containers: { a: up }, deletedInMs: 4_000 }, ['stop a in 4000']],
  ['sidecars stop last', { spec: { initContainers: [SIDECAR] }, containers: { a: up, s: up }, deletedInMs: 4_000 }, ['stop a in 4000']],
  ['a deleted pod without processes is removed', { containers: { a: over(0) }, deletedInMs: 4_000 }, ['remove']],
];

describe('planPod', () => {
  it.each(CASES.map(([name, given, actions, wakeInMs]) => ({ name, given, expected: { actions, wakeInMs } })))('$name', ({ given, expected }) => {
    expect(plan(given)).toEqual(expected);
  });

  it('comes to rest from any state: what it starts or stops is never asked for twice', () => {
    const states: readonly Readonly<Record<string, ContainerState>>[] = [{}, { a: up }, { a: over(1) }];
    for (const containers of states) {
      const first = plan({ containers }).actions;
      const started = first.some((action) => action.startsWith('start'));
      expect(plan({ containers: started ? { a: { ...up, current: run({ phase: 'starting' }) } } : containers }).actions).toEqual([]);
    }
  });
});
