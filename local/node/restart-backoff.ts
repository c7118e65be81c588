import type { ContainerRun } from './pod-state.js';

/** How restarts are held back. */
export interface BackoffLimits {
  /** Wait before the second restart in a row; doubles from there. Default 10,000. */
  readonly baseMs: number;
  /** Longest wait. Default 300,000. */
  readonly maxMs: number;
  /** A run of at least this long clears what was before. Default 600,000. */
  readonly resetMs: number;
}

/** Ten seconds, doubling to five minutes. */
export const DEFAULT_BACKOFF: BackoffLimits = { baseMs: 10_000, maxMs: 300_000, resetMs: 600_000 };

/** How many restarts in a row the next start of this container counts as; 0 when the last run was long enough. */
export function failuresAfter(run: ContainerRun, limits: BackoffLimits): number {
  if (run.endedWithNode === true) return run.failures;
  const ranMs = (run.finishedAtMs ?? run.startedAtMs) - run.startedAtMs;
  return ranMs >= limits.resetMs ? 0 : run.failures + 1;
}

/** How long after its end a container waits for its restart: the first is at once, then base, twice base, … up to the longest. */
export function restartDelayMs(run: ContainerRun, limits: BackoffLimits): number {
  if (run.endedWithNode === true) return 0;
  const failures = failuresAfter(run, limits);
  return failures <= 1 ? 0 : Math.min(limits.baseMs * 2 ** Math.min(failures - 2, 30), limits.maxMs);
}
