import type { KubeObject } from './object.js';

/** Names a kind of object by its place in the API: group ('' for core), version and plural. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

/** Names one object. `namespace` is undefined for cluster-scoped kinds. */
export interface ObjectKey {
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** What of a kind is listed or watched; everything that is left out is not restricted. */
export interface ListOptions {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** How an object is deleted. */
export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/** A change as a watcher sees it. */
export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED'; readonly object: KubeObject; readonly previous?: KubeObject }
  | { readonly type: 'DELETED'; readonly object: KubeObject };

/**
 * What the controllers and the node agent may do: the same API that clients reach over HTTP, with the same validation,
 * defaulting, admission, conflicts and events, called in the process. Every failure is a `StatusError` with a Status body.
 * Objects handed out are shared and frozen by convention: copy before changing.
 */
export interface ApiAccess {
  get(resource: Resource, key: ObjectKey): KubeObject | undefined;
  list(resource: Resource, options?: ListOptions): readonly KubeObject[];
  create(resource: Resource, object: KubeObject): Promise<KubeObject>;
  /** A whole-object write; a stale `metadata.resourceVersion` is a Conflict. */
  update(resource: Resource, object: KubeObject, subresource?: 'status'): Promise<KubeObject>;
  /** JSON merge patch (RFC 7396). */
  mergePatch(resource: Resource, key: ObjectKey, patch: unknown, subresource?: 'status'): Promise<KubeObject>;
  /** Reads, changes with a pure function, writes, again on Conflict (bounded); returning undefined writes nothing. */
  modify(
    resource: Resource,
    key: ObjectKey,
    change: (current: KubeObject) => KubeObject | undefined,
    subresource?: 'status',
  ): Promise<KubeObject | undefined>;
  /** Resolves to the object as it is after the request; undefined when it was not there. */
  delete(resource: Resource, key: ObjectKey, options?: DeleteOptions): Promise<KubeObject | undefined>;
  /**
   * Calls `handler` synchronously with ADDED for every object there is, then with every change in order of
   * resourceVersion, until the returned function is called. A handler must not throw and must not block.
   */
  watch(resource: Resource, options: ListOptions, handler: (event: WatchEvent) => void): () => void;
}
