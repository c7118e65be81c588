import { createHash } from 'node:crypto';
import { LABEL_CLUSTER } from '../../schema/naming/labels.js';
import { API_VERSION, podName } from '../../schema/naming/names.js';
import type { OperationKind, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { containerRuns, databaseContainer } from '../cluster/instance-health.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import { hasEnded } from '../operation/operation-status.js';
import { FENCE, type LeaderLock, manualMove } from './leader-lock.js';
import { podEndedAtMs } from './dead-leader.js';

/** A leader that was lost without anybody having asked for it. */
export interface LostLeader {
  readonly from: string;
  /** What happened, in a few words. */
  readonly cause: string;
  /** When it was last known to lead, in milliseconds since the epoch. */
  readonly lostAtMs: number;
  /** When it had got the lock, in milliseconds since the epoch. */
  readonly acquiredAtMs: number;
}

/** Who asked for a failover that nobody asked for. */
export const SYSTEM = 'system';

/** Operations under which a primary may stop or move as asked. */
const PLANNED: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'CreateCluster', 'UpdateCluster', 'DeleteCluster', 'Switchover', 'Failover', 'RemoveInstance', 'Restart', 'StopCluster', 'StartCluster',
  'Restore', 'UpgradeCluster', 'PromoteCluster',
]);

const isPlanned = (world: ClusterWorld, holder: ObservedInstance, operations: readonly PostgresOperation[]): boolean => {
  const { cluster, spec } = world;
  return spec.stopped === true || cluster.metadata.deletionTimestamp !== undefined || holder.pod?.metadata.deletionTimestamp !== undefined
    || manualMove(world) !== undefined
    || operations.some((operation) => !hasEnded(operation) && operation.spec.requestedBy !== SYSTEM && PLANNED.has(operation.spec.kind));
};

/** The leader that was lost: its lock is `before`, and now it has ended or someone else has it. */
export const lostLeader = (world: ClusterWorld, before: LeaderLock, operations: readonly PostgresOperation[]): LostLeader | undefined => {
  const holder = world.instances.find(({ name }) => podName(name) === before.holder);
  if (before.holder === FENCE || holder === undefined || world.instances.length < 2) return undefined;
  if (isPlanned(world, holder, operations)) return undefined;
  const endedAtMs = podEndedAtMs(holder.pod);
  const lostAtMs = endedAtMs === undefined ? before.renewedAtMs : Math.max(endedAtMs, before.renewedAtMs);
  return { from: holder.name, cause: causeOf(holder), lostAtMs, acquiredAtMs: before.acquiredAtMs };
};

const causeOf = ({ name, pod, member }: ObservedInstance): string => {
  if (pod === undefined) return `the pod of ${name} is gone`;
  const container = databaseContainer(pod);
  const ended = container?.state?.terminated ?? container?.lastState?.terminated;
  if (!containerRuns(pod)) return ended === undefined ? `the container of ${name} does not run` : `the container of ${name} ended with exit code ${ended.exitCode}`;
  return member === undefined || member.state === 'running' ? `${name} no longer holds the lock` : `PostgreSQL of ${name} is ${member.state}`;
};

/** The operation that keeps what becomes of a lost leader; of one loss always the same name. */
export const lossRecord = ({ cluster }: ClusterWorld, lost: LostLeader, nowMs: number): PostgresOperation => {
  const { name, namespace, uid } = cluster.metadata;
  const id = createHash('sha256').update(JSON.stringify([uid, lost.from, lost.acquiredAtMs])).digest('hex').slice(0, 20);
  return {
    apiVersion: API_VERSION, kind: 'PostgresOperation',
    metadata: { name: `op-${id}`, namespace, labels: { [LABEL_CLUSTER]: name } },
    spec: {
      kind: 'Failover', cluster: name, requestedBy: SYSTEM, ...(uid === undefined ? {} : { clusterUid: uid }),
      input: {
        automatic: true, from: lost.from, cause: lost.cause,
        detectedAt: new Date(nowMs).toISOString(), lostAt: new Date(lost.lostAtMs).toISOString(),
      },
    },
  };
};
