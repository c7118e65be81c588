import type { Clock } from '../../kube/clock.js';

/** A clock that stands still until it is moved; every move lets what is due, and all that follows from it, happen. */
export class MovedClock implements Clock {
  #nowMs: number;
  #timers: { readonly atMs: number; readonly action: () => void }[] = [];

  constructor(start: string) {
    this.#nowMs = Date.parse(start);
  }

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, action };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  /** Moves to a time, through everything that is due before. */
  async moveTo(time: string): Promise<void> {
    const end = Date.parse(time);
    await this.settle();
    for (;;) {
      const due = this.#timers.filter(({ atMs }) => atMs <= end).sort((left, right) => left.atMs - right.atMs)[0];
      if (due === undefined) break;
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      this.#timers = this.#timers.filter((timer) => timer !== due);
      due.action();
      await this.settle();
    }
    this.#nowMs = end;
    await this.settle();
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => { setImmediate(resolve); });
  }
}
