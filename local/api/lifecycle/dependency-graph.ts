import type { KubeObject, OwnerReference } from '../../object.js';

/** Where an object is stored. */
export interface Place {
  readonly storage: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Whether an owner that an object names is there, or of a kind that is not served so that nobody can tell. */
export type OwnerState = 'present' | 'absent' | 'unknown';

/** Which objects there are, by uid, and which of them name which owner. */
export class DependencyGraph {
  private readonly places = new Map<string, Place>();
  private readonly owners = new Map<string, readonly string[]>();
  private readonly dependents = new Map<string, Set<string>>();

  /** Notes an object as it is now. */
  set(storage: string, { metadata }: KubeObject): void {
    const { uid = '', namespace, name, ownerReferences = [] } = metadata;
    this.places.set(uid, { storage, namespace, name });
    const named = ownerReferences.map((owner) => owner.uid);
    const before = this.owners.get(uid) ?? [];
    for (const owner of before) if (!named.includes(owner)) this.dropDependent(owner, uid);
    for (const owner of named) this.addDependent(owner, uid);
    if (named.length > 0) this.owners.set(uid, named);
    else this.owners.delete(uid);
  }

  /** Forgets an object that is gone; those that name it as owner stay noted. */
  delete({ metadata: { uid = '' } }: KubeObject): void {
    this.places.delete(uid);
    for (const owner of this.owners.get(uid) ?? []) this.dropDependent(owner, uid);
    this.owners.delete(uid);
  }

  place(uid: string): Place | undefined {
    return this.places.get(uid);
  }

  /** The objects that name this uid as an owner. */
  dependentsOf(uid: string): Place[] {
    return [...(this.dependents.get(uid) ?? [])].flatMap((dependent) => this.places.get(dependent) ?? []);
  }

  /** Whether an owner that an object in `namespace` names is there: in the same namespace, or in none. */
  ownerState(owner: OwnerReference, namespace: string | undefined, isServed: (owner: OwnerReference) => boolean): OwnerState {
    const place = this.places.get(owner.uid);
    if (place && place.name === owner.name && (place.namespace === undefined || place.namespace === namespace)) return 'present';
    return isServed(owner) ? 'absent' : 'unknown';
  }

  private addDependent(owner: string, dependent: string): void {
    const set = this.dependents.get(owner) ?? new Set<string>();
    this.dependents.set(owner, set.add(dependent));
  }

  private dropDependent(owner: string, dependent: string): void {
    const set = this.dependents.get(owner);
    set?.delete(dependent);
    if (set?.size === 0) this.dependents.delete(owner);
  }
}
