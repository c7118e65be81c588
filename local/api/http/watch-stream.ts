import type { ServerResponse } from 'node:http';
import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import type { ApiCore } from '../core.js';
import { groupVersion, type ResourceDefinition } from '../registry/resource-definition.js';
import type { Selection } from '../selectors/selection.js';
import { isSelected } from '../selectors/selection.js';
import { selectEvent, type SelectedEvent } from '../watch/watch-event.js';

/** Bytes waiting in one connection before the watch reads no further until they are sent. */
const HIGH_WATER_BYTES = 1024 * 1024;
/** Milliseconds a client may leave a full connection unread; then it is cut. */
const STALLED_MS = 60_000;
/** Milliseconds between bookmarks of a quiet watch. */
const BOOKMARK_MS = 60_000;
/** A watch without timeoutSeconds ends after this long, as clients expect. */
const DEFAULT_TIMEOUT_MS = 30 * 60_000;

/** A watch as it was asked for. */
export interface WatchRequest {
  readonly definition: ResourceDefinition;
  readonly selection: Selection;
  /** Events after this revision are sent; undefined starts with the objects there are. */
  readonly from: number | undefined;
  readonly bookmarks: boolean;
  /** A bookmark marks the end of the first objects. */
  readonly markInitial: boolean;
  readonly timeoutSeconds: number | undefined;
  /** The text of an event in the shape the client wants. */
  readonly write: (event: SelectedEvent) => string;
  /** A bookmark's object in that shape. */
  readonly bookmark: (revision: number, initial: boolean) => string;
}

/**
 * Serves a watch. A client that reads slowly is not buffered for: the watch stops at its place in the log and goes on
 * from there, and when the log has moved past that place the watch ends with 410 and the client lists again.
 */
export class WatchStream {
  private cursor: number;
  private blocked = false;
  private closed = false;
  private initial: readonly KubeObject[] = [];
  private initialIndex = 0;
  private inInitial = false;
  private stalled: NodeJS.Timeout | undefined;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly unsubscribe: () => void;

  constructor(
    private readonly core: ApiCore,
    private readonly response: ServerResponse,
    private readonly request: WatchRequest,
  ) {
    const { definition, selection, from } = request;
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' });
    response.flushHeaders();
    this.cursor = from ?? core.store.revision;
    if (from === undefined) {
      const objects = core.store.list(definition.storage, selection.namespace);
      this.initial = selection.matches ? objects.filter((object) => isSelected(selection, object)) : objects;
      this.inInitial = true;
    }
    this.unsubscribe = core.store.subscribe(definition.storage, () => this.pump());
    response.on('drain', () => this.resume());
    response.on('close', () => this.stop());
    this.startTimers();
    this.pump();
  }

  /** Ends the watch in order. */
  end(): void {
    if (this.closed) return;
    if (this.request.bookmarks && !this.blocked) this.response.write(this.request.bookmark(this.position(), false));
    this.response.end();
    this.stop();
  }

  private startTimers(): void {
    const { timeoutSeconds, bookmarks } = this.request;
    this.timers.push(setTimeout(() => this.end(), timeoutSeconds === undefined ? DEFAULT_TIMEOUT_MS : timeoutSeconds * 1000));
    if (bookmarks) this.timers.push(setInterval(() => this.sendBookmark(), BOOKMARK_MS));
    for (const timer of this.timers) timer.unref();
  }

  private sendBookmark(): void {
    if (!this.closed && !this.blocked && !this.inInitial) this.send(this.request.bookmark(this.position(), false));
  }

  /** The newest revision this watch has seen everything of. */
  private position(): number {
    return Math.max(this.cursor, this.core.store.committed);
  }

  private resume(): void {
    this.blocked = false;
    clearTimeout(this.stalled);
    this.pump();
  }

  /** Sends what there is from the cursor on, until the connection is full. */
  private pump(): void {
    if (this.closed || this.blocked) return;
    if (this.inInitial && !this.pumpInitial()) return;
    const { definition, selection } = this.request;
    const log = this.core.store.log(definition.storage);
    if (this.cursor < log.floor && !this.core.store.isKnown(definition.storage, this.cursor)) return this.expire();
    for (let index = log.indexAfter(this.cursor); !this.blocked && !this.closed; index += 1) {
      const event = log.at(index);
      if (!event) break;
      this.cursor = event.revision;
      const selected = selectEvent(selection, event);
      if (selected) this.send(this.request.write(selected));
    }
  }

  /** Answers whether all first objects are sent. */
  private pumpInitial(): boolean {
    while (this.initialIndex < this.initial.length) {
      if (this.blocked) return false;
      const object = this.initial[this.initialIndex];
      this.initialIndex += 1;
      if (object) this.send(this.request.write({ type: 'ADDED', object }));
    }
    if (this.blocked) return false;
    this.inInitial = false;
    this.initial = [];
    if (this.request.markInitial) this.send(this.request.bookmark(this.cursor, true));
    return true;
  }

  private send(text: string): void {
    this.response.write(text);
    if (this.response.writableLength < HIGH_WATER_BYTES) return;
    this.blocked = true;
    this.stalled = setTimeout(() => this.response.destroy(), STALLED_MS);
    this.stalled.unref();
  }

  private expire(): void {
    const error = new StatusError(410, 'Expired', `too old resource version: ${this.cursor} (${this.core.store.log(this.request.definition.storage).floor})`);
    this.response.end(`{"type":"ERROR","object":${JSON.stringify(error.body)}}\n`);
    this.stop();
  }

  private stop(): void {
    if (this.closed) return;
    this.closed = true;
    this.unsubscribe();
    clearTimeout(this.stalled);
    for (const timer of this.timers) clearTimeout(timer);
  }
}

/** A bookmark as clients that want whole objects read it. */
export function bookmarkLine(definition: ResourceDefinition, revision: number, initial: boolean): string {
  const annotations = initial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {};
  const object = { kind: definition.kind, apiVersion: groupVersion(definition), metadata: { resourceVersion: String(revision), creationTimestamp: null, ...annotations } };
  return `${JSON.stringify({ type: 'BOOKMARK', object })}\n`;
}
