import { isDeepStrictEqual } from 'node:util';
import type { Pod } from '../core-types.js';
import { kinds } from '../kinds.js';
import { matchesSelector } from '../label-selector.js';
import { claimObjects, isControlledBy } from '../owner.js';
import { create, remove, replace, replaceStatus, type Action, type Plan } from '../plan.js';
import { isDeleting, isFinished } from '../pod-state.js';
import type { Deployment, ReplicaSet } from '../workload-types.js';
import { DESIRED_ANNOTATION, desireReplicaSet, hasTemplate, REVISION_ANNOTATION, revisionOf, setAnnotations } from './deployment-sets.js';
import { deploymentStatus, type Rollout } from './deployment-status.js';
import { newReplicas, oldReplicas, rolloutLimits, spread, type Generation } from './rollout.js';

const DEFAULT_HISTORY_LIMIT = 10;

/** What is known when a Deployment is looked at: it and the ReplicaSets and pods of its namespace. */
export interface DeploymentWorld {
  readonly deployment: Deployment;
  readonly sets: readonly ReplicaSet[];
  readonly pods: readonly Pod[];
  readonly now: number;
}

/** Decides how a Deployment's ReplicaSets grow and shrink so that its pods come from its template as it is. */
export function planDeployment(world: DeploymentWorld): Plan {
  const { deployment, now } = world;
  const claimed = claimObjects({
    kind: kinds.replicaSet,
    ownerKind: kinds.deployment,
    owner: deployment,
    candidates: world.sets,
    matches: ({ metadata }) => matchesSelector(deployment.spec.selector, metadata.labels),
  });
  const rollout = observeRollout(deployment, claimed.owned);
  const { status, complete, stuckAfterMs } = deploymentStatus(deployment, rollout, now);
  if (isDeleting(deployment)) return { actions: replaceStatus(kinds.deployment, deployment, status) };
  const marked = deployment.spec.paused && !rollout.current ? deployment : withRevision(deployment, rollout.revision);
  return {
    actions: [
      ...claimed.actions,
      ...(marked === deployment ? [] : [replace(kinds.deployment, marked)]),
      ...planSets(world, rollout),
      ...(complete ? dropOld(deployment, rollout.old) : []),
      ...replaceStatus(kinds.deployment, marked, status),
    ],
    visitAfterMs: stuckAfterMs,
  };
}

function observeRollout(deployment: Deployment, sets: readonly ReplicaSet[]): Rollout {
  const sorted = [...sets].sort((left, right) => revisionOf(left) - revisionOf(right));
  const current = sorted.find((set) => hasTemplate(set, deployment.spec.template));
  const old = sorted.filter((set) => set !== current);
  const newestOld = Math.max(0, ...old.map(revisionOf));
  const { replicas = 1, strategy } = deployment.spec;
  const rolling = strategy?.type === 'Recreate' ? { maxSurge: 0, maxUnavailable: replicas } : strategy?.rollingUpdate;
  return {
    current,
    old,
    revision: current && revisionOf(current) > newestOld ? revisionOf(current) : newestOld + 1,
    limits: rolloutLimits(replicas, rolling?.maxSurge, rolling?.maxUnavailable),
  };
}

function withRevision(deployment: Deployment, revision: number): Deployment {
  const { annotations } = deployment.metadata;
  if (annotations?.[REVISION_ANNOTATION] === String(revision)) return deployment;
  return { ...deployment, metadata: { ...deployment.metadata, annotations: { ...annotations, [REVISION_ANNOTATION]: String(revision) } } };
}

function planSets(world: DeploymentWorld, rollout: Rollout): Action[] {
  const { deployment } = world;
  const { current, old, limits, revision } = rollout;
  const sets = current ? [...old, current] : old;
  const scaled = sets.some(({ spec, metadata }) => (spec.replicas ?? 0) > 0 && metadata.annotations?.[DESIRED_ANNOTATION] !== String(limits.replicas));
  if (deployment.spec.paused || (scaled && sets.length > 0 && current)) return planScale(deployment, rollout);
  const wanted = deployment.spec.strategy?.type === 'Recreate' ? recreate(world, rollout) : rollingUpdate(rollout);
  const maxReplicas = limits.replicas + limits.surgeMax;
  const changes = old.flatMap((set, index) => resize(deployment, set, rollout, wanted.old[index] ?? 0));
  if (current) return [...resize(deployment, current, rollout, wanted.current), ...changes];
  return [...changes, create(kinds.replicaSet, desireReplicaSet(deployment, wanted.current, revision, maxReplicas))];
}

interface Sizes {
  readonly current: number;
  readonly old: readonly number[];
}

function generationOf(set: ReplicaSet | undefined): Generation {
  return { replicas: set?.spec.replicas ?? 0, available: set?.status?.availableReplicas ?? 0 };
}

function rollingUpdate({ current, old, limits }: Rollout): Sizes {
  const [now, before] = [generationOf(current), old.map(generationOf)];
  return { current: newReplicas(now, before, limits), old: current ? oldReplicas(now, before, limits) : before.map(({ replicas }) => replicas) };
}

/** The old pods must have gone before the first new one is made. */
function recreate({ pods }: DeploymentWorld, { current, old, limits }: Rollout): Sizes {
  const remain = old.some((set) => (set.spec.replicas ?? 0) > 0 || pods.some((pod) => isControlledBy(pod, set) && !isFinished(pod)));
  return { current: remain ? (current?.spec.replicas ?? 0) : limits.replicas, old: old.map(() => 0) };
}

/** The wanted number was changed: it is spread over the ReplicaSets that have pods, and the rollout goes on from there. */
function planScale(deployment: Deployment, rollout: Rollout): Action[] {
  const { current, old, limits } = rollout;
  const active = [...old, ...(current ? [current] : [])].filter(({ spec }) => (spec.replicas ?? 0) > 0);
  const [only] = active;
  if (active.length <= 1) {
    const set = only ?? current;
    return set ? resize(deployment, set, rollout, limits.replicas) : [];
  }
  const sizes = spread(active.map(({ spec }) => spec.replicas ?? 0), limits.replicas === 0 ? 0 : limits.replicas + limits.surgeMax);
  return active.flatMap((set, index) => resize(deployment, set, rollout, sizes[index] ?? 0));
}

function resize(deployment: Deployment, set: ReplicaSet, { current, revision, limits }: Rollout, replicas: number): Action[] {
  const number = set === current ? revision : revisionOf(set);
  const annotations = setAnnotations(deployment, set.metadata.annotations ?? {}, number, limits.replicas + limits.surgeMax);
  const { minReadySeconds = 0 } = deployment.spec;
  const spec = { ...set.spec, replicas, ...(minReadySeconds > 0 || set.spec.minReadySeconds ? { minReadySeconds } : {}) };
  if (isDeepStrictEqual(annotations, set.metadata.annotations) && isDeepStrictEqual(spec, set.spec)) return [];
  return [replace(kinds.replicaSet, { ...set, metadata: { ...set.metadata, annotations }, spec })];
}

function dropOld(deployment: Deployment, old: readonly ReplicaSet[]): Action[] {
  const idle = old.filter((set) => set.spec.replicas === 0 && (set.status?.replicas ?? 0) === 0 && !isDeleting(set));
  const surplus = idle.length - (deployment.spec.revisionHistoryLimit ?? DEFAULT_HISTORY_LIMIT);
  return idle.slice(0, Math.max(0, surplus)).map((set) => remove(kinds.replicaSet, set));
}
