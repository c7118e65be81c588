import { LABEL_CLUSTER } from '../../schema/naming/labels.js';
import type { Key, KubeObject } from '../kube-object.js';
import type { Change } from './kube-cache.js';

const keyText = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`;

/** The cluster that an object belongs to: by its label, or by `spec.cluster` of resources of ours that were written without the label. */
export const clusterOf = (object: KubeObject & { readonly spec?: { readonly cluster?: unknown } }): string | undefined => {
  const named = object.metadata.labels?.[LABEL_CLUSTER] ?? object.spec?.cluster;
  return typeof named === 'string' ? named : undefined;
};

const clusterText = (object: KubeObject): string | undefined => {
  const cluster = clusterOf(object);
  return cluster === undefined ? undefined : keyText(object.metadata.namespace, cluster);
};

/** A group of objects by key, with its values as an array that is made once per change. */
class Group<T> {
  readonly #members = new Map<string, T>();
  #values: readonly T[] | undefined;

  set(key: string, member: T): void {
    this.#members.set(key, member);
    this.#values = undefined;
  }

  /** Removes a member; true when the group is empty then. */
  remove(key: string): boolean {
    this.#members.delete(key);
    this.#values = undefined;
    return this.#members.size === 0;
  }

  get(key: string): T | undefined {
    return this.#members.get(key);
  }

  values(): readonly T[] {
    this.#values ??= Object.freeze([...this.#members.values()]);
    return this.#values;
  }
}

/** The objects of one kind, indexed by namespace and by the cluster that they belong to. */
export class ObjectStore<T extends KubeObject = KubeObject> {
  readonly #all = new Group<T>();
  readonly #byNamespace = new Map<string, Group<T>>();
  readonly #byCluster = new Map<string, Group<T>>();

  get(key: Partial<Key> & { readonly name: string }): T | undefined {
    return this.#all.get(keyText(key.namespace, key.name));
  }

  list(options: { namespace?: string; cluster?: string } = {}): readonly T[] {
    const { namespace, cluster } = options;
    if (cluster !== undefined && namespace !== undefined) return this.#byCluster.get(keyText(namespace, cluster))?.values() ?? [];
    if (cluster !== undefined) return this.#all.values().filter((object) => clusterOf(object) === cluster);
    if (namespace !== undefined) return this.#byNamespace.get(namespace)?.values() ?? [];
    return this.#all.values();
  }

  /** Stores an object; resolves to the changes this means: none when it is known, two when it was made anew under its name. */
  put(object: T): readonly Change<T>[] {
    const previous = this.get(object.metadata);
    if (previous === undefined) {
      this.#insert(object);
      return [{ type: 'ADDED', object }];
    }
    if (previous.metadata.uid !== object.metadata.uid) return [...this.remove(previous), ...this.put(object)];
    if (previous.metadata.resourceVersion === object.metadata.resourceVersion) return [];
    this.#take(previous);
    this.#insert(object);
    return [{ type: 'MODIFIED', object, previous }];
  }

  /** Removes an object; no change when it is not there. `object` is its last state. */
  remove(object: T): readonly Change<T>[] {
    const previous = this.get(object.metadata);
    if (previous === undefined) return [];
    this.#take(previous);
    return [{ type: 'DELETED', object, previous }];
  }

  #insert(object: T): void {
    const key = keyText(object.metadata.namespace, object.metadata.name);
    this.#all.set(key, object);
    join(this.#byNamespace, object.metadata.namespace ?? '').set(key, object);
    const cluster = clusterText(object);
    if (cluster !== undefined) join(this.#byCluster, cluster).set(key, object);
  }

  #take(object: T): void {
    const key = keyText(object.metadata.namespace, object.metadata.name);
    this.#all.remove(key);
    leave(this.#byNamespace, object.metadata.namespace ?? '', key);
    const cluster = clusterText(object);
    if (cluster !== undefined) leave(this.#byCluster, cluster, key);
  }
}

const join = <T>(groups: Map<string, Group<T>>, name: string): Group<T> => {
  const found = groups.get(name);
  if (found !== undefined) return found;
  const made = new Group<T>();
  groups.set(name, made);
  return made;
};

const leave = <T>(groups: Map<string, Group<T>>, name: string, key: string): void => {
  if (groups.get(name)?.remove(key) === true) groups.delete(name);
};
