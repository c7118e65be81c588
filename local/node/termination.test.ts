import { describe, expect, it } from '@jest/globals';
import { startErrorOf } from './termination.js';

describe('startErrorOf', () => {
  it.each([
    ['the command is not there', 128, 'exec /no/such: No such file or directory\n', 'exec /no/such: No such file or directory'],
    ['its directory is not there', 128, 'chdir /no: No such file or directory\n', 'chdir /no: No such file or directory'],
    ['the sandbox cannot be built', 1, "bwrap: Can't mkdir /usr/x: Read-only file system\n", "bwrap: Can't mkdir /usr/x: Read-only file system"],
    ['a container that says more has run', 128, 'exec /no/such: No such file\nbye\n', undefined],
    ['a container that ends with 128 itself', 128, 'my own words\n', undefined],
    ['a container that fails', 1, 'exec x\n', undefined],
    ['a silent one', 128, '', undefined],
  ])('%s', (_, exitCode, output, expected) => {
    expect(startErrorOf(exitCode, output)).toBe(expected);
  });
});
