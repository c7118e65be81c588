import { podName } from '../../schema/naming/names.js';
import type { ContainerStatus, Pod } from '../../kube/core-kinds.js';
import { containerRuns } from '../cluster/instance-health.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import { leaderLock, type LeaderLock } from './leader-lock.js';

/** A holder of the lock whose containers have ended, which Kubernetes itself says. */
export interface DeadLeader {
  readonly lock: LeaderLock;
  readonly instance: ObservedInstance;
  /** When the last of its containers ended, in milliseconds since the epoch. */
  readonly endedAtMs: number;
}

/** Kubernetes tells when a container ended in whole seconds. */
const CLOCK_STEP_MS = 1_000;

/** When every container of a pod has ended; undefined while one may run. */
export const podEndedAtMs = (pod: Pod | undefined): number | undefined => {
  const wanted = (pod?.spec?.['containers'] as readonly { readonly name: string }[] | undefined) ?? [];
  const statuses = [...(pod?.status?.containerStatuses ?? []), ...(pod?.status?.initContainerStatuses ?? [])];
  const told = wanted.every(({ name }) => statuses.some((status) => status.name === name));
  const ends = statuses.map(containerEndedAtMs);
  if (wanted.length === 0 || !told || ends.some((end) => end === undefined)) return undefined;
  return Math.max(...ends.map((end) => end ?? Infinity));
};

/** A container that waits to be started again has ended too; one that was never started has not. */
const containerEndedAtMs = ({ state, lastState }: ContainerStatus): number | undefined => {
  if (state?.running !== undefined) return undefined;
  const end = Date.parse((state?.terminated ?? lastState?.terminated)?.finishedAt ?? '');
  return Number.isNaN(end) ? undefined : end;
};

/**
 * The holder of the lock when it cannot run any more: each of its containers has ended, and after the lock was renewed
 * last, by the same machine's clock. A pod that is merely gone proves nothing, its containers may run on. Undefined too
 * when no replica runs that could take over.
 */
export const deadLeader = (world: ClusterWorld): DeadLeader | undefined => {
  const lock = leaderLock(world);
  const instance = world.instances.find(({ name }) => podName(name) === lock?.holder);
  if (lock === undefined || instance === undefined) return undefined;
  const endedAtMs = podEndedAtMs(instance.pod);
  if (endedAtMs === undefined || !(lock.renewedAtMs < endedAtMs + CLOCK_STEP_MS)) return undefined;
  const hasHeir = world.instances.some((other) => other !== instance && containerRuns(other.pod) && other.member?.role === 'replica');
  return hasHeir ? { lock, instance, endedAtMs } : undefined;
};
