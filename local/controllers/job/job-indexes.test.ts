import { expect, test } from '@jest/globals';
import { formatIndexes, freeIndexes, parseIndexes } from './job-indexes.js';

test.each([
  ['nothing', [], ''],
  ['one', [4], '4'],
  ['a pair', [1, 2], '1,2'],
  ['a range', [1, 2, 3], '1-3'],
  ['a mixture', [9, 1, 3, 4, 5, 7, 8], '1,3-5,7-9'],
])('formatIndexes and back: %s', (_name, indexes, text) => {
  expect(formatIndexes(new Set(indexes))).toBe(text);
  expect([...parseIndexes(text)]).toEqual([...indexes].sort((left, right) => left - right));
});

test('freeIndexes takes the lowest that are not taken', () => {
  expect(freeIndexes(5, new Set([0, 2]), 2)).toEqual([1, 3]);
  expect(freeIndexes(2, new Set([0, 1]), 2)).toEqual([]);
});
