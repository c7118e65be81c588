import { count } from '../../schema/plan/plan.js';
import type { StatementGroup } from '../../schema/postgres/sql/plan-statements.js';
import type { SqlStatement } from '../../schema/postgres/sql/split-statements.js';
import type { PolicyAttempt } from './policy-attempt.js';
import type { RunStatement } from './policy-session.js';
import { failureText, sqlFailure } from './sql-failure.js';

/** What came of applying a policy to a database. */
export interface PolicyOutcome {
  readonly isApplied: boolean;
  readonly message: string;
  readonly code?: string;
}

/** A run of the groups of a policy in one database. */
export interface PolicyRun {
  readonly run: RunStatement;
  readonly groups: readonly StatementGroup[];
  /** What an interrupted run left behind. */
  readonly earlier?: PolicyAttempt | undefined;
  /** Writes an attempt down; resolves once it is kept. */
  readonly remember: (attempt: PolicyAttempt) => Promise<void>;
}

const UNKNOWN: PolicyOutcome = {
  isApplied: false, code: 'INTERRUPTED',
  message: 'The operator was interrupted, and whether the statement that ran then took effect cannot be known. See in the database, then apply the policy again if that is right.',
};

class Refused extends Error {
  constructor(readonly failureMessage: string) {
    super(failureMessage);
  }
}

const runStatement = async (run: RunStatement, statement: SqlStatement): Promise<void> => {
  try {
    await run(statement.text);
  } catch (error) {
    const failure = sqlFailure(error, statement);
    throw failure === undefined ? error : new Refused(failureText(failure));
  }
};

/** The primary's timeline; throws when the instance is not the primary any more. */
const readTimeline = async (run: RunStatement): Promise<number> => {
  const [row] = await run<{ standby: boolean; wal: string }>(
    'SELECT pg_catalog.pg_is_in_recovery() AS standby, CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL ELSE pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()) END AS wal');
  if (row === undefined || row.standby) throw new Error('the instance is not the primary');
  return Number.parseInt(row.wal.slice(0, 8), 16);
};

const runTransaction = async ({ run, remember }: PolicyRun, statements: readonly SqlStatement[], attempt: PolicyAttempt): Promise<void> => {
  await run('BEGIN');
  for (const statement of statements) await runStatement(run, statement);
  const [row] = await run<{ transaction: string }>('SELECT pg_catalog.txid_current()::pg_catalog.text AS transaction');
  await remember({ ...attempt, transaction: row?.transaction ?? '' });
  const last = statements.at(-1);
  if (last !== undefined) await runStatement(run, { text: 'COMMIT', line: last.line });
};

/** The group to go on with after an interruption; undefined when that cannot be known. */
const groupToContinue = async ({ run, earlier }: PolicyRun, timeline: number): Promise<number | undefined> => {
  if (earlier === undefined) return 0;
  if (earlier.transaction === undefined || earlier.timeline !== timeline) return undefined;
  const [row] = await run<{ status: string | null }>(`SELECT pg_catalog.txid_status(${BigInt(earlier.transaction)}) AS status`);
  if (row?.status === 'in progress') throw new Error('an earlier attempt has not ended yet');
  return row?.status === 'committed' ? earlier.group + 1 : row?.status === 'aborted' ? earlier.group : undefined;
};

/** Runs the statements up to the first error. Rejects when the connection breaks: then it is to be run again, with what was remembered. */
export const runPolicy = async (policy: PolicyRun): Promise<PolicyOutcome> => {
  const { run, groups, remember } = policy;
  const timeline = await readTimeline(run);
  const first = await groupToContinue(policy, timeline);
  if (first === undefined) return UNKNOWN;
  const total = groups.reduce((sum, { statements }) => sum + statements.length, 0);
  for (const [group, { isTransaction, statements }] of groups.entries()) {
    if (group < first) continue;
    try {
      if (isTransaction) await runTransaction(policy, statements, { group, timeline });
      else {
        await remember({ group, timeline });
        for (const statement of statements) await runStatement(run, statement);
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const kept = groups.slice(0, group).reduce((sum, before) => sum + before.statements.length, 0);
      const rest = kept === 0 ? 'Nothing of it took effect.' : `The ${count(kept, 'statement')} before stay in effect, as they could not be undone.`;
      return { isApplied: false, code: 'SQL_ERROR', message: `${error.failureMessage}. ${rest}` };
    }
  }
  return { isApplied: true, message: `${count(total, 'statement')} ran.` };
};
