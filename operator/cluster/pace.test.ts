import { describe, expect, it } from '@jest/globals';
import { paceOf, turnIf, turnOf } from './pace.js';

describe('the pace', () => {
  it.each([
    { clusters: 0, lookMs: 60_000, progressMs: 5_000, quietMs: 60_000, resyncMs: 600_000 },
    { clusters: 12, lookMs: 60_000, progressMs: 5_000, quietMs: 60_000, resyncMs: 600_000 },
    { clusters: 100, lookMs: 60_000, progressMs: 5_000, quietMs: 480_000, resyncMs: 1_200_000 },
    { clusters: 151, lookMs: 120_000, progressMs: 10_000, quietMs: 960_000, resyncMs: 1_200_000 },
    { clusters: 1_000, lookMs: 480_000, progressMs: 40_000, quietMs: 3_600_000, resyncMs: 3_600_000 },
  ])('of $clusters clusters', ({ clusters, ...pace }) => {
    expect(paceOf(clusters)).toEqual(pace);
  });

  it('costs no more however many there are', () => {
    for (let clusters = 1; clusters < 20_000; clusters += 7) expect(clusters / (paceOf(clusters).lookMs / 1000)).toBeLessThanOrEqual(2.5);
  });

  it('of those that write nothing calls for a visit or a look every two seconds at most, up to a thousand', () => {
    for (let clusters = 1; clusters <= 1_000; clusters += 7) {
      const { quietMs, resyncMs } = paceOf(clusters);
      expect(clusters / (quietMs / 1000) + clusters / (resyncMs / 1000)).toBeLessThanOrEqual(0.6);
    }
  });
});

describe('a turn', () => {
  it('lasts until the next one begins', () => {
    const { number, nextMs } = turnOf('hippo', 60_000, 1_000_000);
    expect(turnOf('hippo', 60_000, 1_000_000 + nextMs - 1)).toEqual({ number, nextMs: 1 });
    expect(turnOf('hippo', 60_000, 1_000_000 + nextMs)).toEqual({ number: number + 1, nextMs: 60_000 });
  });

  it('begins at another time for every subject', () => {
    const begins = new Set(Array.from({ length: 100 }, (_value, index) => turnOf(`uid-${index}`, 60_000, 0).nextMs));
    expect(begins.size).toBeGreaterThan(90);
  });

  it('never ends without a period', () => {
    expect(turnIf('hippo', undefined, 1_000_000)).toEqual({ number: 0, nextMs: Infinity });
    expect(turnIf('hippo', 60_000, 1_000_000)).toEqual(turnOf('hippo', 60_000, 1_000_000));
  });
});
