import type { KubeObject, OwnerReference } from '../../object.js';
import { FOREGROUND, ORPHAN } from '../verbs/delete.js';
import type { OwnerState } from './dependency-graph.js';

/** What is known of an owner that an object names. */
export interface OwnerView {
  readonly reference: OwnerReference;
  readonly state: OwnerState;
  readonly isDeletingInForeground: boolean;
}

/** The next thing to do about one object. */
export type CollectionStep =
  | { readonly do: 'nothing' }
  | { readonly do: 'delete'; readonly propagation: 'Background' | 'Foreground' | 'Orphan' }
  | { readonly do: 'forget-owners'; readonly owners: readonly string[] }
  | { readonly do: 'orphan-dependents' }
  | { readonly do: 'remove-finalizer'; readonly finalizer: string };

const NOTHING: CollectionStep = { do: 'nothing' };

/**
 * Decides about one object from its owners and dependents. While it is deleted: orphan its dependents, or wait for
 * those that block it and then let it go. Otherwise: an object whose owners are all gone goes too; one that still has
 * an owner forgets those that are gone; one whose remaining owners all wait for it to be deleted is deleted.
 */
export function planCollection(view: { readonly object: KubeObject; readonly owners: readonly OwnerView[]; readonly dependents: readonly KubeObject[] }): CollectionStep {
  const { object, owners, dependents } = view;
  if (object.metadata.deletionTimestamp !== undefined) return planDeletion(object, dependents);
  if (owners.length === 0 || owners.some(({ state }) => state === 'unknown')) return NOTHING;
  const solid = owners.filter(({ state, isDeletingInForeground }) => state === 'present' && !isDeletingInForeground);
  const dangling = owners.filter(({ state }) => state === 'absent');
  const leaving = owners.filter(({ state, isDeletingInForeground }) => state === 'present' && isDeletingInForeground);
  if (solid.length > 0) {
    const gone = [...dangling, ...leaving].map(({ reference }) => reference.uid);
    return gone.length > 0 ? { do: 'forget-owners', owners: gone } : NOTHING;
  }
  if (leaving.length > 0 && dependents.length > 0) return { do: 'delete', propagation: 'Foreground' };
  return { do: 'delete', propagation: inherited(object) };
}

function planDeletion(object: KubeObject, dependents: readonly KubeObject[]): CollectionStep {
  const finalizers = object.metadata.finalizers ?? [];
  if (finalizers.includes(ORPHAN)) return { do: 'orphan-dependents' };
  if (!finalizers.includes(FOREGROUND)) return NOTHING;
  const isBlocked = dependents.some(({ metadata }) =>
    metadata.ownerReferences?.some(({ uid, blockOwnerDeletion }) => uid === object.metadata.uid && blockOwnerDeletion === true));
  return isBlocked ? NOTHING : { do: 'remove-finalizer', finalizer: FOREGROUND };
}

/** A dependent that someone has asked to be deleted in a certain way is deleted in that way. */
function inherited({ metadata }: KubeObject): 'Background' | 'Foreground' | 'Orphan' {
  const finalizers = metadata.finalizers ?? [];
  if (finalizers.includes(ORPHAN)) return 'Orphan';
  return finalizers.includes(FOREGROUND) ? 'Foreground' : 'Background';
}
