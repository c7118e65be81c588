import type { KubeObject } from '../../object.js';
import { Collection, objectKey } from './collection.js';
import type { Disk } from './disk.js';
import { EventLog, type StoreEvent } from './event-log.js';
import { jsonOf } from './object-json.js';

/** Revisions skipped at every start: a version that a power failure took back is never given to another state. */
const REVISION_GAP = 1000;

/** What a store is made of. */
export interface ObjectStoreOptions {
  readonly disk: Disk;
  /** Called when a change could not be written: memory is ahead of the disk then and the process must end. */
  readonly onBroken: (error: unknown) => void;
}

/**
 * All objects, parsed, in memory, with the disk behind. Changes are synchronous and get the next revision; they count
 * as done, and watchers see them, when the disk has committed them (`settled`).
 */
export class ObjectStore {
  private readonly collections = new Map<string, Collection>();
  private readonly logs = new Map<string, EventLog>();
  private readonly listeners = new Map<string, Set<(event: StoreEvent) => void>>();
  private readonly everyListener = new Set<(event: StoreEvent) => void>();
  private readonly pending: StoreEvent[] = [];
  private readonly disk: Disk;
  private readonly onBroken: (error: unknown) => void;
  /** The newest revision on disk when this process started, and the revision it started from. */
  private readonly loaded: number;
  private readonly started: number;
  private older: StoreEvent[] | undefined;
  private lastSettled: Promise<void> = Promise.resolve();
  private current: number;
  private published: number;

  constructor(options: ObjectStoreOptions) {
    this.disk = options.disk;
    this.onBroken = options.onBroken;
    this.loaded = this.disk.lastRevision();
    this.started = this.loaded + REVISION_GAP;
    this.current = this.started;
    this.published = this.started;
    this.disk.trim();
    for (const { storage, key, object } of this.disk.load()) this.collection(storage).set(key, object);
  }

  /** The newest revision given out. */
  get revision(): number {
    return this.current;
  }

  /** The newest revision that is durable and that watchers have seen. */
  get committed(): number {
    return this.published;
  }

  /** Resolves when every change made so far is durable and watchers have seen it. */
  settled(): Promise<void> {
    return this.lastSettled;
  }

  get(storage: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.collections.get(storage)?.get(objectKey(namespace, name));
  }

  list(storage: string, namespace?: string): KubeObject[] {
    return this.collections.get(storage)?.list(namespace) ?? [];
  }

  /** The names of all storages that hold objects. */
  storages(): string[] {
    return [...this.collections].filter(([, { size }]) => size > 0).map(([storage]) => storage);
  }

  count(storage: string): number {
    return this.collections.get(storage)?.size ?? 0;
  }

  /** Stores an object under the next revision and answers it with that revision. */
  put(storage: string, object: KubeObject): KubeObject {
    const { namespace, name } = object.metadata;
    const previous = this.get(storage, namespace, name);
    const stored = this.stamp(object);
    this.collection(storage).set(objectKey(namespace, name), stored);
    this.record({ revision: this.current, storage, object: stored, size: jsonOf(stored).length, ...(previous ? { type: 'MODIFIED', previous } : { type: 'ADDED' }) });
    return stored;
  }

  /** Removes an object; the answer carries the revision of the removal. */
  remove(storage: string, object: KubeObject): KubeObject {
    const { namespace, name } = object.metadata;
    const previous = this.get(storage, namespace, name) ?? object;
    const removed = this.stamp(object);
    this.collection(storage).delete(objectKey(namespace, name));
    this.record({ revision: this.current, storage, type: 'DELETED', object: removed, previous, size: jsonOf(removed).length });
    return removed;
  }

  /** Calls `listener` with every committed event of a storage, or of all storages, in order, until it is ended. */
  subscribe(storage: string | undefined, listener: (event: StoreEvent) => void): () => void {
    const set = storage === undefined ? this.everyListener : this.listenersOf(storage);
    set.add(listener);
    return () => set.delete(listener);
  }

  /** The committed events of a storage after a revision that `isKnown`. */
  log(storage: string): EventLog {
    let log = this.logs.get(storage);
    if (!log) {
      log = new EventLog(this.older ? this.olderFloor() : this.started);
      if (this.older) log.prepend(this.older.filter((event) => event.storage === storage), this.olderFloor());
      this.logs.set(storage, log);
    }
    return log;
  }

  /** Whether every event of the storage after the revision is still known. Reads the former process's events once. */
  isKnown(storage: string, revision: number): boolean {
    if (revision >= this.started) return revision >= this.log(storage).floor;
    if (revision > this.loaded) return false;
    this.loadOlder();
    return revision >= this.log(storage).floor;
  }

  /** Events after a revision including those not yet committed, oldest first. */
  eventsAfter(storage: string, revision: number): StoreEvent[] {
    return [...this.log(storage).since(revision), ...this.pending.filter((event) => event.storage === storage && event.revision > revision)];
  }

  async close(): Promise<void> {
    await this.lastSettled;
    await this.disk.close();
  }

  private collection(storage: string): Collection {
    let collection = this.collections.get(storage);
    if (!collection) this.collections.set(storage, (collection = new Collection()));
    return collection;
  }

  private listenersOf(storage: string): Set<(event: StoreEvent) => void> {
    let set = this.listeners.get(storage);
    if (!set) this.listeners.set(storage, (set = new Set()));
    return set;
  }

  private stamp(object: KubeObject): KubeObject {
    this.current += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.current) } };
  }

  private record(event: StoreEvent): void {
    this.pending.push(event);
    const committed = this.disk.write(event);
    const before = this.lastSettled;
    this.lastSettled = Promise.all([before, committed]).then(
      () => this.publish(event),
      (error: unknown) => {
        this.onBroken(error);
        throw error;
      },
    );
    // Whoever waits for the change is told; nobody waiting is no unhandled rejection, onBroken has ended the process.
    this.lastSettled.catch(() => undefined);
  }

  private publish(event: StoreEvent): void {
    this.pending.shift();
    this.published = event.revision;
    this.log(event.storage).append(event);
    for (const listener of this.listenersOf(event.storage)) listener(event);
    for (const listener of this.everyListener) listener(event);
  }

  private loadOlder(): void {
    if (this.older) return;
    this.older = this.disk.loadEvents(this.loaded).map((event) => (event.type === 'DELETED' ? { ...event, previous: event.object } : event));
    const floor = this.olderFloor();
    for (const [storage, log] of this.logs) {
      if (log.floor <= this.started) log.prepend(this.older.filter((event) => event.storage === storage), floor);
    }
  }

  /** The oldest revision from which the former process's events are complete. */
  private olderFloor(): number {
    return this.older?.[0] ? this.older[0].revision - 1 : this.loaded;
  }
}
