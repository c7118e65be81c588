import { describe, expect, it } from '@jest/globals';
import { countProbe, firstProbeMs, NO_PROBES } from './probe-count.js';

describe('countProbe', () => {
  it.each([
    ['one success is enough by default', '+', {}, 'success'],
    ['two failures are not enough by default', '--', {}, 'unknown'],
    ['three failures are', '---', {}, 'failure'],
    ['a success begins the count of failures anew', '--+--', {}, 'success'],
    ['as many successes as asked', '---+', { successThreshold: 2 }, 'failure'],
    ['a failure begins the count of successes anew', '---+-++', { successThreshold: 2 }, 'success'],
    ['one failure when asked', '+-', { failureThreshold: 1 }, 'failure'],
  ])('%s', (_, outcomes, probe, verdict) => {
    const count = [...outcomes].reduce((before, outcome) => countProbe(before, outcome === '+', probe), NO_PROBES);
    expect(count.verdict).toBe(verdict);
  });

  it('waits for the initial delay from the start on, not from now', () => {
    expect([firstProbeMs({ initialDelaySeconds: 5 }, 1_000, 3_000), firstProbeMs({ initialDelaySeconds: 5 }, 1_000, 9_000), firstProbeMs({}, 1_000, 1_000)]).toEqual([3_000, 0, 0]);
  });
});
