import type { Claim, Pod } from '../core-types.js';
import { kinds } from '../kinds.js';
import { matchesSelector } from '../label-selector.js';
import { claimObjects } from '../owner.js';
import { create, remove, replace, replaceStatus, soonest, type Action, type Plan } from '../plan.js';
import { availableAfterMs, isDeleting, isFinished, isReady } from '../pod-state.js';
import type { ControllerRevision, StatefulSet } from '../workload-types.js';
import { desireClaims, desirePod, ordinalOf, withRetention } from './statefulset-pod.js';
import { planRevisions, REVISION_LABEL, templateOf, type Revisions } from '../workload-revisions.js';
import { statefulSetStatus } from './statefulset-status.js';

/** What is known when a StatefulSet is looked at: it and everything of its namespace that may be its own. */
export interface StatefulSetWorld {
  readonly set: StatefulSet;
  readonly pods: readonly Pod[];
  readonly claims: readonly Claim[];
  readonly revisions: readonly ControllerRevision[];
  readonly now: number;
}

/** The set's pods by their number: those it should have, and those beyond, highest first. */
interface Members {
  readonly first: number;
  readonly end: number;
  readonly byOrdinal: ReadonlyMap<number, Pod>;
  readonly condemned: readonly Pod[];
}

/** A step of the plan; `settled` says whether the next step may follow at this visit. */
interface Step {
  readonly actions: readonly Action[];
  readonly settled: boolean;
  readonly visitAfterMs?: number | undefined;
}

/**
 * Decides what a StatefulSet needs: revisions, adoption, then pods in their order: missing ones are made, those beyond
 * the wanted number are ended, and those of an old revision are replaced one at a time from the highest number down.
 */
export function planStatefulSet(world: StatefulSetWorld): Plan {
  const { set, now } = world;
  const claimed = claimObjects({
    kind: kinds.pod,
    ownerKind: kinds.statefulSet,
    owner: set,
    candidates: world.pods,
    matches: ({ metadata }) => ordinalOf(set.metadata.name, metadata.name) !== undefined && matchesSelector(set.spec.selector, metadata.labels),
  });
  const inUse = new Set(claimed.owned.map(({ metadata }) => metadata.labels?.[REVISION_LABEL] ?? ''));
  const revisions = planRevisions({ kind: kinds.statefulSet, set, candidates: world.revisions, inUse });
  const status = replaceStatus(kinds.statefulSet, set, statefulSetStatus(set, claimed.owned, revisions, now));
  if (isDeleting(set)) return { actions: status };
  const pods = planPods(world, membersOf(set, claimed.owned), revisions);
  return { actions: [...revisions.actions, ...claimed.actions, ...pods.actions, ...status], visitAfterMs: pods.visitAfterMs };
}

function membersOf(set: StatefulSet, pods: readonly Pod[]): Members {
  const first = set.spec.ordinals?.start ?? 0;
  const end = first + (set.spec.replicas ?? 1);
  const numbered = pods.map((pod): [number, Pod] => [ordinalOf(set.metadata.name, pod.metadata.name) ?? -1, pod]);
  const wanted = ([ordinal]: [number, Pod]): boolean => ordinal >= first && ordinal < end;
  const condemned = numbered.filter((entry) => !wanted(entry)).sort(([left], [right]) => right - left);
  return { first, end, byOrdinal: new Map(numbered.filter(wanted)), condemned: condemned.map(([, pod]) => pod) };
}

function planPods(world: StatefulSetWorld, members: Members, revisions: Revisions): Step {
  const retention = planRetention(world, members);
  const replicas = planReplicas(world, members, revisions);
  const steps: Step[] = [{ actions: retention, settled: true }, replicas];
  if (replicas.settled) {
    const scaleDown = planScaleDown(world.set, members);
    steps.push(scaleDown);
    if (scaleDown.settled) steps.push(planRollingUpdate(world.set, members, revisions));
  }
  return {
    actions: steps.flatMap(({ actions }) => actions),
    settled: true,
    visitAfterMs: soonest(...steps.map(({ visitAfterMs }) => visitAfterMs)),
  };
}

function isOrdered(set: StatefulSet): boolean {
  return (set.spec.podManagementPolicy ?? 'OrderedReady') === 'OrderedReady';
}

