import type { ContainerStatus, Pod } from '../../kube/core-kinds.js';
import { DATABASE_CONTAINER, podName } from '../../schema/naming/names.js';
import type { ReplicaPosition } from './replication-facts.js';
import type { ClusterWorld, ObservedInstance } from './world.js';

const LEADER_ROLES = new Set(['master', 'primary', 'leader', 'standby_leader']);
const WORKING_STATES = new Set(['running', 'streaming', 'in archive recovery']);
/** A replica further behind than this is not counted as ready, in bytes. */
export const READY_LAG_BYTES_MAX = 64 * 1024 * 1024;

/** A replica whose replay is paused and that has more than this to replay is not counted as ready, in bytes. */
export const STUCK_REPLAY_BYTES_MAX = 1024 * 1024;

/** The status of the container that matters. */
export const databaseContainer = (pod: Pod | undefined): ContainerStatus | undefined =>
  pod?.status?.containerStatuses?.find(({ name }) => name === DATABASE_CONTAINER);

/** Whether the pod's readiness probe passes. */
export const podReady = (pod: Pod | undefined): boolean =>
  pod?.metadata.deletionTimestamp === undefined
  && pod?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;

/** Whether the database container runs now, so that what Patroni says is not from a dead one. */
export const containerRuns = (pod: Pod | undefined): boolean => databaseContainer(pod)?.state?.running !== undefined;

/** What a replica of the present leader told of itself. */
const positionOf = ({ replication, patroni }: ClusterWorld, instance: ObservedInstance): ReplicaPosition | undefined =>
  (replication === undefined || replication.leader !== patroni.leader ? undefined : replication.replicas[podName(instance.name)]);

/** Bytes of WAL that an instance has not received from the leader; undefined when one side is not known. */
export const lagBytes = (world: ClusterWorld, instance: ObservedInstance): number | undefined => {
  const measured = positionOf(world, instance);
  if (measured !== undefined) return measured.lagBytes;
  const { leaderWalPosition } = world.patroni;
  const position = instance.member?.walPosition;
  return leaderWalPosition === undefined || position === undefined ? undefined : Math.max(0, leaderWalPosition - position);
};

/** The instance that is the primary: it holds the leader lock, runs, and says itself that it leads. */
export const primaryOf = (world: ClusterWorld): ObservedInstance | undefined =>
  world.instances.find((instance) => podName(instance.name) === world.patroni.leader
    && containerRuns(instance.pod)
    && instance.member !== undefined && LEADER_ROLES.has(instance.member.role) && WORKING_STATES.has(instance.member.state));

/** What stands until someone has looked: an operator that has just begun must not call working replicas broken. */
const wasReady = ({ cluster }: ClusterWorld, { name }: ObservedInstance): boolean =>
  cluster.status?.instances?.find((instance) => instance.name === name)?.ready === true;

/** Whether a replica had so much to replay when it was measured last that it may have stopped following. */
export const isPositionBehind = (position: ReplicaPosition | undefined): boolean => (position?.replayLagBytes ?? 0) > STUCK_REPLAY_BYTES_MAX;

/** Whether that holds for an instance under the present leader. */
export const isBehind = (world: ClusterWorld, instance: ObservedInstance): boolean => isPositionBehind(positionOf(world, instance));

/** Bytes of WAL that a replica has and does not replay; undefined when it does. */
export const stuckBytes = (world: ClusterWorld, instance: ObservedInstance): number | undefined => {
  const { isReplayPaused, replayLagBytes } = positionOf(world, instance) ?? { isReplayPaused: false, replayLagBytes: 0 };
  return replayLagBytes > (isReplayPaused ? STUCK_REPLAY_BYTES_MAX : READY_LAG_BYTES_MAX) ? replayLagBytes : undefined;
};

/** Whether an instance serves its role. */
export const instanceReady = (world: ClusterWorld, instance: ObservedInstance): boolean => {
  if (primaryOf(world) === instance) return podReady(instance.pod);
  return podReady(instance.pod) && instance.member?.role === 'replica' && WORKING_STATES.has(instance.member.state)
    && (instance.member.state === 'streaming' || (instance.streams ?? wasReady(world, instance)))
    && (lagBytes(world, instance) ?? 0) <= READY_LAG_BYTES_MAX && stuckBytes(world, instance) === undefined;
};
