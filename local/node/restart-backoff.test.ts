import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BACKOFF, failuresAfter, restartDelayMs } from './restart-backoff.js';

describe('restartDelayMs', () => {
  const run = { attempt: 0, phase: 'exited', startedAtMs: 0, finishedAtMs: 1_000 } as const;
  it('is nothing first, then ten seconds, doubling up to five minutes', () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 7, 100].map((failures) => restartDelayMs({ ...run, failures }, DEFAULT_BACKOFF) / 1000);
    expect(delays).toEqual([0, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  it('is forgotten after a long run and not counted for an end that the node made', () => {
    expect(failuresAfter({ ...run, failures: 5, finishedAtMs: 600_000 }, DEFAULT_BACKOFF)).toBe(0);
    expect(restartDelayMs({ ...run, failures: 5, endedWithNode: true }, DEFAULT_BACKOFF)).toBe(0);
    expect(failuresAfter({ ...run, failures: 5, endedWithNode: true }, DEFAULT_BACKOFF)).toBe(5);
  });
});
