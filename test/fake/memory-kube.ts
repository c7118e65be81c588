import { randomUUID } from 'node:crypto';
import type { Change, KubeCache } from '../../kube/cache/kube-cache.js';
import type { KubeClient, WriteOptions } from '../../kube/client/kube-client.js';
import { KubeError } from '../../kube/kube-error.js';
import type { Key, Kind, KubeObject } from '../../kube/kube-object.js';

type Store = Map<string, KubeObject>;
type Handler = (change: Change) => void;

const merge = (target: unknown, patch: unknown): unknown => {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Record<string, unknown> = { ...(typeof target === 'object' ? target : {}) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else if (value !== undefined) result[key] = merge(result[key], value);
  }
  return result;
};

/**
 * A Kubernetes in memory for unit tests of the server: the two seams over one store, versions and refusals as a real one
 * has them. `fail` makes the next call of a verb reject, for tests of what happens in between.
 */
export class MemoryKube {
  readonly #kinds = new Map<string, Store>();
  readonly #handlers = new Map<string, Set<Handler>>();
  readonly #failures: { verb: string; kind: string; error: Error }[] = [];
  /** Every write that came through, in order: `create PostgresCluster/hippo`. */
  readonly writes: string[] = [];
  /** Whether the cache says that it is synced. */
  isSynced = true;
  #version = 0;

  readonly cache: KubeCache;
  readonly client: KubeClient;

  constructor(private readonly now: () => number = () => Date.UTC(2026, 10, 22)) {
    const isSynced = (): boolean => this.isSynced;
    this.cache = {
      get: (kind, key) => this.#get(kind, key),
      list: (kind, options) => this.#list(kind, options),
      onChange: (kind, handler) => this.#onChange(kind, handler),
      get synced() { return isSynced(); },
      whenSynced: async () => {},
    };
    this.client = {
      get: async (kind, key) => {
        this.#refuse('get', kind);
        return this.#get(kind, key);
      },
      list: async (kind, options) => {
        this.#refuse('list', kind);
        return this.#list(kind, options);
      },
      create: (kind, object, options) => this.#create(kind, object, options),
      apply: async (kind, object) => {
        this.#refuse('apply', kind);
        return this.#write(kind, object, this.#existing(kind, object), 'apply');
      },
      applyStatus: async (kind, object) => this.#write(kind, merge(this.#existing(kind, object), object) as typeof object, this.#existing(kind, object), 'status'),
      mergePatch: (kind, key, patch, options) => this.#mergePatch(kind, key, patch, options),
      delete: (kind, key, options) => this.#delete(kind, key, options),
      close: async () => {},
    };
  }

  /** The next `verb` on `kind` rejects. */
  fail(verb: string, kind: string, error: Error): void {
    this.#failures.push({ verb, kind, error });
  }

  /** Puts an object there as if someone else had written it. */
  put<T extends KubeObject>(kind: Kind<T>, object: Omit<T, 'apiVersion' | 'kind'>): T {
    const key = this.#key(object.metadata.namespace ?? '', object.metadata.name);
    const previous = this.#store(kind).get(key);
    return this.#write(kind, { ...object, apiVersion: kind.apiVersion, kind: kind.kind } as unknown as T, previous as T | undefined);
  }

