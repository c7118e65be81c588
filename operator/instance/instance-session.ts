/** Connections of the operator to a running PostgreSQL: TLS by the cluster's CA, bounded in time, with pinned settings. */
import { createSecureContext } from 'node:tls';
import pg from 'pg';
import { remember } from '../../kube/remember.js';
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
/** Longest time for one statement of the superuser, in milliseconds. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Authorities that are kept ready for the next connection: a cluster that changes is connected to many times in a row. */
const AUTHORITIES_MAX = 100;

const contextOf = remember(AUTHORITIES_MAX, (ca) => createSecureContext({ ca, minVersion: 'TLSv1.2' }));

/** Runs statements in one database. */
export interface InstanceSession {
  query<T extends object>(sql: string, values?: readonly unknown[]): Promise<readonly T[]>;
}

/** Who logs in to an instance, and how long and under which settings it works there. */
export interface SessionLogin {
  readonly address: Omit<InstanceAddress, 'password'>;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly applicationName: string;
  /** How long an answer is waited for, in milliseconds: a little longer than the server's own limit. */
  readonly queryTimeoutMs: number;
  /** Settings of the session, by name. */
  readonly settings: Readonly<Record<string, string | number>>;
}

/** Opens a session, wherever the control plane runs, hands it to `work` and closes it whatever happens. */
export const withSession = async <T>(login: SessionLogin, work: (session: InstanceSession) => Promise<T>): Promise<T> => {
  const { address, user, password, database, applicationName, queryTimeoutMs, settings } = login;
  const client = new pg.Client({
    ...await reachPod({ host: address.host, port: POSTGRES_PORT }), user, password, database,
    application_name: applicationName,
    ssl: { secureContext: contextOf(address.authority), servername: address.serverName },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS, query_timeout: queryTimeoutMs,
    options: Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`).join(' '),
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

/**
 * A session as superuser. `synchronous_commit` is local: what the operator writes can be written again and must not wait
 * for replicas that it is just making.
 */
export const withInstance = <T>(address: InstanceAddress, database: string, work: (session: InstanceSession) => Promise<T>): Promise<T> => withSession({
  address, user: SUPERUSER, password: address.password, database, applicationName: 'pgo-operator', queryTimeoutMs: STATEMENT_TIMEOUT_MS + 1_000,
  settings: { search_path: '', synchronous_commit: 'local', statement_timeout: STATEMENT_TIMEOUT_MS, lock_timeout: 10_000 },
}, work);

/** A name as SQL text, quoted by the driver's rules. */
export const identifier = (name: string): string => pg.escapeIdentifier(name);
/** A text as SQL literal, for statements that take no parameters. */
export const literal = (text: string): string => pg.escapeLiteral(text);
