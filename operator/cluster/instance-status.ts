import { podName } from '../../schema/naming/names.js';
import type { InstanceRole, InstanceStatus } from '../../schema/resource/postgres-cluster.js';
import type { ClusterReason } from '../../schema/resource/cluster-conditions.js';
import type { ContainerStatus, Pod } from '../../kube/core-kinds.js';
import { usageStatus } from '../storage/usage-status.js';
import { containerRuns, databaseContainer, instanceReady, lagBytes, primaryOf, stuckBytes } from './instance-health.js';
import type { ClusterWorld, ObservedInstance } from './world.js';

/** What keeps an instance from being ready. */
export interface Trouble {
  readonly reason: ClusterReason;
  /** In a few words, to stand after the instance's name. */
  readonly text: string;
  /** Whether it will not pass by itself in a moment. */
  readonly serious: boolean;
}

const IMAGE_REASONS = new Set(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull']);

/** What the pod of an instance waits for; undefined when its container runs. */
export const podTrouble = (pod: Pod | undefined, container = databaseContainer(pod)): Trouble | undefined => {
  if (pod === undefined) return { reason: 'Creating', text: 'its pod is being made', serious: false };
  const scheduled = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') {
    return { reason: 'Unschedulable', text: `no node takes its pod: ${lastLine(scheduled.message || scheduled.reason)} (free or add a node, or change spec.resources or spec.scheduling)`, serious: true };
  }
  if (pod.metadata.deletionTimestamp !== undefined) return { reason: 'InstanceNotReady', text: 'its pod is stopping', serious: false };
  return waitingTrouble(container)
    ?? (container?.state?.running !== undefined ? undefined : { reason: 'Creating', text: 'its container is starting', serious: false });
};

/** A claim whose volume is gone stays so: the data on it are not coming back. */
const volumeTrouble = ({ name, claim, walClaim }: ObservedInstance): Trouble | undefined => {
  const lost = [claim, walClaim].find((one) => one?.status?.phase === 'Lost');
  return lost && {
    reason: 'VolumeLost', serious: true,
    text: `its volume is lost (bring the volume of ${lost.metadata.name} back, or, when another instance has the data, remove this one with pgo scaledown --target ${name} and scale up again)`,
  };
};

/** What a container waits for that does not come by itself. */
const waitingTrouble = (container: ContainerStatus | undefined): Trouble | undefined => {
  const { reason = '', message = '' } = container?.state?.waiting ?? {};
  if (reason === 'CrashLoopBackOff') {
    return { reason: 'CrashLoop', text: `its container ends again and again${lastEnd(container)}; see its log`, serious: true };
  }
  if (IMAGE_REASONS.has(reason)) return { reason: 'ImageUnavailable', text: `its image cannot be had: ${lastLine(message || reason)} (name another in the image catalogue, or a secret in spec.scheduling.imagePullSecrets)`, serious: true };
  return message === '' ? undefined : { reason: 'ContainerWaiting', text: `its container waits: ${lastLine(message)}`, serious: true };
};

const lastEnd = (container: ContainerStatus | undefined): string => {
  const ended = container?.lastState?.terminated;
  if (ended === undefined) return '';
  return ` (exit code ${ended.exitCode}${ended.message === undefined ? '' : `: ${lastLine(ended.message)}`})`;
};

/** Longest piece of a foreign message that is repeated. */
const LINE_LENGTH_MAX = 200;
const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').slice(0, LINE_LENGTH_MAX);

const PATRONI_STATES: Readonly<Record<string, string>> = {
  'initializing new cluster': 'it is making the first database',
  'creating replica': 'it is copying the data of the primary',
  'running custom bootstrap script': 'it is making the first database',
  starting: 'PostgreSQL is starting',
  stopped: 'PostgreSQL is stopped',
  'start failed': 'PostgreSQL does not start; see its log',
  crashed: 'PostgreSQL crashed and is started again',
};

/** What is said of a replica that has WAL and does not replay it; undefined of others. */
const stuckText = (world: ClusterWorld, instance: ObservedInstance): string | undefined => {
  const bytes = stuckBytes(world, instance);
  return bytes === undefined ? undefined : `it has ${bytes} bytes of WAL that it does not replay`;
};

/** What keeps an instance from being ready; undefined when nothing does. */
export const instanceTrouble = (world: ClusterWorld, instance: ObservedInstance): Trouble | undefined => {
  if (instanceReady(world, instance)) return undefined;
  const trouble = volumeTrouble(instance) ?? podTrouble(instance.pod);
  if (trouble !== undefined) return trouble;
  const { member } = instance;
  const reason: ClusterReason = world.patroni.initialized ? 'InstanceNotReady' : 'Bootstrapping';
  if (member === undefined) return { reason, text: 'Patroni is starting', serious: false };
  if (!world.patroni.initialized && member.state === 'stopped') return { reason, text: 'it waits for the first instance', serious: false };
  const text = PATRONI_STATES[member.state] ?? (member.state === 'running' ? stuckText(world, instance) ?? runningText(instance) : `Patroni says: ${member.state}`);
  return { reason, text, serious: member.state === 'start failed' };
};

const runningText = ({ streams, member }: ObservedInstance): string =>
  (member?.role === 'replica' && streams !== true ? 'it does not stream from the primary yet' : 'it is not ready yet');

const roleOf = (world: ClusterWorld, instance: ObservedInstance): InstanceRole => {
  if (primaryOf(world) === instance) return instance.member?.role === 'standby_leader' ? 'STANDBY_LEADER' : 'PRIMARY';
  if (instance.member?.role !== 'replica' || !containerRuns(instance.pod)) return 'UNKNOWN';
  return world.patroni.inStep.includes(podName(instance.name)) ? 'SYNC_REPLICA' : 'REPLICA';
};

const pendingOf = ({ settings, member }: ObservedInstance): Pick<InstanceStatus, 'pendingRestart' | 'pendingParameters'> => {
  if (settings === undefined) return { pendingRestart: member?.pendingRestart === true };
  return settings.pending.length === 0 ? { pendingRestart: false } : { pendingRestart: true, pendingParameters: [...settings.pending] };
};

/** What is shown of one instance. */
export const instanceStatus = (world: ClusterWorld, instance: ObservedInstance): InstanceStatus => {
  const { pod, member, facts } = instance;
  const alive = containerRuns(pod);
  return {
    name: instance.name,
    role: roleOf(world, instance),
    ready: instanceReady(world, instance),
    state: alive && member !== undefined ? member.state : instanceTrouble(world, instance)?.text ?? 'starting',
    ...pendingOf(instance),
    ...known({
      pod: pod?.metadata.name,
      node: pod?.spec?.nodeName,
      timeline: member?.timeline,
      lagBytes: alive && primaryOf(world) !== instance ? lagBytes(world, instance) : undefined,
      ...usageStatus(instance),
      serverVersion: facts?.serverVersion,
      startedAt: startedAt(instance),
    }),
  };
};

const startedAt = ({ pod, facts }: ObservedInstance): string | undefined =>
  facts?.startedAt ?? databaseContainer(pod)?.state?.running?.startedAt;

/** Leaves out what is not known. */
const known = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
