import type { Key, Kind, KubeObject } from '../kube-object.js';

/** How a write is done. */
export interface WriteOptions {
  /** Field manager. */
  readonly manager: string;
  /** Validates and returns what would be stored, without storing it. */
  readonly dryRun?: boolean;
}

/** How a deletion is done. */
export interface DeleteOptions {
  /** Deletes only the object with this uid. */
  readonly uid?: string;
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
  readonly gracePeriodSeconds?: number;
}

/** Reads from the API server itself; loops and resolvers read from the cache instead. */
export interface Reader {
  /** Resolves to undefined when there is no such object. */
  get<T extends KubeObject>(kind: Kind<T>, key: Key): Promise<T | undefined>;
  list<T extends KubeObject>(kind: Kind<T>, options?: { namespace?: string; labelSelector?: string }): Promise<T[]>;
}

/** Writes. Refusals reject with a `KubeError`. */
export interface Writer {
  /** Creates; AlreadyExists is an error. */
  create<T extends KubeObject>(kind: Kind<T>, object: T, options: WriteOptions): Promise<T>;
  /** Server-side apply of the full intent of one manager, with force. */
  apply<T extends KubeObject>(kind: Kind<T>, object: T, options: WriteOptions): Promise<T>;
  /** Server-side apply of the status subresource. */
  applyStatus<T extends KubeObject>(kind: Kind<T>, object: T, options: WriteOptions): Promise<T>;
  /** JSON merge patch, with `metadata.resourceVersion` in the patch for compare-and-set. */
  mergePatch<T extends KubeObject>(kind: Kind<T>, key: Key, patch: object, options: WriteOptions): Promise<T>;
  /** Resolves to false when there was no such object. */
  delete(kind: Kind, key: Key, options?: DeleteOptions): Promise<boolean>;
}

/** Reads and writes. */
export interface KubeClient extends Reader, Writer {
  /** Closes pooled connections. */
  close(): Promise<void>;
}
