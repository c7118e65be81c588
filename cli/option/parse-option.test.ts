import { describe, expect, it } from '@jest/globals';
import { duration, keyValue, wholeNumber } from './parse-option.js';

describe('wholeNumber', () => {
  it.each([['0', 0], ['15', 15]])('reads %s', (text, expected) => { expect(wholeNumber(0, 15)(text)).toBe(expected); });
  it.each(['', '-1', '16', '1.5', 'two', '1e1', ' 1'])('refuses "%s"', (text) => { expect(() => wholeNumber(0, 15)(text)).toThrow(/from 0 to 15/); });
});

describe('keyValue', () => {
  it('collects', () => { expect(keyValue(false)('b=c=d', { a: '1' })).toEqual({ a: '1', b: 'c=d' }); });
  it('takes an empty value', () => { expect(keyValue(false)('a=')).toEqual({ a: '' }); });
  it('removes where allowed', () => { expect(keyValue(true)('a-', { b: '1' })).toEqual({ a: null, b: '1' }); });
  it.each([[false, 'a-'], [false, '=1'], [true, 'a'], [true, '-'], [true, '']])('refuses (removable %s) "%s"', (removable, text) => {
    expect(() => keyValue(removable)(text)).toThrow(/key=value/);
  });
});

describe('duration', () => {
  it.each([['250ms', 250], ['90s', 90_000], ['10m', 600_000], ['1h30m', 5_400_000], ['1.5s', 1500]])('reads %s', (text, expected) => { expect(duration(text)).toBe(expected); });
  it.each(['', '10', 'm', '10 m', '0s', '-5s', '10d', '900h'])('refuses "%s"', (text) => { expect(() => duration(text)).toThrow(/90s, 10m/); });
});
