/** Connections of the operator to a running PostgreSQL: TLS by the cluster's CA, bounded in time, with pinned settings. */
import pg from 'pg';
import { POSTGRES_PORT, SUPERUSER } from '../postgres/instance-layout.js';
import { reachPod } from './reach.js';

/** How an instance is reached. */
export interface InstanceAddress {
  /** Address of its pod. */
  readonly host: string;
  /** A name that its certificate holds; the pod's address is not in it. */
  readonly serverName: string;
  /** PEM of the cluster's CA. */
  readonly authority: string;
  readonly password: string;
}

/** Longest time to connect, in milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000;
/** Longest time for one statement, in milliseconds. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Runs statements in one database. */
export interface InstanceSession {
  query<T extends object>(sql: string, values?: readonly unknown[]): Promise<readonly T[]>;
}

/**
 * Opens a session as superuser, hands it to `work` and closes it whatever happens. `synchronous_commit` is local: what
 * the operator writes can be written again and must not wait for replicas that it is just making.
 */
export const withInstance = async <T>(
  address: InstanceAddress, database: string, work: (session: InstanceSession) => Promise<T>,
): Promise<T> => {
  const at = await reachPod({ host: address.host, port: POSTGRES_PORT });
  const client = new pg.Client({
    ...at, user: SUPERUSER, password: address.password, database,
    application_name: 'pgo-operator',
    ssl: { ca: address.authority, servername: address.serverName, minVersion: 'TLSv1.2' },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS, query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
    options: `-c search_path= -c synchronous_commit=local -c statement_timeout=${STATEMENT_TIMEOUT_MS} -c lock_timeout=10000`,
  });
  // A connection lost between two statements is told here; the next statement rejects with the same cause.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work({
      query: async <R extends object>(sql: string, values: readonly unknown[] = []) => (await client.query<R>(sql, [...values])).rows,
    });
  } finally {
    await client.end().catch(() => {});
  }
};

/** A name as SQL text, quoted by the driver's rules. */
export const identifier = (name: string): string => pg.escapeIdentifier(name);
/** A text as SQL literal, for statements that take no parameters. */
export const literal = (text: string): string => pg.escapeLiteral(text);