  #get<T extends KubeObject>(kind: Kind<T>, { namespace, name }: Key): T | undefined {
    return this.#store(kind).get(this.#key(namespace, name)) as T | undefined;
  }

  #list<T extends KubeObject>(kind: Kind<T>, options: { namespace?: string; labelSelector?: string } = {}): T[] {
    return [...this.#store(kind).values()].filter(({ metadata }) => (options.namespace === undefined || metadata.namespace === options.namespace)
      && (options.labelSelector === undefined || options.labelSelector in (metadata.labels ?? {}))) as T[];
  }

  #onChange<T extends KubeObject>(kind: Kind<T>, handler: (change: Change<T>) => void): () => void {
    const handlers = this.#handlers.get(kind.kind) ?? new Set<Handler>();
    this.#handlers.set(kind.kind, handlers.add(handler as unknown as Handler));
    return () => handlers.delete(handler as unknown as Handler);
  }

  async #create<T extends KubeObject>(kind: Kind<T>, object: T, options: WriteOptions): Promise<T> {
    this.#refuse('create', kind);
    const { namespace = '', name } = object.metadata;
    if (this.#store(kind).has(this.#key(namespace, name))) throw new KubeError(409, 'AlreadyExists', `${kind.plural} "${name}" already exists`);
    return options.dryRun === true ? object : this.#write(kind, object, undefined, 'create');
  }

  async #mergePatch<T extends KubeObject>(kind: Kind<T>, { namespace, name }: Key, patch: object, options: WriteOptions): Promise<T> {
    this.#refuse('patch', kind);
    const previous = this.#store(kind).get(this.#key(namespace, name)) as T | undefined;
    if (previous === undefined) throw new KubeError(404, 'NotFound', `${kind.plural} "${name}" not found`);
    const { resourceVersion } = (patch as { metadata?: { resourceVersion?: string } }).metadata ?? {};
    if (resourceVersion !== undefined && resourceVersion !== previous.metadata.resourceVersion) throw new KubeError(409, 'Conflict', 'the object has been modified');
    const next = merge(previous, patch) as T;
    return options.dryRun === true ? next : this.#write(kind, next, previous, 'patch');
  }

  async #delete(kind: Kind, { namespace, name }: Key, options: { uid?: string } = {}): Promise<boolean> {
    this.#refuse('delete', kind);
    const previous = this.#store(kind).get(this.#key(namespace, name));
    if (previous === undefined) return false;
    if (options.uid !== undefined && options.uid !== previous.metadata.uid) throw new KubeError(409, 'Conflict', 'the UID in the precondition does not match');
    this.#store(kind).delete(this.#key(namespace, name));
    this.writes.push(`delete ${kind.kind}/${name}`);
    this.#tell(kind, { type: 'DELETED', object: previous });
    return true;
  }

  #key(namespace: string, name: string): string {
    return `${namespace}/${name}`;
  }

  #store(kind: Kind): Store {
    const store = this.#kinds.get(kind.kind) ?? new Map<string, KubeObject>();
    this.#kinds.set(kind.kind, store);
    return store;
  }

  #existing<T extends KubeObject>(kind: Kind<T>, { metadata }: T): T | undefined {
    return this.#store(kind).get(this.#key(metadata.namespace ?? '', metadata.name)) as T | undefined;
  }

  #refuse(verb: string, kind: Kind): void {
    const index = this.#failures.findIndex((failure) => failure.verb === verb && failure.kind === kind.kind);
    if (index < 0) return;
    const [failure] = this.#failures.splice(index, 1);
    if (failure !== undefined) throw failure.error;
  }

  #write<T extends KubeObject>(kind: Kind<T>, object: T, previous: T | undefined, verb?: string): T {
    const metadata = {
      creationTimestamp: new Date(this.now()).toISOString(), uid: previous?.metadata.uid ?? randomUUID(), ...object.metadata,
      resourceVersion: String(this.#version += 1), generation: (previous?.metadata.generation ?? 0) + 1,
    };
    const stored = { ...object, metadata };
    this.#store(kind).set(this.#key(metadata.namespace ?? '', metadata.name), stored);
    if (verb !== undefined) this.writes.push(`${verb} ${kind.kind}/${metadata.name}`);
    this.#tell(kind, { type: previous === undefined ? 'ADDED' : 'MODIFIED', object: stored, ...(previous === undefined ? {} : { previous }) });
    return stored;
  }

  #tell(kind: Kind, change: Change): void {
    for (const handler of [...this.#handlers.get(kind.kind) ?? []]) handler(change);
  }
}
