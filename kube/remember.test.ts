import { expect, it } from '@jest/globals';
import { remember } from './remember.js';

it('computes each text once, and forgets the oldest when there are more', () => {
  const asked: string[] = [];
  const length = remember(2, (text) => {
    asked.push(text);
    return text === '' ? undefined : text.length;
  });
  expect(['', 'a', '', 'a', 'bb', 'a', '', 'bb'].map(length)).toEqual([undefined, 1, undefined, 1, 2, 1, undefined, 2]);
  expect(asked).toEqual(['', 'a', 'bb', '']);
});
