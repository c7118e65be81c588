import { pause, type Clock } from '../clock.js';

/** A client-side limit on requests: a bucket of `burst` tokens that fills with `perSecond`. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** Gives the turn to send a request; waits for it when the bucket is empty, in order of arrival. */
export class RateLimiter {
  #tokens: number;
  #filledAt: number;

  constructor(private readonly limit: RateLimit, private readonly clock: Clock) {
    this.#tokens = limit.burst;
    this.#filledAt = clock.now();
  }

  /** Resolves when the request may be sent. */
  async turn(signal?: AbortSignal): Promise<void> {
    const now = this.clock.now();
    this.#tokens = Math.min(this.limit.burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.limit.perSecond);
    this.#filledAt = now;
    this.#tokens -= 1; // below zero: the debt is the queue in front of us
    if (this.#tokens >= 0) return;
    await pause(this.clock, (-this.#tokens / this.limit.perSecond) * 1000, signal);
  }
}
