/** Visits that run at the same time; a key never runs twice at once. */
const WORKERS = 16;
const RETRY_FIRST_MS = 5;
const RETRY_CAP_MS = 30_000;
/** No timer sleeps longer, so that a clock that was moved is noticed. */
const SLEEP_CAP_MS = 300_000;

/** What the queue calls. */
export interface WorkQueueOptions {
  /** One visit. Resolves to the milliseconds until the next visit, or undefined when nothing is due; a rejection is tried again. */
  readonly visit: (key: string) => Promise<number | undefined>;
  readonly failed: (key: string, failures: number, error: unknown) => void;
  readonly random: () => number;
}

interface Entry {
  state: 'idle' | 'ready' | 'running' | 'running-again';
  failures: number;
  timer: NodeJS.Timeout | undefined;
}

/** Milliseconds until the retry after so many failures in a row: doubles from 5 ms up to 30 s, with half of it as jitter. */
export function retryDelayMs(failures: number, random: number): number {
  const full = Math.min(RETRY_CAP_MS, RETRY_FIRST_MS * 2 ** Math.min(failures - 1, 30));
  return full / 2 + (full / 2) * random;
}

/**
 * The work queue that all controllers share. A key is in it at most once, however many events name it; a key that is
 * added while it is visited is visited once more. Its size is bounded by the number of objects.
 */
export class WorkQueue {
  private readonly entries = new Map<string, Entry>();
  private readonly ready = new Set<string>();
  private running = 0;
  private scheduled = false;
  private stopped = false;
  private drained: (() => void) | undefined;

  constructor(private readonly options: WorkQueueOptions) {}

  add(key: string): void {
    if (this.stopped) return;
    const entry = this.entries.get(key);
    if (!entry) this.entries.set(key, { state: 'ready', failures: 0, timer: undefined });
    else if (entry.state === 'idle') entry.state = 'ready';
    else {
      if (entry.state === 'running') entry.state = 'running-again';
      return;
    }
    this.ready.add(key);
    this.schedule();
  }

  /** Takes nothing more and resolves when the visits under way have ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.ready.clear();
    for (const entry of this.entries.values()) clearTimeout(entry.timer);
    if (this.running > 0) await new Promise<void>((resolve) => (this.drained = resolve));
    this.entries.clear();
  }

  /** Events arrive inside the writer's call: work starts after it, and events of one moment are one visit. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.pump();
    });
  }

  private pump(): void {
    for (const key of this.ready) {
      if (this.running >= WORKERS || this.stopped) return;
      this.ready.delete(key);
      void this.run(key);
    }
  }

  private async run(key: string): Promise<void> {
    const entry = this.entries.get(key);
    if (!entry) return;
    clearTimeout(entry.timer);
    entry.timer = undefined;
    entry.state = 'running';
    this.running += 1;
    let delayMs: number | undefined;
    try {
      delayMs = await this.options.visit(key);
      entry.failures = 0;
    } catch (error) {
      entry.failures += 1;
      delayMs = retryDelayMs(entry.failures, this.options.random());
      this.options.failed(key, entry.failures, error);
    }
    this.running -= 1;
    if (this.stopped) {
      if (this.running === 0) this.drained?.();
      return;
    }
    this.settle(key, entry, delayMs);
    this.pump();
  }

  private settle(key: string, entry: Entry, delayMs: number | undefined): void {
    const again = entry.state === 'running-again';
    entry.state = 'idle';
    if (again) {
      this.add(key);
    } else if (delayMs !== undefined) {
      entry.timer = setTimeout(() => this.add(key), Math.min(SLEEP_CAP_MS, Math.max(0, Math.ceil(delayMs))));
    } else {
      this.entries.delete(key);
    }
  }
}
