import { nodeMarks, untolerated, wantsNode } from '../../node/node-fit.js';
import type { KubeObject } from '../../object.js';
import type { Pod } from '../core-types.js';
import { resolveCount } from '../deployment/rollout.js';
import { kinds } from '../kinds.js';
import { matchesSelector } from '../label-selector.js';
import { claimObjects } from '../owner.js';
import { create, remove, replaceStatus, soonest, type Action, type Plan } from '../plan.js';
import { availableAfterMs, isDeleting, isFinished, isReady } from '../pod-state.js';
import { planRevisions, REVISION_LABEL } from '../workload-revisions.js';
import type { ControllerRevision, DaemonSet, DaemonSetStatus } from '../workload-types.js';
import { desirePod, nodeOf, placementOf } from './daemonset-pod.js';

/** What is known when a DaemonSet is looked at: it, the pods and revisions of its namespace, and the nodes. */
export interface DaemonSetWorld {
  readonly set: DaemonSet;
  readonly pods: readonly Pod[];
  readonly revisions: readonly ControllerRevision[];
  readonly nodes: readonly KubeObject[];
  readonly now: number;
}

/** One node as the set sees it. */
interface Place {
  readonly node: string;
  /** Whether a pod should be made here. */
  readonly isWanted: boolean;
  /** Whether a pod that is here may stay. */
  readonly mayStay: boolean;
  /** The set's pods here, oldest first. */
  readonly pods: readonly Pod[];
}

/** The set with what its pods are judged by. */
interface Judged {
  readonly set: DaemonSet;
  readonly hash: string;
  readonly isAvailable: (pod: Pod) => boolean;
}

/** Decides what a DaemonSet needs: one pod on each node that takes it, of the newest template, and no other. */
export function planDaemonSet({ set, pods, revisions: candidates, nodes, now }: DaemonSetWorld): Plan {
  const { owned, actions: claims } = claimObjects({
    kind: kinds.pod, ownerKind: kinds.daemonSet, owner: set, candidates: pods, matches: ({ metadata }) => matchesSelector(set.spec.selector, metadata.labels),
  });
  const inUse = new Set(owned.map(({ metadata }) => `${set.metadata.name}-${metadata.labels?.[REVISION_LABEL] ?? ''}`));
  const revisions = planRevisions({ kind: kinds.daemonSet, set, candidates, inUse });
  const places = nodes.map((node) => placeOn(node, set, owned));
  const readyMs = (pod: Pod): number | undefined => availableAfterMs(pod, set.spec.minReadySeconds ?? 0, now);
  const judged: Judged = { set, hash: revisions.update.metadata.name.slice(set.metadata.name.length + 1), isAvailable: (pod) => readyMs(pod) === 0 };
  const status = replaceStatus(kinds.daemonSet, set, daemonSetStatus(places, judged));
  if (isDeleting(set)) return { actions: status };
  const changes = [...places.flatMap((place) => planPlace(place, judged)), ...planRollingUpdate(places, judged)];
  return { actions: [...revisions.actions, ...claims, ...changes, ...status], visitAfterMs: soonest(...owned.map(readyMs).filter((wait) => wait !== 0)) };
}

function placeOn(node: KubeObject, set: DaemonSet, owned: readonly Pod[]): Place {
  const marks = nodeMarks(node.metadata.name, node);
  const placement = placementOf(set);
  const fits = wantsNode(placement, marks);
  const here = owned.filter((pod) => nodeOf(pod) === marks.name);
  return {
    node: marks.name,
    isWanted: fits && untolerated(placement, marks.taints, ['NoSchedule', 'NoExecute']) === undefined,
    mayStay: fits && untolerated(placement, marks.taints, ['NoExecute']) === undefined,
    pods: here.sort((left, right) => Date.parse(left.metadata.creationTimestamp ?? '') - Date.parse(right.metadata.creationTimestamp ?? '')),
  };
}