/** Makes the missing pods. In order, each waits until the one before it is available. */
function planReplicas(world: StatefulSetWorld, members: Members, revisions: Revisions): Step {
  const { set, now } = world;
  const actions: Action[] = [];
  const waits: (number | undefined)[] = [];
  for (let ordinal = members.first; ordinal < members.end; ordinal += 1) {
    const pod = members.byOrdinal.get(ordinal);
    if (!pod) actions.push(...planMissing(world, ordinal, members, revisions));
    else if (isFinished(pod) && !isDeleting(pod)) actions.push(remove(kinds.pod, pod));
    const availableMs = pod && !isDeleting(pod) && !isFinished(pod) ? availableAfterMs(pod, set.spec.minReadySeconds ?? 0, now) : undefined;
    if (availableMs !== 0) {
      waits.push(availableMs);
      if (isOrdered(set)) return { actions, settled: false, visitAfterMs: availableMs };
    }
  }
  return { actions, settled: true, visitAfterMs: soonest(...waits) };
}

/** The claims come before the pod. A claim that is being deleted must be gone before its pod can be made again. */
function planMissing(world: StatefulSetWorld, ordinal: number, members: Members, revisions: Revisions): Action[] {
  const { set, claims } = world;
  const wanted = desireClaims(set, ordinal);
  const existing = new Map(claims.map((claim) => [claim.metadata.name, claim]));
  const missing = wanted.filter(({ metadata }) => !existing.has(metadata.name));
  if (wanted.some(({ metadata }) => isDeleting(existing.get(metadata.name) ?? { metadata } as Claim))) return [];
  const revision = isBelowPartition(set, ordinal, members) ? revisions.current : revisions.update;
  const template = templateOf(revision) ?? set.spec.template;
  return [...missing.map((claim) => create(kinds.claim, claim)), create(kinds.pod, desirePod(set, ordinal, template, revision.metadata.name))];
}

function partitionOf(set: StatefulSet): number | undefined {
  const strategy = set.spec.updateStrategy;
  return (strategy?.type ?? 'RollingUpdate') === 'RollingUpdate' ? (strategy?.rollingUpdate?.partition ?? 0) : undefined;
}

function isBelowPartition(set: StatefulSet, ordinal: number, members: Members): boolean {
  const partition = partitionOf(set);
  return partition !== undefined && ordinal < members.first + partition;
}

/** Ends the pods beyond the wanted number. In order, one at a time, and only an unready one may go while it is unready. */
function planScaleDown(set: StatefulSet, members: Members): Step {
  const leaving = members.condemned;
  if (!isOrdered(set)) return { actions: leaving.filter((pod) => !isDeleting(pod)).map((pod) => remove(kinds.pod, pod)), settled: true };
  const [highest] = leaving;
  if (!highest) return { actions: [], settled: true };
  const lowestUnready = leaving.findLast((pod) => !isReady(pod));
  const mayGo = !isDeleting(highest) && (isReady(highest) || highest === lowestUnready);
  return { actions: mayGo ? [remove(kinds.pod, highest)] : [], settled: false };
}

/** Ends one pod of an old revision, from the highest number down to the partition, when those above it are ready. */
function planRollingUpdate(set: StatefulSet, members: Members, revisions: Revisions): Step {
  const partition = partitionOf(set);
  if (partition === undefined) return { actions: [], settled: true };
  for (let ordinal = members.end - 1; ordinal >= members.first + partition; ordinal -= 1) {
    const pod = members.byOrdinal.get(ordinal);
    if (!pod || isDeleting(pod)) return { actions: [], settled: false };
    if (pod.metadata.labels?.[REVISION_LABEL] !== revisions.update.metadata.name) return { actions: [remove(kinds.pod, pod)], settled: false };
    if (!isReady(pod)) return { actions: [], settled: false };
  }
  return { actions: [], settled: true };
}

/** Gives the claims of the set's pods the owners that the retention policy asks for. */
function planRetention({ set, claims }: StatefulSetWorld, members: Members): Action[] {
  const condemned = new Map(members.condemned.map((pod) => [pod.metadata.name, pod]));
  const present = new Set([...members.byOrdinal.values(), ...members.condemned].map(({ metadata }) => metadata.name));
  return (set.spec.volumeClaimTemplates ?? []).flatMap(({ metadata: { name: template } }) =>
    claims.flatMap((claim) => {
      const podName = claim.metadata.name.startsWith(`${template}-`) ? claim.metadata.name.slice(template.length + 1) : '';
      if (!present.has(podName) || isDeleting(claim)) return [];
      const changed = withRetention(set, claim, condemned.get(podName));
      return changed ? [replace(kinds.claim, changed)] : [];
    }),
  );
}
