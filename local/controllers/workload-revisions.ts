import type { KubeObject } from '../object.js';
import type { PodTemplate } from './core-types.js';
import { kinds, type Kind } from './kinds.js';
import { matchesSelector, type LabelSelector } from './label-selector.js';
import { claimObjects, controllerReference } from './owner.js';
import { create, remove, replace, type Action } from './plan.js';
import { isSameTemplate, templateHash } from './template-hash.js';
import type { ControllerRevision } from './workload-types.js';

/** The label of a pod that names the revision it was made from. */
export const REVISION_LABEL = 'controller-revision-hash';
const DEFAULT_HISTORY_LIMIT = 10;

/** A workload whose templates are kept. */
interface Revisioned extends KubeObject {
  readonly spec: { readonly selector: LabelSelector; readonly template: PodTemplate; readonly revisionHistoryLimit?: number };
  readonly status?: { readonly currentRevision?: string; readonly observedGeneration?: number };
}

/** Whose revisions are looked after, and what there is. */
export interface RevisionWorld {
  readonly kind: Kind<KubeObject>;
  readonly set: Revisioned;
  readonly candidates: readonly ControllerRevision[];
  /** Names of the revisions that pods carry. */
  readonly inUse: ReadonlySet<string>;
}

/** The revisions that matter now, and the writes that keep the history. */
export interface Revisions {
  /** The revision that the pods came from when the last rollout ended. */
  readonly current: ControllerRevision;
  /** The revision of the template as it is now. */
  readonly update: ControllerRevision;
  readonly actions: readonly Action[];
}

/**
 * Finds or makes the revision of the set's template, adopts revisions that lost their owner, and drops those that are
 * beyond the history limit.
 */
export function planRevisions({ kind, set, candidates, inUse }: RevisionWorld): Revisions {
  const claim = claimObjects({
    kind: kinds.revision,
    ownerKind: kind,
    owner: set,
    candidates,
    matches: ({ metadata }) => matchesSelector(set.spec.selector, metadata.labels),
  });
  const history = claim.owned.sort((left, right) => left.revision - right.revision);
  const newest = history.at(-1);
  const equal = history.findLast((revision) => isSameTemplate(templateOf(revision), set.spec.template));
  const number = (newest?.revision ?? 0) + 1;
  const actions: Action[] = [...claim.actions];
  let update: ControllerRevision;
  if (!equal) {
    update = newRevision(kind, set, number);
    actions.push(create(kinds.revision, update));
  } else if (equal === newest || claim.actions.length > 0) {
    update = equal;
  } else {
    update = { ...equal, revision: number };
    actions.push(replace(kinds.revision, update));
  }
  const current = history.find(({ metadata }) => metadata.name === set.status?.currentRevision) ?? update;
  const live = new Set([...inUse, current.metadata.name, update.metadata.name]);
  return { current, update, actions: [...actions, ...dropOld(set, history, live)] };
}

/** The pod template that a revision keeps, without the marker that makes it usable as a patch. */
export function templateOf(revision: ControllerRevision): PodTemplate | undefined {
  const template = revision.data?.spec?.template;
  if (!template) return undefined;
  const { $patch: _marker, ...kept } = template as PodTemplate & { $patch?: string };
  return kept;
}

function newRevision(kind: Kind<KubeObject>, set: Revisioned, revision: number): ControllerRevision {
  const { template } = set.spec;
  const hash = templateHash(template);
  return {
    apiVersion: kinds.revision.apiVersion,
    kind: kinds.revision.kind,
    metadata: {
      name: `${set.metadata.name}-${hash}`,
      ...(set.metadata.namespace ? { namespace: set.metadata.namespace } : {}),
      labels: { ...template.metadata?.labels, 'controller.kubernetes.io/hash': hash },
      ownerReferences: [controllerReference(kind, set)],
    },
    data: { spec: { template: { ...template, $patch: 'replace' } as PodTemplate } },
    revision,
  };
}

function dropOld(set: Revisioned, history: readonly ControllerRevision[], live: ReadonlySet<string>): Action[] {
  if (set.metadata.deletionTimestamp !== undefined) return [];
  const old = history.filter(({ metadata }) => !live.has(metadata.name));
  const surplus = old.length - (set.spec.revisionHistoryLimit ?? DEFAULT_HISTORY_LIMIT);
  return old.slice(0, Math.max(0, surplus)).map((revision) => remove(kinds.revision, revision));
}
