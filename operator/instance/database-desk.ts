/**
 * Work on running databases beside the loop: one task per subject at a time, results kept in memory, the loop called
 * again when one ends. After a restart everything is found out anew.
 */
import { errorMessage } from '../../kube/error-message.js';
import { backoffDelayMs, type Backoff } from '../../kube/backoff.js';
import type { Clock } from '../../kube/clock.js';

/** Waits between tries of a task that fails. */
const RETRY: Backoff = { minMs: 250, maxMs: 30_000 };
/** Subjects that are remembered; the oldest are forgotten and found out again. */
const SUBJECTS_MAX = 20_000;

/** Tasks that are under way at once; one for a pod that does not answer takes seconds. */
const CONCURRENCY_DEFAULT = 32;

/** What is known about a subject. */
export interface Finding<T> {
  /** What the task was given; another one makes the task run again. */
  readonly signature: string;
  readonly state: 'running' | 'done' | 'failed';
  /** Result of the last time that it succeeded, also while it runs again. */
  readonly value?: T;
  readonly error?: string;
  /** The `cause` of the last failure, also while the task runs again, until it succeeds. */
  readonly cause?: unknown;
}

interface Entry<T> {
  finding: Finding<T>;
  failures: number;
  /** Not before this time, in milliseconds since the epoch. */
  notBeforeMs: number;
}

/** Runs tasks by subject and remembers what came of them. */
export class DatabaseDesk<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #waiting: (() => void)[] = [];
  #working = 0;

  constructor(private readonly context: { readonly clock: Clock; readonly random: () => number; readonly concurrency?: number }) {}

  /** What is known about a subject. */
  finding(subject: string): Finding<T> | undefined {
    return this.#entries.get(subject)?.finding;
  }

  /**
   * Sees to it that the task of a subject has run with this signature. `onEnd` is called when it ended, and told whether
   * that was news: not, when it succeeded again with the same result. Returns the
   * milliseconds after which to ask again when it failed before and waits, else undefined.
   */
  request(subject: string, signature: string, task: () => Promise<T>, onEnd: (isNews: boolean) => void): number | undefined {
    const entry = this.#entries.get(subject);
    if (entry?.finding.state === 'running') return undefined;
    if (entry?.finding.state === 'done' && entry.finding.signature === signature) return undefined;
    const now = this.context.clock.now();
    if (entry !== undefined && entry.finding.signature === signature && entry.notBeforeMs > now) return entry.notBeforeMs - now;
    void this.#run({ subject, signature, failures: entry?.failures ?? 0, ...(entry === undefined ? {} : { before: entry.finding }) }, task, onEnd);
    return undefined;
  }

  /** Forgets a subject. */
  forget(subject: string): void {
    this.#entries.delete(subject);
  }

  /** Runs a task once fewer than so many others are under way. */
  async #inTurn(task: () => Promise<T>): Promise<T> {
    if (this.#working >= (this.context.concurrency ?? CONCURRENCY_DEFAULT)) await new Promise<void>((resolve) => { this.#waiting.push(resolve); });
    else this.#working += 1;
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#working -= 1;
      else next();
    }
  }

  async #run(start: { subject: string; signature: string; failures: number; before?: Finding<T> }, task: () => Promise<T>, onEnd: (isNews: boolean) => void): Promise<void> {
    const { subject, signature, failures, before } = start;
    const keep = (finding: Finding<T>, failed: number, notBeforeMs: number): void => {
      this.#entries.delete(subject);
      this.#entries.set(subject, { finding, failures: failed, notBeforeMs });
      const oldest = this.#entries.keys().next().value;
      if (this.#entries.size > SUBJECTS_MAX && oldest !== undefined) this.#entries.delete(oldest);
    };
    keep({ signature, state: 'running', value: before?.value, cause: before?.cause }, failures, 0);
    let isNews = true;
    try {
      const value = await this.#inTurn(task);
      isNews = before?.state !== 'done' || JSON.stringify(before.value) !== JSON.stringify(value);
      keep({ signature, state: 'done', value }, 0, 0);
    } catch (error) {
      const message = errorMessage(error);
      const notBefore = this.context.clock.now() + backoffDelayMs(RETRY, failures + 1, this.context.random);
      keep({ signature, state: 'failed', value: before?.value, error: message, cause: error instanceof Error ? error.cause : undefined }, failures + 1, notBefore);
    }
    onEnd(isNews);
  }
}
