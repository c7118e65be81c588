import { CONFIG_MAP, POD } from '../../kube/core-kinds.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { podName } from '../../schema/naming/names.js';
import { instanceReady, primaryOf } from '../cluster/instance-health.js';
import { NO_KNOWLEDGE, observeCluster } from '../cluster/observe.js';
import { patroniOf } from '../cluster/patroni-of.js';
import type { ClusterWorld } from '../cluster/world.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import type { StepNow } from '../operation/operation-steps.js';
import { nextRestart, type Restartable, type RestartMove } from '../instance/next-restart.js';
import type { MaintenanceTools } from './maintenance-tools.js';
import { restartInstance } from '../instance/restart-instance.js';

/** How long a restart may take in all, in milliseconds. */
export const RESTART_TIMEOUT_MS = 20 * 60_000;
const LOOK_AGAIN_MS = 500;
const HAND_OVER = 'Move the primary';

const stepName = (instance: string): string => `Restart ${instance}`;

const isStepDone = ({ status }: PostgresOperation, step: string): boolean =>
  status?.steps?.some(({ name, state }) => name === step && state === 'SUCCEEDED') === true;

interface Request {
  readonly names: readonly string[];
  readonly isRolling: boolean;
  readonly askedAtMs: number;
  /** Subject at the desk of what is done to one instance. */
  readonly subject: (step: string) => string;
}

const requestOf = ({ operation: { spec, metadata } }: OperationVisit, world: ClusterWorld): Request => {
  const there = world.instances.filter(({ statefulSet }) => statefulSet !== undefined).map(({ name }) => name);
  const listed = spec.input?.['instances'];
  const names = Array.isArray(listed) && listed.length > 0 ? there.filter((name) => listed.includes(name)) : Array.isArray(listed) ? [] : there;
  return { names, isRolling: spec.input?.['rolling'] === true, askedAtMs: Date.parse(metadata.creationTimestamp ?? ''), subject: (step) => `${metadata.uid}/${step}` };
};

const restartables = ({ desk }: MaintenanceTools, { operation }: OperationVisit, world: ClusterWorld, { names, subject }: Request): Restartable[] =>
  world.instances.filter(({ statefulSet }) => statefulSet !== undefined).map((instance) => ({
    name: instance.name,
    isPrimary: instance === primaryOf(world),
    isReady: instanceReady(world, instance),
    isDue: names.includes(instance.name) && !isStepDone(operation, stepName(instance.name)) && desk.finding(subject(instance.name))?.state !== 'done',
  }));

/** The order of the steps stays as it first was: roles change on the way. */
const stepNames = ({ operation }: OperationVisit, world: ClusterWorld, { names, isRolling }: Request): string[] => {
  const before = operation.status?.steps?.map(({ name }) => name) ?? [];
  if (before.some((name) => name.startsWith('Restart '))) return before;
  const primary = primaryOf(world)?.name;
  const replicas = names.filter((name) => name !== primary).map(stepName);
  if (primary === undefined || !names.includes(primary)) return replicas;
  return [...replicas, ...(isRolling && world.instances.length > 1 ? [HAND_OVER] : []), stepName(primary)];
};

const steps = (names: readonly string[], all: readonly Restartable[], move: RestartMove, trouble: string | undefined): StepNow[] => names.map((name): StepNow => {
  const instance = all.find((candidate) => stepName(candidate.name) === name);
  const isCurrent = name === HAND_OVER ? move.act === 'handOver' : move.act === 'restart' && move.name === instance?.name;
  const isDone = name === HAND_OVER ? all.every(({ isDue, isPrimary }) => !(isDue && isPrimary)) : instance?.isDue !== true;
  if (isDone) return { name, done: true, message: name === HAND_OVER ? 'A restarted instance is the primary.' : 'PostgreSQL is back.' };
  const message = isCurrent ? trouble ?? (name === HAND_OVER ? 'The primary hands over.' : 'PostgreSQL restarts.') : move.act === 'wait' ? move.message : '';
  return { name, done: false, waiting: !isCurrent, message };
});

const act = (tools: MaintenanceTools, world: ClusterWorld, request: Request, move: RestartMove): string | undefined => {
  if (move.act !== 'restart' && move.act !== 'handOver') return undefined;
  const name = move.act === 'restart' ? move.name : move.from;
  const instance = world.instances.find((candidate) => candidate.name === name);
  const patroni = instance && patroniOf(world, instance);
  const subject = request.subject(move.act === 'restart' ? name : HAND_OVER);
  const work = move.act === 'restart' ? () => restartInstance(patroni, request.askedAtMs) : async (): Promise<true> => {
    await patroni?.switchover(podName(name));
    return true;
  };
  tools.desk.request(subject, `${name} ${instance?.member?.timeline}`, work, () => {});
  const error = tools.desk.finding(subject)?.error;
  return error === undefined ? undefined : `Tries again: ${error}.`;
};

const visitRestart = (tools: MaintenanceTools, visit: OperationVisit): OperationOutcome => {
  const { operation, cache, clock } = visit;
  const world = observeCluster(cache, { namespace: operation.metadata.namespace ?? '', name: operation.spec.cluster ?? '' }, tools.versions, NO_KNOWLEDGE);
  if (world === undefined) return { steps: [], error: { code: 'CLUSTER_DELETED', message: 'The cluster is gone.', suggestion: 'Create it again if it is still wanted.' } };
  const request = requestOf(visit, world);
  const names = stepNames(visit, world, request);
  if (world.spec.stopped === true) {
    return { steps: [], error: { code: 'CLUSTER_STOPPED', message: 'The cluster is stopped.', suggestion: 'Start it with `startCluster` (pgo start).' } };
  }
  const before = restartables(tools, visit, world, request);
  const move = nextRestart(before, request);
  const trouble = act(tools, world, request, move);
  const now = steps(names, restartables(tools, visit, world, request), move, trouble);
  if (move.act === 'done') return { steps: now.map((step) => ({ ...step, done: true })) };
  if (clock.now() - request.askedAtMs > RESTART_TIMEOUT_MS) {
    return { steps: now, error: { code: 'TIMED_OUT', message: trouble ?? 'The instances are not all back.', suggestion: 'Look at the log of the instance (pgo logs), mend what it says, and restart again.' } };
  }
  return { steps: now, againMs: LOOK_AGAIN_MS };
};

/** Restarts instances: what `restartCluster` leaves. */
export const restartHandler = (tools: MaintenanceTools): OperationHandler => ({
  watches: [POD, CONFIG_MAP], exclusive: true, visit: (visit) => Promise.resolve(visitRestart(tools, visit)),
});
