import { describe, expect, it } from '@jest/globals';
import { canonicalQuantity, parseQuantity } from './quantity.js';

describe('canonicalQuantity', () => {
  it.each([
    ['1024Mi', '1Gi'], ['1Gi', '1Gi'], ['1536Mi', '1536Mi'], ['1.5Gi', '1536Mi'], ['0.5Ki', '512'], ['1000m', '1'], ['500m', '500m'], ['0.5', '500m'],
    ['1500k', '1500k'], ['1000k', '1M'], ['2e3', '2e3'], ['1e6', '1e6'], ['0', '0'], ['-1', '-1'], ['.5', '500m'], ['1n', '1n'], ['0.0000000001', '1n'], ['100', '100'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  it.each(['', 'lots', '1 Gi', '1GiB', '--1', '1e', 'Gi', '1.2.3'])('%p is no quantity', (text) => {
    expect(canonicalQuantity(text)).toBeUndefined();
  });

  it('compares across notations', () => {
    expect(parseQuantity('1Gi')?.nano).toBe(parseQuantity('1073741824')?.nano);
  });
});
