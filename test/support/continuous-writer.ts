import pg from 'pg';
import type { PgoClient } from '../../schema/sdk/client.js';

/** Writes row after row, as an application that reconnects would, and remembers which ones were acknowledged. */
export interface ContinuousWriter {
  /** Numbers of the rows whose commit was acknowledged. */
  readonly acknowledged: readonly number[];
  /** Resolves when this many more rows have been acknowledged. */
  moreRows(count: number, timeoutMs: number): Promise<void>;
  stop(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 2_000;
const STATEMENT_TIMEOUT_MS = 5_000;
const RECONNECT_DELAY_MS = 50;

/** Starts writing to table `acknowledged_row` of a cluster, which it makes. */
export async function startWriter(client: PgoClient, cluster: { namespace: string; name: string }): Promise<ContinuousWriter> {
  const connection = (await client.clusterConnection(cluster)).cluster?.connection;
  if (!connection) throw new Error(`${cluster.name} has no connection`);
  const { host, port, database, user, password, caCertificate } = connection;
  const connect = async (): Promise<pg.Client> => {
    const session = new pg.Client({
      host, port, database, user, password, ssl: { ca: caCertificate ?? '' },
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS, query_timeout: STATEMENT_TIMEOUT_MS,
    });
    session.on('error', () => {});
    await session.connect();
    return session;
  };
  const first = await connect();
  await first.query('create table acknowledged_row (number bigint primary key)');
  return write(first, connect);
}

function write(first: pg.Client, connect: () => Promise<pg.Client>): ContinuousWriter {
  const acknowledged: number[] = [];
  const waiting = new Set<() => void>();
  let stopped = false;
  const done = (async () => {
    let session: pg.Client | undefined = first;
    for (let number = 1; !stopped; number += 1) {
      try {
        session ??= await connect();
        await session.query('insert into acknowledged_row values ($1)', [number]);
        acknowledged.push(number);
        for (const check of waiting) check();
      } catch {
        await session?.end().catch(() => {});
        session = undefined;
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_DELAY_MS));
      }
    }
    await session?.end();
  })();
  return {
    acknowledged,
    moreRows: (count, timeoutMs) => new Promise((resolve, reject) => {
      const wanted = acknowledged.length + count;
      const finish = (): void => {
        clearTimeout(timer);
        waiting.delete(check);
      };
      const check = (): void => {
        if (acknowledged.length < wanted) return;
        finish();
        resolve();
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`${acknowledged.length} rows after ${timeoutMs} ms, not ${wanted}`));
      }, timeoutMs);
      waiting.add(check);
    }),
    async stop() {
      stopped = true;
      await done;
    },
  };
}
