import type { KubeObject } from '../../object.js';
import { at, listAt, textAt } from './column.js';
import { age } from './duration.js';

type Json = Record<string, unknown>;

/** What kubectl shows as the status of a pod: the phase, or what keeps a container from running. */
export function podStatus(pod: KubeObject): string {
  const initial = initStatus(pod);
  const shown = initial ?? containerStatus(pod) ?? textAt(pod, 'status.reason', textAt(pod, 'status.phase', 'Unknown'));
  if (pod.metadata.deletionTimestamp === undefined) return shown;
  if (at(pod, 'status.reason') === 'NodeLost') return 'Unknown';
  return ['Succeeded', 'Failed'].includes(textAt(pod, 'status.phase')) ? shown : 'Terminating';
}

/** `ready/all` containers, sidecars counted. */
export function podReady(pod: KubeObject): string {
  const sidecars = sidecarNames(pod);
  const statuses = [...listAt(pod, 'status.containerStatuses'), ...listAt(pod, 'status.initContainerStatuses').filter(({ name }) => sidecars.has(String(name)))];
  return `${statuses.filter(({ ready }) => ready === true).length}/${listAt(pod, 'spec.containers').length + sidecars.size}`;
}

/** Number of restarts, with the time since the last one. */
export function podRestarts(pod: KubeObject, now: number): string {
  const sidecars = sidecarNames(pod);
  const inits = listAt(pod, 'status.initContainerStatuses');
  const counted = isInitialized(pod) ? [...listAt(pod, 'status.containerStatuses'), ...inits.filter(({ name }) => sidecars.has(String(name)))] : inits;
  const restarts = counted.reduce((sum, { restartCount }) => sum + Number(restartCount ?? 0), 0);
  const last = counted.map((status) => textAt(status, 'lastState.terminated.finishedAt', '')).sort().at(-1);
  return restarts > 0 && last ? `${restarts} (${age(last, now)} ago)` : String(restarts);
}

function initStatus(pod: KubeObject): string | undefined {
  const statuses = listAt(pod, 'status.initContainerStatuses');
  const sidecars = sidecarNames(pod);
  for (const [index, status] of statuses.entries()) {
    const terminated = at(status, 'state.terminated') as Json | undefined;
    if (terminated && Number(terminated['exitCode']) === 0) continue;
    if (sidecars.has(String(status['name'])) && status['started'] === true) continue;
    if (terminated) return `Init:${endedAs(terminated)}`;
    const reason = at(status, 'state.waiting.reason');
    if (typeof reason === 'string' && reason !== 'PodInitializing') return `Init:${reason}`;
    return `Init:${index}/${listAt(pod, 'spec.initContainers').length}`;
  }
  return undefined;
}

function containerStatus(pod: KubeObject): string | undefined {
  const statuses = [...listAt(pod, 'status.containerStatuses')].reverse();
  let shown: string | undefined;
  for (const status of statuses) {
    const waiting = at(status, 'state.waiting.reason');
    const terminated = at(status, 'state.terminated') as Json | undefined;
    if (typeof waiting === 'string' && waiting !== '') shown = waiting;
    else if (terminated) shown = endedAs(terminated);
  }
  const running = statuses.some((status) => status['ready'] === true && at(status, 'state.running') !== undefined);
  if (shown !== 'Completed' || !running) return shown;
  return isConditionTrue(pod, 'Ready') ? 'Running' : 'NotReady';
}

function endedAs(terminated: Json): string {
  if (terminated['reason']) return String(terminated['reason']);
  return terminated['signal'] ? `Signal:${String(terminated['signal'])}` : `ExitCode:${String(terminated['exitCode'])}`;
}

const sidecarNames = (pod: KubeObject): Set<string> =>
  new Set(listAt(pod, 'spec.initContainers').filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => String(name)));

const isInitialized = (pod: KubeObject): boolean => listAt(pod, 'spec.initContainers').length === 0 || isConditionTrue(pod, 'Initialized');

const isConditionTrue = (object: KubeObject, type: string): boolean =>
  listAt(object, 'status.conditions').some((condition) => condition['type'] === type && condition['status'] === 'True');
