import type { KubeObject, OwnerReference } from '../object.js';
import type { Kind } from './kinds.js';
import { replace, type Action } from './plan.js';

/** The reference by which an object names its controller, if it has one. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(({ controller }) => controller);
}

/** Says whether `owner` controls the object. */
export function isControlledBy(object: KubeObject, owner: KubeObject): boolean {
  return controllerOf(object)?.uid === owner.metadata.uid;
}

/** The reference that makes `owner` the controller of an object. */
export function controllerReference(kind: Kind<KubeObject>, owner: KubeObject): OwnerReference {
  const { name, uid = '' } = owner.metadata;
  return { apiVersion: kind.apiVersion, kind: kind.kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/** Whose children are sorted out, and among which candidates. */
export interface ClaimRequest<T extends KubeObject> {
  readonly kind: Kind<T>;
  readonly ownerKind: Kind<KubeObject>;
  readonly owner: KubeObject;
  readonly candidates: readonly T[];
  /** Whether the object belongs to the owner by its labels (and name). */
  readonly matches: (candidate: T) => boolean;
}

/**
 * Sorts candidates by the rules of adoption: an object that matches and has no controller is adopted, one that the
 * owner controls and that no longer matches is released. An owner that is being deleted adopts nothing; an object that
 * is being deleted is neither adopted nor released.
 */
export function claimObjects<T extends KubeObject>(request: ClaimRequest<T>): { readonly owned: T[]; readonly actions: Action[] } {
  const { kind, ownerKind, owner, candidates, matches } = request;
  const owned: T[] = [];
  const actions: Action[] = [];
  const ending = owner.metadata.deletionTimestamp !== undefined;
  for (const candidate of candidates) {
    const { metadata } = candidate;
    const leaving = metadata.deletionTimestamp !== undefined;
    const controller = controllerOf(candidate);
    if (controller?.uid === owner.metadata.uid) {
      if (matches(candidate)) owned.push(candidate);
      else if (!ending && !leaving) actions.push(replace(kind, withOwners(candidate, (metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid))));
    } else if (!controller && !ending && !leaving && matches(candidate)) {
      owned.push(candidate);
      actions.push(replace(kind, withOwners(candidate, [...(metadata.ownerReferences ?? []), controllerReference(ownerKind, owner)])));
    }
  }
  return { owned, actions };
}

function withOwners<T extends KubeObject>(object: T, ownerReferences: OwnerReference[]): T {
  const { ownerReferences: _before, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, ...(ownerReferences.length > 0 ? { ownerReferences } : {}) } };
}
