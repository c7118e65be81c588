import { describe, expect, test } from '@jest/globals';
import { matchesSelector, selectsLabels } from './label-selector.js';

describe('matchesSelector', () => {
  const labels = { app: 'pg', role: 'primary' };
  test.each([
    ['no selector', undefined, false],
    ['an empty selector', {}, true],
    ['equal labels', { matchLabels: { app: 'pg' } }, true],
    ['another value', { matchLabels: { app: 'x' } }, false],
    ['a missing label', { matchLabels: { zone: 'a' } }, false],
    ['In', { matchExpressions: [{ key: 'role', operator: 'In', values: ['primary', 'replica'] }] }, true],
    ['In without the label', { matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }, false],
    ['NotIn', { matchExpressions: [{ key: 'role', operator: 'NotIn', values: ['primary'] }] }, false],
    ['NotIn without the label', { matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, true],
    ['Exists', { matchExpressions: [{ key: 'role', operator: 'Exists' }] }, true],
    ['DoesNotExist', { matchExpressions: [{ key: 'role', operator: 'DoesNotExist' }] }, false],
    ['an unknown operator', { matchExpressions: [{ key: 'role', operator: 'Like' }] }, false],
    ['labels and expressions', { matchLabels: { app: 'pg' }, matchExpressions: [{ key: 'role', operator: 'DoesNotExist' }] }, false],
  ])('%s', (_name, selector, expected) => {
    expect(matchesSelector(selector, labels)).toBe(expected);
  });
});

test('an equality selector without pairs selects nothing', () => {
  expect(selectsLabels({}, { app: 'pg' })).toBe(false);
  expect(selectsLabels(undefined, { app: 'pg' })).toBe(false);
  expect(selectsLabels({ app: 'pg' }, { app: 'pg', role: 'x' })).toBe(true);
  expect(selectsLabels({ app: 'pg', role: 'y' }, { app: 'pg', role: 'x' })).toBe(false);
});