/** Makes the pod that a node lacks, and ends those that should not be there: too many, over, or where they may not stay. */
function planPlace({ node, isWanted, mayStay, pods }: Place, { set, hash }: Judged): Action[] {
  if (isWanted && pods.length === 0) return [create(kinds.pod, desirePod(set, node, hash))];
  const present = pods.filter((pod) => !isDeleting(pod));
  if (!mayStay) return present.map((pod) => remove(kinds.pod, pod));
  const over = present.filter(isFinished);
  const surplus = surgeOf(set, 1) > 0 ? [] : present.filter((pod) => !isFinished(pod)).slice(1);
  return [...over, ...surplus].map((pod) => remove(kinds.pod, pod));
}

/** Replaces pods of older templates: ends the old before the new, or with surge makes the new before the old ends. */
function planRollingUpdate(places: readonly Place[], judged: Judged): Action[] {
  const { set, isAvailable } = judged;
  if (set.spec.updateStrategy?.type === 'OnDelete') return [];
  const wanted = places.filter(({ isWanted }) => isWanted);
  const surge = surgeOf(set, wanted.length);
  const rolling = wanted.map((place) => ({ ...place, ...ages(place, judged) })).filter(({ old }) => old !== undefined && !isFinished(old));
  if (surge > 0) return rolling.flatMap(({ old, young }) => (old && young && isAvailable(young) ? [remove(kinds.pod, old)] : [])).concat(planSurge(rolling, surge, judged));
  const isUp = (place: Place): boolean => place.pods.some((pod) => !isDeleting(pod) && isAvailable(pod));
  const mayBeDown = resolveCount(set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, wanted.length, 'up') - wanted.filter((place) => !isUp(place)).length;
  const replaceable = rolling.flatMap(({ old, young }) => (old && !young ? [old] : []));
  const down = replaceable.filter((pod) => !isAvailable(pod));
  return [...down, ...replaceable.filter(isAvailable).slice(0, Math.max(0, mayBeDown))].map((pod) => remove(kinds.pod, pod));
}

function planSurge(rolling: readonly { readonly node: string; readonly old: Pod | undefined; readonly young: Pod | undefined }[], surge: number, { set, hash }: Judged): Action[] {
  const begun = rolling.filter(({ young }) => young !== undefined).length;
  return rolling.filter(({ young }) => young === undefined).slice(0, Math.max(0, surge - begun)).map(({ node }) => create(kinds.pod, desirePod(set, node, hash)));
}

/** The pod of an older template and that of the newest one; undefined where there is none. */
function ages({ pods }: Place, { hash }: Judged): { readonly old: Pod | undefined; readonly young: Pod | undefined } {
  const present = pods.filter((pod) => !isDeleting(pod));
  const isYoung = ({ metadata }: Pod): boolean => metadata.labels?.[REVISION_LABEL] === hash;
  return { old: present.find((pod) => !isYoung(pod)), young: present.find(isYoung) };
}

function surgeOf({ spec }: DaemonSet, total: number): number {
  return resolveCount(spec.updateStrategy?.rollingUpdate?.maxSurge ?? 0, total, 'up');
}

function daemonSetStatus(places: readonly Place[], { set, hash, isAvailable }: Judged): DaemonSetStatus {
  const wanted = places.filter(({ isWanted }) => isWanted);
  const first = wanted.flatMap(({ pods }) => [...pods].sort((left, right) => Number(isReady(right)) - Number(isReady(left)))[0] ?? []);
  const available = first.filter(isAvailable).length;
  const updated = first.filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] === hash).length;
  return {
    ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
    currentNumberScheduled: first.length,
    desiredNumberScheduled: wanted.length,
    numberMisscheduled: places.filter(({ isWanted, pods }) => !isWanted && pods.length > 0).length,
    numberReady: first.filter(isReady).length,
    ...(available > 0 ? { numberAvailable: available } : {}),
    ...(wanted.length > available ? { numberUnavailable: wanted.length - available } : {}),
    ...(updated > 0 ? { updatedNumberScheduled: updated } : {}),
    ...(set.status?.conditions ? { conditions: set.status.conditions } : {}),
  };
}
