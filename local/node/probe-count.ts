import type { Probe } from './pod.js';

/** How often in a row a probe has succeeded or failed, and what it has said since a threshold was last reached. */
export interface ProbeCount {
  readonly successes: number;
  readonly failures: number;
  readonly verdict: 'unknown' | 'success' | 'failure';
}

/** Before the first probe. */
export const NO_PROBES: ProbeCount = { successes: 0, failures: 0, verdict: 'unknown' };

/** Counts one more outcome; the verdict changes when as many in a row as the threshold say so. */
export function countProbe(count: ProbeCount, ok: boolean, probe: Probe): ProbeCount {
  const successes = ok ? count.successes + 1 : 0;
  const failures = ok ? 0 : count.failures + 1;
  if (ok && successes >= (probe.successThreshold ?? 1)) return { successes, failures, verdict: 'success' };
  if (!ok && failures >= (probe.failureThreshold ?? 3)) return { successes, failures, verdict: 'failure' };
  return { successes, failures, verdict: count.verdict };
}

/** How long after the container's start the first probe is due. */
export function firstProbeMs(probe: Probe, startedAtMs: number, nowMs: number): number {
  return Math.max(startedAtMs + (probe.initialDelaySeconds ?? 0) * 1000 - nowMs, 0);
}
