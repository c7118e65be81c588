import { describe, expect, it } from '@jest/globals';
import { findDuplicateFields } from './duplicate-fields.js';

describe('findDuplicateFields', () => {
  it.each([
    ['{"a":1,"b":{"a":2}}', []],
    ['{"a":1,"a":2}', ['duplicate field "a"']],
    ['{"spec":{"l":[{"x":1},{"x":1,"y":{},"x":2}]}}', ['duplicate field "spec.l[1].x"']],
    ['{"text":"{\\"a\\":1,\\"a\\":2}","\\u0061":1,"a":[1,2,3]}', ['duplicate field "a"']],
    ['{"a":"a","b":["a","a"]}', []],
    ['[]', []],
  ])('%s', (text, expected) => {
    expect(findDuplicateFields(text)).toEqual(expected);
  });
});
