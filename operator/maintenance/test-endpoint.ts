import pg from 'pg';
import type { TLSSocket } from 'node:tls';
import { reachPod } from '../instance/reach.js';

/** Where and as whom to connect. */
export interface TestedEndpoint {
  readonly host: string;
  readonly port: number;
  /** A name that its certificate holds. */
  readonly serverName: string;
  /** PEM of the cluster's CA. */
  readonly authority: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** What must answer there. */
  readonly expects: 'primary' | 'replica' | 'any';
}

/** Whether an endpoint serves, in a sentence. */
export interface EndpointVerdict {
  readonly isUp: boolean;
  readonly message: string;
}

/** Longest time to connect and to ask, each, in milliseconds. */
const TEST_TIMEOUT_MS = 5_000;

interface Answer {
  readonly version: string;
  readonly recovering: boolean;
}

const ask = async (client: pg.Client): Promise<Answer | undefined> => {
  await client.connect();
  const { rows } = await client.query<Answer>("SELECT pg_catalog.current_setting('server_version') AS version, pg_catalog.pg_is_in_recovery() AS recovering");
  return rows[0];
};

const judge = ({ expects }: TestedEndpoint, answer: Answer, how: string): EndpointVerdict => {
  const role = answer.recovering ? 'replica' : 'primary';
  if (expects !== 'any' && role !== expects) return { isUp: false, message: `A ${role} answers, not a ${expects}.` };
  return { isUp: true, message: `PostgreSQL ${answer.version.split(' ')[0]} answers as ${role} ${how}.` };
};

/** Connects as a client does: TLS checked against the CA, password, a query. Never rejects. */
export const testEndpoint = async (endpoint: TestedEndpoint, nowMs: () => number): Promise<EndpointVerdict> => {
  const startedMs = nowMs();
  const { user, password, database, serverName, authority } = endpoint;
  const client = new pg.Client({
    ...await reachPod(endpoint), user, password, database, application_name: 'pgo-test',
    ssl: { ca: authority, servername: serverName, minVersion: 'TLSv1.2' },
    connectionTimeoutMillis: TEST_TIMEOUT_MS, query_timeout: TEST_TIMEOUT_MS,
  });
  client.on('error', () => {});
  try {
    const answer = await ask(client);
    const protocol = (client as unknown as { connection?: { stream?: Partial<TLSSocket> } }).connection?.stream?.getProtocol?.() ?? 'TLS';
    return answer === undefined ? { isUp: false, message: 'It answers with nothing.' } : judge(endpoint, answer, `over ${protocol} in ${nowMs() - startedMs} ms`);
  } catch (error) {
    return { isUp: false, message: `${error instanceof Error && error.message !== '' ? error.message : String(error)}.` };
  } finally {
    await client.end().catch(() => {});
  }
};
