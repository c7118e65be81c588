import type { KubeObject } from '../../object.js';

/** A change of one object, as every watcher of its resource is told. `object` carries the revision of the change. */
export interface StoreEvent {
  readonly revision: number;
  readonly storage: string;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
  /** The object before the change; absent for ADDED. */
  readonly previous?: KubeObject;
  /** The length of the JSON text of `object`. */
  readonly size: number;
}

/** Events kept per resource; older versions are answered with 410. */
export const MAXIMUM_EVENTS = 8192;
/** Characters of JSON kept per resource. */
export const MAXIMUM_EVENT_CHARACTERS = 32 * 1024 * 1024;

/** The recent events of one resource, oldest first, bounded by number and size. */
export class EventLog {
  private events: StoreEvent[] = [];
  private first = 0;
  private characters = 0;

  /** @param floor events at or below this revision are not known. */
  constructor(public floor: number) {}

  append(event: StoreEvent): void {
    this.events.push(event);
    this.characters += event.size;
    while (this.length > MAXIMUM_EVENTS || (this.characters > MAXIMUM_EVENT_CHARACTERS && this.length > 1)) this.dropFirst();
  }

  /** Puts events from before this process in front; they must be older than everything in the log. */
  prepend(older: readonly StoreEvent[], floor: number): void {
    this.events = [...older, ...this.events.slice(this.first)];
    this.first = 0;
    this.characters += older.reduce((sum, { size }) => sum + size, 0);
    this.floor = floor;
  }

  /** The index of the first event after a revision, for `at`; stays valid until the next append. */
  indexAfter(revision: number): number {
    let low = this.first;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.events[middle]?.revision ?? 0) <= revision) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  at(index: number): StoreEvent | undefined {
    return this.events[index];
  }

  since(revision: number): StoreEvent[] {
    return this.events.slice(this.indexAfter(revision));
  }

  private get length(): number {
    return this.events.length - this.first;
  }

  private dropFirst(): void {
    const event = this.events[this.first];
    if (!event) return;
    this.characters -= event.size;
    this.floor = event.revision;
    this.first += 1;
    if (this.first > 1024 && this.first * 2 > this.events.length) {
      this.events = this.events.slice(this.first);
      this.first = 0;
    }
  }
}
