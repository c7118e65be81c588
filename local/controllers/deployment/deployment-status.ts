import type { Condition } from '../core-types.js';
import { conditionOf, timestamp, withCondition } from '../pod-state.js';
import type { Deployment, DeploymentStatus, ReplicaSet } from '../workload-types.js';
import type { RolloutLimits } from './rollout.js';

/** What a Deployment's status says, and the milliseconds until a rollout that does not move is called stuck. */
export interface DeploymentOutcome {
  readonly status: DeploymentStatus;
  readonly complete: boolean;
  readonly stuckAfterMs: number | undefined;
}

/** A Deployment's ReplicaSets: the one of the template as it is, when it is there already, and the others from the oldest. */
export interface Rollout {
  readonly current: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
  /** The number that the current one has or gets. */
  readonly revision: number;
  readonly limits: RolloutLimits;
}

/** Sums up the ReplicaSets. */
export function deploymentStatus(deployment: Deployment, { current, old, limits }: Rollout, now: number): DeploymentOutcome {
  const sets = current ? [...old, current] : old;
  const total = (field: 'replicas' | 'readyReplicas' | 'availableReplicas'): number => sets.reduce((sum, { status }) => sum + (status?.[field] ?? 0), 0);
  const wanted = sets.reduce((sum, { spec }) => sum + (spec.replicas ?? 0), 0);
  const [replicas, ready, available, updated] = [total('replicas'), total('readyReplicas'), total('availableReplicas'), current?.status?.replicas ?? 0];
  const complete = current !== undefined && updated === limits.replicas && replicas === limits.replicas && available === limits.replicas;
  const counters: DeploymentStatus = {
    ...(deployment.metadata.generation === undefined ? {} : { observedGeneration: deployment.metadata.generation }),
    ...positive('replicas', replicas),
    ...positive('updatedReplicas', updated),
    ...positive('readyReplicas', ready),
    ...positive('availableReplicas', available),
    terminatingReplicas: sets.reduce((sum, { status }) => sum + (status?.terminatingReplicas ?? 0), 0),
    ...positive('unavailableReplicas', Math.max(0, wanted - available)),
  };
  const progress = progressCondition(deployment, { current, counters, complete }, now);
  const conditions = withUpdate(withUpdate(deployment.status?.conditions, availableCondition(available, limits), now), progress.condition, now);
  return { status: { ...counters, conditions }, complete, stuckAfterMs: progress.stuckAfterMs };
}

function availableCondition(available: number, { replicas, unavailableMax }: RolloutLimits): Condition {
  const enough = available >= replicas - unavailableMax;
  return enough
    ? { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' }
    : { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.' };
}

interface Progress {
  readonly condition: Condition;
  readonly stuckAfterMs: number | undefined;
}

interface Stand {
  readonly current: ReplicaSet | undefined;
  readonly counters: DeploymentStatus;
  readonly complete: boolean;
}

function progressCondition(deployment: Deployment, { current, counters, complete }: Stand, now: number): Progress {
  const type = 'Progressing';
  const before = conditionOf(deployment.status?.conditions, type);
  const subject = current ? `ReplicaSet "${current.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  if (deployment.spec.paused) return { condition: { type, status: 'Unknown', reason: 'DeploymentPaused', message: 'Deployment is paused' }, stuckAfterMs: undefined };
  if (complete) return { condition: { type, status: 'True', reason: 'NewReplicaSetAvailable', message: `${subject} has successfully progressed.` }, stuckAfterMs: undefined };
  const moved = hasMoved(deployment, counters);
  const since = moved || !before?.lastUpdateTime ? now : Date.parse(before.lastUpdateTime);
  const deadlineMs = (deployment.spec.progressDeadlineSeconds ?? 600) * 1000;
  const stuck = before?.reason === 'ProgressDeadlineExceeded' && !moved;
  const stuckAfterMs = stuck ? 0 : since + deadlineMs - now;
  if (stuckAfterMs <= 0) {
    return { condition: { type, status: 'False', reason: 'ProgressDeadlineExceeded', message: `${subject} has timed out progressing.` }, stuckAfterMs: undefined };
  }
  const condition: Condition = current
    ? { type, status: 'True', reason: 'ReplicaSetUpdated', message: `${subject} is progressing.` }
    : { type, status: 'True', reason: 'NewReplicaSetCreated', message: `Created new replica set for ${subject}` };
  return { condition: moved ? { ...condition, lastUpdateTime: timestamp(now) } : condition, stuckAfterMs };
}

/** Says whether the spec was changed, or pods were updated, ended or became ready, since the status was written. */
function hasMoved({ status = {} }: Deployment, next: DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus): number => replicas - updatedReplicas;
  return (
    next.observedGeneration !== status.observedGeneration ||
    (next.updatedReplicas ?? 0) > (status.updatedReplicas ?? 0) ||
    old(next) < old(status) ||
    (next.readyReplicas ?? 0) > (status.readyReplicas ?? 0) ||
    (next.availableReplicas ?? 0) > (status.availableReplicas ?? 0)
  );
}

/** The time of the last update moves with the reason, or when the caller says that there was one. */
function withUpdate(conditions: readonly Condition[] | undefined, wanted: Condition, now: number): Condition[] {
  const before = conditionOf(conditions, wanted.type);
  const same = before?.status === wanted.status && before.reason === wanted.reason && wanted.lastUpdateTime === undefined;
  return withCondition(conditions, { ...wanted, lastUpdateTime: same ? (before.lastUpdateTime ?? timestamp(now)) : timestamp(now) }, now);
}

function positive(name: string, count: number): Record<string, number> {
  return count > 0 ? { [name]: count } : {};
}
