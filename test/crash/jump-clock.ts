import type { Clock } from '../../kube/clock.js';

/** Turns of the event loop without any work after which nothing is under way: everything here runs in this process. */
const QUIET_TURNS = 12;

interface Timer { readonly atMs: number; readonly action: () => void }

/** A clock that stands still while anything is done and jumps to the next timer when nothing is. */
export class JumpClock implements Clock {
  #nowMs = Date.UTC(2026, 10, 22);
  readonly #timers = new Set<Timer>();
  #working = 0;

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#nowMs + Math.max(0, delayMs), action };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Counts work that other threads do, such as the making of keys: the clock stands still meanwhile. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work;
    } finally {
      this.#working -= 1;
    }
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < QUIET_TURNS; turn = this.#working > 0 ? 0 : turn + 1) await new Promise((resolve) => { setImmediate(resolve); });
  }

  /** Jumps until the condition holds; resolves to whether it did within the time. */
  async until(condition: () => boolean, limitMs: number): Promise<boolean> {
    const endMs = this.#nowMs + limitMs;
    for (;;) {
      await this.settle();
      if (condition()) return true;
      const [next] = [...this.#timers].sort((left, right) => left.atMs - right.atMs);
      if (next === undefined || next.atMs > endMs) break;
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      for (const timer of [...this.#timers].filter(({ atMs }) => atMs <= this.#nowMs)) {
        this.#timers.delete(timer);
        timer.action();
      }
    }
    this.#nowMs = endMs;
    return false;
  }
}
