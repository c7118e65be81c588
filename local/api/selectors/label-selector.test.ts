import { describe, expect, test } from '@jest/globals';
import { parseLabelSelector } from './label-selector.js';

const objects: Record<string, Record<string, string> | undefined> = { a: { n: 'a', low: 'yes' }, b: { n: 'b', low: '' }, c: { n: 'c', 'x.example/y': '7' }, none: undefined };
const selected = (text: string) => Object.keys(objects).filter((name) => parseLabelSelector(text)?.(objects[name]) ?? true);

describe('parseLabelSelector', () => {
  test.each([
    ['empty takes all', '', ['a', 'b', 'c', 'none']],
    ['equality', 'n=a', ['a']],
    ['double equality', 'n == a', ['a']],
    ['inequality takes objects without the label', 'n!=a', ['b', 'c', 'none']],
    ['an empty value', 'low=', ['b']],
    ['in', 'n in (a, b)', ['a', 'b']],
    ['in with an empty value', 'low in (yes,)', ['a', 'b']],
    ['notin takes objects without the label', 'n notin (a,b)', ['c', 'none']],
    ['existence', 'low', ['a', 'b']],
    ['absence', '!low', ['c', 'none']],
    ['a key with a domain', 'x.example/y', ['c']],
    ['terms are joined by and', 'low,n!=a', ['b']],
    ['greater', 'x.example/y > 6', ['c']],
    ['less', 'x.example/y<6', []],
  ])('%s', (_name, text, expected) => {
    expect(selected(text)).toEqual(expected);
  });

  test.each(['a b', '=x', 'a in b', 'bad key=x', 'a=b=c', 'a in ()', 'a,,b', '!', `a=${'x'.repeat(64)}`])('refuses %s', (text) => {
    expect(() => parseLabelSelector(text)).toThrow(expect.objectContaining({ reason: 'BadRequest' }) as unknown as Error);
  });
});
