/** How waits grow between tries of the same thing. */
export interface Backoff {
  /** Wait after the first failure, in milliseconds. */
  readonly minMs: number;
  /** Longest wait, in milliseconds. */
  readonly maxMs: number;
}

/**
 * Wait before try number `failures + 1`: doubles from `minMs` up to `maxMs`, of which a random half to whole is taken so
 * that many clients do not come back together. `random` gives numbers in [0, 1).
 */
export const backoffDelayMs = (backoff: Backoff, failures: number, random: () => number): number => {
  const doubled = backoff.minMs * 2 ** Math.min(Math.max(0, failures - 1), 30);
  const whole = Math.min(backoff.maxMs, doubled);
  return Math.round(whole * (0.5 + random() / 2));
};
