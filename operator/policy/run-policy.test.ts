import { describe, expect, it } from '@jest/globals';
import { groupStatements } from '../../schema/postgres/sql/plan-statements.js';
import { formatAttempt, parseAttempt, type PolicyAttempt } from './policy-attempt.js';
import type { RunStatement } from './policy-session.js';
import { runPolicy, type PolicyOutcome } from './run-policy.js';

const refusal = (code: string, position?: string): Error => Object.assign(new Error('no such thing'), { severity: 'ERROR', code, position });

interface Trial {
  readonly ran: string[];
  readonly kept: string[];
  readonly outcome: PolicyOutcome | undefined;
  readonly broken: unknown;
}

/** Runs a policy against a session that answers like PostgreSQL; `failing` maps a statement to its error. */
const trial = async (sql: string, { failing = {}, earlier, status = 'committed', standby = false }: {
  failing?: Record<string, Error>; earlier?: PolicyAttempt; status?: string | null; standby?: boolean;
} = {}): Promise<Trial> => {
  const ran: string[] = [];
  const kept: string[] = [];
  const run = (text: string): Promise<readonly object[]> => {
    if (text.includes('pg_is_in_recovery')) return Promise.resolve([{ standby, wal: '000000030000000000000001' }]);
    if (text.includes('txid_current')) return Promise.resolve([{ transaction: '77' }]);
    if (text.includes('txid_status')) return Promise.resolve([{ status }]);
    ran.push(text);
    return failing[text] === undefined ? Promise.resolve([]) : Promise.reject(failing[text]);
  };
  let outcome: PolicyOutcome | undefined;
  let broken: unknown;
  await runPolicy({ run: run as RunStatement, groups: groupStatements(sql), earlier, remember: (attempt) => Promise.resolve(void kept.push(formatAttempt(attempt))) })
    .then((result) => { outcome = result; }, (error: unknown) => { broken = error; });
  return { ran, kept, outcome, broken };
};

describe('applying a policy', () => {
  it('runs everything in one transaction and remembers it before the commit', async () => {
    const { ran, kept, outcome } = await trial('select 1; select 2');
    expect(ran).toEqual(['BEGIN', 'select 1', 'select 2', 'COMMIT']);
    expect(kept).toEqual(['0:77:3']);
    expect(outcome).toEqual({ isApplied: true, message: '2 statements ran.' });
  });
  it('runs what PostgreSQL refuses in a transaction outside of one', async () => {
    const { ran, kept } = await trial('select 1; vacuum; select 2');
    expect(ran).toEqual(['BEGIN', 'select 1', 'COMMIT', 'vacuum', 'BEGIN', 'select 2', 'COMMIT']);
    expect(kept).toEqual(['0:77:3', '1::3', '2:77:3']);
  });
  it.each<[string, string, [string, string | undefined], RegExp]>([
    ['with the line and the place', 'select 1;\n\nselect\n  nothing', ['select\n  nothing', '10'], /^line 4, position 3: no such thing \(SQLSTATE 42703\)\. Nothing of it took effect/],
    ['with the line of the statement', 'select 1;\nselect 1/0; select 3', ['select 1/0', undefined], /^line 2: no such thing/],
    ['and says what stays', 'vacuum;\nselect 1/0', ['select 1/0', undefined], /The 1 statement before stay/],
  ])('stops at the first error %s', async (_name, sql, [statement, position], message) => {
    const { ran, outcome } = await trial(sql, { failing: { [statement]: refusal('42703', position) } });
    expect(outcome).toMatchObject({ isApplied: false, code: 'SQL_ERROR', message: expect.stringMatching(message) });
    expect(ran.at(-1)).toBe(statement);
  });
  it('fails when the commit is refused', async () => {
    expect((await trial('select 1', { failing: { COMMIT: refusal('23503') } })).outcome).toMatchObject({ isApplied: false, message: expect.stringContaining('23503') });
  });
  it.each<[string, Error]>([['the connection', new Error('Connection terminated')], ['the server', refusal('57P01')]])('is to be run again when %s goes away', async (_name, error) => {
    expect(await trial('select 1', { failing: { 'select 1': error } })).toMatchObject({ outcome: undefined, broken: error });
  });
  it('is to be run again when the instance is no primary any more', async () => {
    expect(await trial('select 1', { standby: true })).toMatchObject({ ran: [], broken: expect.any(Error) });
  });
});

describe('after an interruption', () => {
  const at = (text: string): PolicyAttempt => parseAttempt(text) as PolicyAttempt;
  it.each<[string, [string, string | null], string[], string | undefined]>([
    ['what was committed is not run again', ['0:70:3', 'committed'], [], undefined],
    ['what was rolled back is run again', ['0:70:3', 'aborted'], ['BEGIN', 'select 1', 'COMMIT'], undefined],
    ['what is too old to be known is left alone', ['0:70:3', null], [], 'INTERRUPTED'],
    ['what ran on a timeline that is gone is left alone', ['0:70:2', 'committed'], [], 'INTERRUPTED'],
    ['what ran outside of a transaction is left alone', ['0::3', null], [], 'INTERRUPTED'],
  ])('%s', async (_name, [earlier, status], statements, code) => {
    const { ran, outcome } = await trial('select 1', { earlier: at(earlier), status });
    expect(ran).toEqual(statements);
    expect(outcome?.code).toBe(code);
  });
  it('waits for a transaction that is still open', async () => {
    expect(await trial('select 1', { earlier: at('0:70:3'), status: 'in progress' })).toMatchObject({ ran: [], broken: expect.any(Error) });
  });
  it.each(['', '1', 'a:b:c', '1:x:2'])('does not read %p as an attempt', (text) => {
    expect(parseAttempt(text)).toBeUndefined();
  });
});
