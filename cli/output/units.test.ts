import { describe, expect, it } from '@jest/globals';
import { ageText, bytesText, durationText, percentText, valueText } from './units.js';

describe('durationText', () => {
  it.each([
    [-5, '0ms'], [850, '850ms'], [4240, '4.2s'], [9949, '9.9s'], [9950, '9s'], [59_999, '59s'], [192_000, '3m12s'], [19_200_000, '5h20m'], [1_100_000_000, '12d'],
  ])('%d -> %s', (span, expected) => { expect(durationText(span)).toBe(expected); });
});

describe('ageText', () => {
  const now = new Date('2026-01-02T00:00:00Z');
  it.each([
    ['2026-01-01T23:59:48Z', '12s'], ['2026-01-01T23:30:00Z', '30m'], ['2026-01-01T00:00:01Z', '23h'], ['2025-12-01T00:00:00Z', '32d'],
    ['2026-01-02T00:00:05Z', '0s'], [null, ''], [undefined, ''],
  ])('%s -> %s', (time, expected) => { expect(ageText(time, now)).toBe(expected); });
});

describe('bytesText', () => {
  it.each([[0, '0 B'], [1023, '1023 B'], [1024, '1 kiB'], [1_572_864, '1.5 MiB'], [5 * 1024 ** 4, '5 TiB'], [null, '']])('%s -> %s', (bytes, expected) => {
    expect(bytesText(bytes)).toBe(expected);
  });
});

describe('percentText', () => {
  it.each([[0, '0 %'], [0.999, '99 %'], [1, '100 %'], [7, '100 %'], [-1, '0 %']])('%d -> %s', (share, expected) => { expect(percentText(share)).toBe(expected); });
});

describe('valueText', () => {
  it.each([['a', 'a'], [1, '1'], [{ a: true }, '{"a":true}'], [null, ''], [undefined, '']])('%j -> %s', (value, expected) => { expect(valueText(value)).toBe(expected); });
});
