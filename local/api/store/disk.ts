import { open, type Database, type RootDatabase } from 'lmdb';
import type { KubeObject } from '../../object.js';
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
 * The durable half of the store (LMDB). A write is acknowledged when its transaction is committed: from then on it
 * survives the end of the process, however it ends. The flush to the device follows at once without being waited for
 * (LMDB's overlapping sync keeps the file consistent), so a power failure may take the last moments but never tears
 * the store. Writes of one turn of the event loop share a transaction.
 */
export class Disk {
  private constructor(
    private readonly root: RootDatabase<string, string>,
    private readonly objects: Database<string, string>,
    private readonly events: Database<string, number>,
  ) {}

  static open(directory: string): Disk {
    const root = open<string, string>({ path: directory, encoding: 'string', maxDbs: 4, mapSize: MAP_BYTES, separateFlushed: true });
    return new Disk(root, root.openDB<string, string>('objects', { encoding: 'string' }), root.openDB<string, number>('events', { encoding: 'string' }));
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

  /** Resolves when the change is committed. */
  async write(event: StoreEvent, key: string): Promise<void> {
    const id = `${event.storage}|${key}`;
    const previous = event.previous && event.type === 'MODIFIED' ? `,"previous":${jsonOf(event.previous)}` : '';
    const record = `{"storage":${JSON.stringify(event.storage)},"type":"${event.type}","object":${jsonOf(event.object)}${previous}}`;
    void (event.type === 'DELETED' ? this.objects.remove(id) : this.objects.put(id, jsonOf(event.object)));
    if (event.revision > PERSISTED_EVENTS) void this.events.remove(event.revision - PERSISTED_EVENTS);
    await this.events.put(event.revision, record);
  }

  async close(): Promise<void> {
    await this.root.flushed;
    await this.root.close();
  }
}
