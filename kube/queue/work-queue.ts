/**
 * The queue of a loop: a key is visited by one worker at a time, however often it is added; what is added during its
 * visit makes one more visit. Failures come back with growing, jittered waits. One clock for all delays.
 */
import { backoffDelayMs, type Backoff } from '../backoff.js';
import type { Clock } from '../clock.js';
import { openQueues, visitEnded } from './queue-observer.js';

/** When to visit a key again. */
export type Next =
  | { readonly type: 'settled' }
  | { readonly type: 'at'; readonly delayMs: number }
  | { readonly type: 'retry'; readonly error: unknown };

/** Nothing to do until something changes. */
export const settled: Next = { type: 'settled' };

/** Settings and surroundings of a queue. */
export interface WorkQueueOptions {
  /** What the queue is called in metrics. Default `other`. */
  readonly name?: string;
  /** Visits one key. A rejection counts as `retry`. */
  readonly visit: (key: string) => Promise<Next>;
  /** Called with what a visit failed with and how often in a row. */
  readonly onError: (key: string, error: unknown, failures: number) => void;
  readonly clock: Clock;
  readonly random: () => number;
  /** Keys visited at the same time. Default 8. */
  readonly concurrency?: number;
  readonly backoff?: Backoff;
}

const CONCURRENCY_DEFAULT = 8;
const BACKOFF_DEFAULT: Backoff = { minMs: 50, maxMs: 60_000 };

const OUTCOMES = { settled: 'settled', at: 'again', retry: 'failed' } as const;

interface Delayed {
  readonly atMs: number;
  readonly cancel: () => void;
}

/** Holds keys and visits them; see the head of this file. */
export class WorkQueue {
  readonly #waiting = new Set<string>();
  readonly #visiting = new Set<string>();
  readonly #again = new Set<string>();
  readonly #delayed = new Map<string, Delayed>();
  readonly #failures = new Map<string, number>();
  #stopped = false;
  #whenIdle: (() => void) | undefined;

  constructor(private readonly options: WorkQueueOptions) {
    openQueues.add(this);
  }

  /** What it is called in metrics. */
  get name(): string {
    return this.options.name ?? 'other';
  }

  /** Asks for a visit as soon as possible. */
  add(key: string): void {
    if (this.#stopped) return;
    if (this.#visiting.has(key)) {
      this.#again.add(key);
      return;
    }
    this.#waiting.add(key);
    this.#next();
  }

  /** Asks for a visit after a time; an earlier one asked for before stays. */
  addAfter(key: string, delayMs: number): void {
    if (this.#stopped) return;
    const atMs = this.options.clock.now() + delayMs;
    const before = this.#delayed.get(key);
    if (before !== undefined && before.atMs <= atMs) return;
    before?.cancel();
    const cancel = this.options.clock.after(delayMs, () => {
      this.#delayed.delete(key);
      this.add(key);
    });
    this.#delayed.set(key, { atMs, cancel });
  }

  /** Keys that wait or are visited now. */
  get size(): number {
    return this.#waiting.size + this.#visiting.size;
  }

  /** Begins no more visits; resolves when those under way have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    openQueues.delete(this);
    this.#waiting.clear();
    this.#again.clear();
    for (const { cancel } of this.#delayed.values()) cancel();
    this.#delayed.clear();
    if (this.#visiting.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenIdle = resolve;
    });
  }

  #next(): void {
    for (const key of this.#waiting) {
      if (this.#visiting.size >= (this.options.concurrency ?? CONCURRENCY_DEFAULT)) return;
      this.#waiting.delete(key);
      this.#visiting.add(key);
      this.#delayed.get(key)?.cancel();
      this.#delayed.delete(key);
      void this.#visit(key);
    }
  }

  async #visit(key: string): Promise<void> {
    const startedAtMs = this.options.clock.now();
    let next: Next;
    try {
      next = await this.options.visit(key);
    } catch (error) {
      next = { type: 'retry', error };
    }
    visitEnded({ queue: this.name, outcome: OUTCOMES[next.type], seconds: (this.options.clock.now() - startedAtMs) / 1000 });
    this.#visiting.delete(key);
    this.#settle(key, next);
    if (this.#again.delete(key)) this.add(key);
    this.#next();
    if (this.#visiting.size === 0) this.#whenIdle?.();
  }

  #settle(key: string, next: Next): void {
    if (next.type !== 'retry') {
      this.#failures.delete(key);
      if (next.type === 'at') this.addAfter(key, next.delayMs);
      return;
    }
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    this.options.onError(key, next.error, failures);
    this.addAfter(key, backoffDelayMs(this.options.backoff ?? BACKOFF_DEFAULT, failures, this.options.random));
  }
}
