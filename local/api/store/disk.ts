import { open, type Database, type RootDatabase } from 'lmdb';
import { mkdirSync } from 'node:fs';
import type { KubeObject } from '../../object.js';
import { objectKey } from './collection.js';
import { Journal, type JournalEntry } from './journal.js';
import { jsonOf } from './object-json.js';
import type { StoreEvent } from './event-log.js';

/** Events kept on disk, so that watches resume after a restart. */
export const PERSISTED_EVENTS = 4096;

/** Bytes of address space reserved for the store; the file itself grows as needed. */
const MAP_BYTES = 1024 * 1024 * 1024;

interface StoredEvent {
  readonly storage: string;
  readonly type: StoreEvent['type'];
  readonly object: KubeObject;
  readonly previous?: KubeObject;
}

/**
 * The durable half of the store: a database (LMDB) and a journal before it. A write is acknowledged when the journal has
 * it: from then on it survives the end of the process, however it ends. The database follows and waits for the device, so
 * a power failure may take the last moments but never tears the store; the next start brings it up to the journal.
 */
export class Disk {
  /** Resolves when the database has what was written last. */
  private behind: Promise<void> = Promise.resolve();

  private readonly root: RootDatabase<string, string>;
  private readonly objects: Database<string, string>;
  private readonly events: Database<string, number>;

  private constructor(
    databases: { readonly root: RootDatabase<string, string>; readonly objects: Database<string, string>; readonly events: Database<string, number> },
    private readonly journal: Journal,
    private readonly onBehind: (error: unknown) => void,
  ) {
    this.root = databases.root;
    this.objects = databases.objects;
    this.events = databases.events;
  }

  /** Opens a store. `onBehind` is told when the database could not take a change that was acknowledged: the process must end then. */
  static open(
    directory: string,
    onBehind: (error: unknown) => void = (error) => {
      throw error;
    },
  ): Disk {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const root = open<string, string>({ path: directory, encoding: 'string', maxDbs: 4, mapSize: MAP_BYTES });
    const objects = root.openDB<string, string>('objects', { encoding: 'string' });
    const events = root.openDB<string, number>('events', { encoding: 'string' });
    const { journal, entries } = Journal.open(directory);
    const disk = new Disk({ root, objects, events }, journal, onBehind);
    disk.recover(entries);
    return disk;
  }

  /** Every object: its storage, its key and itself. */
  *load(): Generator<{ storage: string; key: string; object: KubeObject }> {
    for (const { key, value } of this.objects.getRange()) {
      const separator = key.indexOf('|');
      yield { storage: key.slice(0, separator), key: key.slice(separator + 1), object: JSON.parse(value) as KubeObject };
    }
  }

  /** The revision of the newest event; 0 in an empty store. */
  lastRevision(): number {
    for (const key of this.events.getKeys({ reverse: true, limit: 1 })) return key;
    return 0;
  }

  /** Events up to and including `last`, oldest first. */
  loadEvents(last: number): StoreEvent[] {
    const result: StoreEvent[] = [];
    for (const { key, value } of this.events.getRange({ start: 0, end: last + 1 })) {
      result.push({ ...(JSON.parse(value) as StoredEvent), revision: key, size: value.length });
    }
    return result;
  }

  /** Removes the oldest events of former processes beyond the bound. */
  trim(): void {
    const surplus = this.events.getKeysCount() - PERSISTED_EVENTS;
    if (surplus <= 0) return;
    for (const key of this.events.getKeys({ limit: surplus })) void this.events.remove(key);
  }

  /** Resolves when the change survives the end of the process. */
  async write(event: StoreEvent): Promise<void> {
    const { revision, storage } = event;
    const previous = event.previous && event.type === 'MODIFIED' ? `,"previous":${jsonOf(event.previous)}` : '';
    const record = `{"storage":${JSON.stringify(storage)},"type":"${event.type}","object":${jsonOf(event.object)}${previous}}`;
    this.journal.append({ revision, record });
    const id = idOf(storage, event.object);
    void (event.type === 'DELETED' ? this.objects.remove(id) : this.objects.put(id, jsonOf(event.object)));
    if (revision > PERSISTED_EVENTS) void this.events.remove(revision - PERSISTED_EVENTS);
    this.behind = this.events.put(revision, record).then(() => this.journal.setStored(revision), this.onBehind);
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.behind;
    await this.root.flushed;
    await this.root.close();
    this.journal.close();

  }

  /** Writes what the journal has and the database has not. */
  private recover(entries: readonly JournalEntry[]): void {
    const last = this.lastRevision();
    const missing = entries.filter(({ revision }) => revision > last);
    if (missing.length === 0) return;
    this.root.transactionSync(() => {
      for (const { revision, record } of missing) {
        const { storage, type, object } = JSON.parse(record) as StoredEvent;
        if (type === 'DELETED') this.objects.removeSync(idOf(storage, object));
        else this.objects.putSync(idOf(storage, object), jsonOf(object));
        this.events.putSync(revision, record);
      }
    });
  }
}

/** The key of an object in the database. */
function idOf(storage: string, { metadata }: KubeObject): string {
  return `${storage}|${objectKey(metadata.namespace, metadata.name)}`;
}
