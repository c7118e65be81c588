import type { Clock } from '../../kube/clock.js';

/** Makes those wait who fail to say who they are. */
export interface BackOff {
  /** Counts a failure: how many there were from the address (or of the account, named likewise) in this minute, and how long the answer has to wait. Who succeeds never waits. */
  failed(address: string): { readonly count: number; readonly delayMs: number };
}

const WINDOW_MS = 60_000;
const DELAY_STEP_MS = 10;
const DELAY_MAX_MS = 1_000;
/** Addresses that are remembered; beyond, the oldest is forgotten. */
const ADDRESSES_MAX = 10_000;

/** Counts failures by address in windows of a minute. */
export const createBackOff = (clock: Clock, freeFailures: number): BackOff => {
  const failures = new Map<string, { sinceMs: number; count: number }>();
  return {
    failed(address) {
      const now = clock.now();
      const known = failures.get(address);
      const entry = known !== undefined && now - known.sinceMs < WINDOW_MS ? known : { sinceMs: now, count: 0 };
      entry.count += 1;
      failures.delete(address);
      failures.set(address, entry);
      const [oldest] = failures.keys();
      if (failures.size > ADDRESSES_MAX && oldest !== undefined) failures.delete(oldest);
      return { count: entry.count, delayMs: Math.min(DELAY_MAX_MS, Math.max(0, entry.count - freeFailures) * DELAY_STEP_MS) };
    },
  };
};
