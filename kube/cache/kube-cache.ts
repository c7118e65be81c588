import type { Key, Kind, KubeObject } from '../kube-object.js';

/** A change of one object in the cache. */
export interface Change<T extends KubeObject = KubeObject> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: T;
  readonly previous?: T;
}

/**
 * One informer cache for the whole process: every kind that the server and the operator read, kept current by
 * watches that survive disconnects, 410 and restarts. Reads are synchronous and return shared objects: copy before
 * changing.
 */
export interface KubeCache {
  get<T extends KubeObject>(kind: Kind<T>, key: Key): T | undefined;
  /** All objects of a kind, of one namespace, or of one cluster (label `pgo.dev/cluster`, indexed). */
  list<T extends KubeObject>(kind: Kind<T>, options?: { namespace?: string; cluster?: string }): readonly T[];
  /** Calls `handler` with every change from now on; returns the function that ends it. Handlers must not throw. */
  onChange<T extends KubeObject>(kind: Kind<T>, handler: (change: Change<T>) => void): () => void;
  /** True once every kind has been listed. */
  readonly synced: boolean;
  /** Resolves once synced. */
  whenSynced(): Promise<void>;
}
