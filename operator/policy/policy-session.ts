import { createHash } from 'node:crypto';
import { withSession, type InstanceAddress } from '../instance/instance-session.js';

/** Who runs the SQL of a policy, where, and for how long at most. */
export interface PolicyLogin {
  readonly address: InstanceAddress;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly statementTimeoutMs: number;
}

/** A session whose operator is gone gives its locks back after this time, in milliseconds. */
const IDLE_TIMEOUT_MS = 60_000;
/** What the server may need beyond its own timeout, in milliseconds. */
const GRACE_MS = 5_000;

/** Runs one statement and gives its rows. */
export type RunStatement = <T extends object = object>(sql: string) => Promise<readonly T[]>;

/** A session as the one who runs the policy. */
export const withPolicySession = <T>({ statementTimeoutMs, ...login }: PolicyLogin, work: (run: RunStatement) => Promise<T>): Promise<T> => withSession({
  ...login, applicationName: 'pgo-policy', queryTimeoutMs: statementTimeoutMs + GRACE_MS,
  settings: { search_path: 'public', statement_timeout: statementTimeoutMs, idle_in_transaction_session_timeout: IDLE_TIMEOUT_MS },
}, (session) => work((sql) => session.query(sql)));

/** Keeps two processes from applying the same policy at the same time, for as long as the session lasts. */
export const lockAttempt = async (run: RunStatement, subject: string): Promise<void> => {
  const key = createHash('sha256').update(subject).digest().readBigInt64BE();
  const [row] = await run<{ locked: boolean }>(`SELECT pg_catalog.pg_try_advisory_lock(${key}) AS locked`);
  if (row?.locked !== true) throw new Error('an earlier attempt has not ended yet');
};
