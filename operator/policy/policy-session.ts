import { createHash } from 'node:crypto';
import pg from 'pg';
import type { InstanceAddress } from '../instance/instance-session.js';
import { POSTGRES_PORT } from '../postgres/instance-layout.js';

/** Who runs the SQL of a policy, where, and for how long at most. */
export interface PolicyLogin {
  readonly address: InstanceAddress;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly statementTimeoutMs: number;
}

/** Longest time to connect, in milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000;
/** A session whose operator is gone gives its locks back after this time, in milliseconds. */
const IDLE_TIMEOUT_MS = 60_000;
/** What the server may need beyond its own timeout, in milliseconds. */
const GRACE_MS = 5_000;

/** Runs one statement and gives its rows. */
export type RunStatement = <T extends object = object>(sql: string) => Promise<readonly T[]>;

/** Logs in, hands the session to `work` and closes it whatever happens. */
export const withPolicySession = async <T>({ address, user, password, database, statementTimeoutMs }: PolicyLogin, work: (run: RunStatement) => Promise<T>): Promise<T> => {
  const client = new pg.Client({
    host: address.host, port: POSTGRES_PORT, user, password, database, application_name: 'pgo-policy',
    ssl: { ca: address.authority, servername: address.serverName, minVersion: 'TLSv1.2' },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS, query_timeout: statementTimeoutMs + GRACE_MS,
    options: `-c search_path=public -c statement_timeout=${statementTimeoutMs} -c idle_in_transaction_session_timeout=${IDLE_TIMEOUT_MS}`,
  });
  // A connection lost between two statements is told here; the next statement rejects with the same cause.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(async <R extends object>(sql: string) => (await client.query<R>(sql)).rows);
  } finally {
    await client.end().catch(() => {});
  }
};

/** Keeps two processes from applying the same policy at the same time, for as long as the session lasts. */
export const lockAttempt = async (run: RunStatement, subject: string): Promise<void> => {
  const key = createHash('sha256').update(subject).digest().readBigInt64BE();
  const [row] = await run<{ locked: boolean }>(`SELECT pg_catalog.pg_try_advisory_lock(${key}) AS locked`);
  if (row?.locked !== true) throw new Error('an earlier attempt has not ended yet');
};
