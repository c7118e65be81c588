/** Time as a value that is passed in, so that tests own it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `delayMs`; returns the function that cancels it. */
  after(delayMs: number, action: () => void): () => void;
}

/** Longest delay that a Node.js timer can hold; longer ones would fire at once. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, action) => {
    // A timer of Node.js may fire within the last millisecond: whoever reads the clock then would find it too early, and wait again.
    const timer = setTimeout(action, delayMs <= 0 ? 0 : Math.min(Math.ceil(delayMs) + 1, TIMER_MAX_MS));
    return () => clearTimeout(timer);
  },
};

/** Resolves after `delayMs`, or at once when `signal` aborts. Never rejects. */
export const pause = (clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const finish = (): void => {
      cancel();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = clock.after(delayMs, finish);
    signal?.addEventListener('abort', finish, { once: true });
  });
