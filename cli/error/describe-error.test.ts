import { describe, expect, it } from '@jest/globals';
import { CliError } from './cli-error.js';
import { describeError, errorLines } from './describe-error.js';

const refusal = (code: string, more: object = {}): Error => Object.assign(new Error('No.'), { name: 'PgoError', code, ...more });
const unreachable = (code: string): Error => new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('describeError', () => {
  const exitCodes: [string, unknown, number][] = [
    ['not logged in', refusal('UNAUTHENTICATED'), 4],
    ['not allowed', refusal('FORBIDDEN'), 4],
    ['not found', refusal('NOT_FOUND'), 3],
    ['wrong input', refusal('BAD_USER_INPUT'), 2],
    ['already there', refusal('ALREADY_EXISTS'), 1],
    ['a code of tomorrow', refusal('TEAPOT'), 1],
    ['nothing listens', unreachable('ECONNREFUSED'), 1],
    ['interrupted', new DOMException('aborted', 'AbortError'), 130],
    ['the reason of an interruption', new CliError('Interrupted.', { exitCode: 130 }), 130],
    ['any other error', new Error('oops'), 1],
    ['something that is no error', 'oops', 1],
  ];
  it.each(exitCodes)('%s', (_name, error, exitCode) => { expect(describeError(error).exitCode).toBe(exitCode); });

  it('says everything that a refusal says', () => {
    const error = refusal('FORBIDDEN', { permission: 'CREATE_CLUSTER', field: 'input.name', suggestion: 'Ask.', correlationId: 'c1' });
    expect(errorLines(describeError(error))).toEqual(['Error: No.', '  field: input.name', '  permission: CREATE_CLUSTER', '  try: Ask.', '  correlation id: c1']);
  });
  it('names the server that cannot be reached and what to do', () => {
    expect(errorLines(describeError(unreachable('ECONNREFUSED'), 'http://127.0.0.1:4000/graphql'))).toEqual([
      'Error: Cannot reach the pgo server at http://127.0.0.1:4000/graphql: nothing listens there.',
      '  try: Start a server with `npm start`, or name another one with --url, PGO_URL or `pgo config use-context`.',
    ]);
  });
  it('tells a server without TLS', () => {
    expect(describeError(unreachable('EPROTO')).suggestion).toMatch(/http:\/\/ in place of https/);
  });
  it('asks for the authority when the certificate is not trusted', () => {
    expect(describeError(unreachable('SELF_SIGNED_CERT_IN_CHAIN')).suggestion).toMatch(/--ca-file/);
  });
  it('does not call an interruption an error', () => {
    expect(errorLines(describeError(new CliError('Interrupted.', { exitCode: 130 })))).toEqual(['Interrupted.']);
  });
  it('ends with causes that form a ring', () => {
    const first = new Error('first');
    first.cause = new Error('second', { cause: first });
    expect(describeError(first).message).toBe('first');
  });
});
