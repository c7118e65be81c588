import type { Watcher } from '../client/kube-connection.js';
import { systemClock, type Clock } from '../clock.js';
import type { Key, Kind, KubeObject } from '../kube-object.js';
import { silentLogger, type Logger } from '../logger.js';
import type { Change, KubeCache } from './kube-cache.js';
import { ObjectStore } from './object-store.js';
import { Reflector, type ReflectorSettings } from './reflector.js';

/** A kind that is kept in the cache, whole or only what carries certain labels. */
export interface CachedKind {
  readonly kind: Kind;
  readonly labelSelector?: string;
}

/** What a cache is made of. */
export interface KubeCacheOptions {
  readonly watcher: Watcher;
  readonly kinds: readonly CachedKind[];
  /** Namespaces to watch; all of them when left out. */
  readonly namespaces?: readonly string[];
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly logger?: Logger;
  readonly settings?: ReflectorSettings;
}

/** A cache that runs until it is stopped. */
export interface RunningKubeCache extends KubeCache {
  /** False while a watch fails: what is read may be old. */
  readonly connected: boolean;
  stop(): Promise<void>;
}

/** Starts a cache; await `whenSynced()` before reading. */
export const startKubeCache = (options: KubeCacheOptions): RunningKubeCache => new WatchingKubeCache(options);

const kindText = (kind: Kind): string => `${kind.apiVersion}/${kind.plural}${kind.part === undefined ? '' : `/${kind.part}`}`;

interface Shelf {
  readonly store: ObjectStore;
  readonly handlers: Set<(change: Change) => void>;
}

class WatchingKubeCache implements RunningKubeCache {
  readonly #shelves = new Map<string, Shelf>();
  readonly #reflectors: Reflector[];
  readonly #unlisted = new Set<object>();
  readonly #whenSynced: Promise<void>;
  #resolveSynced: () => void = () => {};

  constructor(options: KubeCacheOptions) {
    this.#whenSynced = new Promise((resolve) => {
      this.#resolveSynced = resolve;
    });
    this.#reflectors = options.kinds.flatMap((cached) => this.#reflectorsOf(cached, options));
    for (const reflector of this.#reflectors) reflector.start();
    if (this.#reflectors.length === 0) this.#resolveSynced();
  }

  #reflectorsOf({ kind, labelSelector }: CachedKind, options: KubeCacheOptions): Reflector[] {
    const shelf: Shelf = { store: new ObjectStore(), handlers: new Set() };
    this.#shelves.set(kindText(kind), shelf);
    const namespaces = kind.namespaced ? options.namespaces ?? [undefined] : [undefined];
    const logger = options.logger ?? silentLogger;
    return namespaces.map((namespace) => {
      const token = {};
      this.#unlisted.add(token);
      return new Reflector({ kind, selection: { namespace, labelSelector }, store: shelf.store }, {
        watcher: options.watcher,
        clock: options.clock ?? systemClock,
        random: options.random ?? Math.random,
        logger,
        onChange: (change) => tellAll(shelf, change, logger),
        onListed: () => this.#listed(token),
      }, options.settings);
    });
  }

  #listed(token: object): void {
    this.#unlisted.delete(token);
    if (this.#unlisted.size === 0) this.#resolveSynced();
  }

  #shelf(kind: Kind): Shelf {
    const shelf = this.#shelves.get(kindText(kind));
    if (shelf === undefined) throw new TypeError(`${kind.kind} is not one of the kinds that this cache keeps`);
    return shelf;
  }

  get<T extends KubeObject>(kind: Kind<T>, key: Key): T | undefined {
    return this.#shelf(kind).store.get(kind.namespaced ? key : { name: key.name }) as T | undefined;
  }

  list<T extends KubeObject>(kind: Kind<T>, options?: { namespace?: string; cluster?: string }): readonly T[] {
    return this.#shelf(kind).store.list(options) as readonly T[];
  }

  onChange<T extends KubeObject>(kind: Kind<T>, handler: (change: Change<T>) => void): () => void {
    const { handlers } = this.#shelf(kind);
    const entry = (change: Change): void => handler(change as Change<T>);
    handlers.add(entry);
    return () => void handlers.delete(entry);
  }

  get synced(): boolean {
    return this.#unlisted.size === 0;
  }

  get connected(): boolean {
    return this.synced && !this.#reflectors.some(({ failing }) => failing);
  }

  whenSynced(): Promise<void> {
    return this.#whenSynced;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#reflectors.map((reflector) => reflector.stop()));
  }
}

/** Tells a change to every handler; one that throws is a fault of ours and must not keep it from the others. */
const tellAll = (shelf: Shelf, change: Change, logger: Logger): void => {
  for (const handler of shelf.handlers) {
    try {
      handler(change);
    } catch (error) {
      const { kind, metadata } = change.object;
      logger.error({ kind, name: metadata.name, error: error instanceof Error ? error.stack : String(error) }, 'a cache handler threw');
    }
  }
};
