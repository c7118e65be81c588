import { describe, expect, test } from '@jest/globals';
import { ignoreAlreadyExists, ignoreGone, KubeError } from './kube-error.js';

const there = new KubeError(409, 'AlreadyExists', 'it is there');
const conflict = new KubeError(409, 'Conflict', 'someone was faster');
const gone = new KubeError(404, 'NotFound', 'it is gone');
const other = new Error('something else');

describe('a refusal that changes nothing', () => {
  test.each([
    ['ignoreAlreadyExists', ignoreAlreadyExists, there, [conflict, gone, other]],
    ['ignoreGone', ignoreGone, gone, [there, conflict, other]],
  ] as const)('%s passes its own and throws every other on', (_name, ignore, harmless, rest) => {
    expect(ignore(harmless)).toBeUndefined();
    for (const error of rest) expect(() => ignore(error)).toThrow(error);
  });
});
