import pg from 'pg';
import type { PgoClient } from '../../schema/sdk/client.js';

/** Applications that append rows through the primary service, each as fast as it is acknowledged, and what came of it. */
export interface AppendWorkload {
  /** Rows whose commit was acknowledged. */
  readonly acknowledged: number;
  /** Longest time without any acknowledgement since it was asked last, in milliseconds. */
  takeLongestGapMs(): number;
  /** Resolves when this many more rows have been acknowledged. */
  moreRows(count: number, timeoutMs: number): Promise<void>;
  stop(): Promise<void>;
  /** Compares what was acknowledged with what is there. Only after `stop`. */
  check(): Promise<{ readonly lost: readonly string[]; readonly unexpected: number }>;
}

const CONNECT_TIMEOUT_MS = 1_000;
/** Longer than a failover: a commit that hangs is one that nobody was told of. */
const STATEMENT_TIMEOUT_MS = 60_000;
const RECONNECT_DELAY_MS = 20;
const CHECK_ATTEMPTS_MAX = 60;

type Ref = { readonly namespace: string; readonly name: string };

/** How sessions to a cluster are opened, by its service or directly to an address. */
export async function sessionsOf(client: PgoClient, cluster: Ref): Promise<(host?: string) => Promise<pg.Client>> {
  const connection = (await client.clusterConnection(cluster)).cluster?.connection;
  if (!connection) throw new Error(`${cluster.name} has no connection`);
  const { host: service, port, database, user, password, caCertificate } = connection;
  return async (host = service) => {
    const session = new pg.Client({
      host, port, database, user, password, ssl: { ca: caCertificate ?? '', servername: `${cluster.name}-primary` },
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS, query_timeout: STATEMENT_TIMEOUT_MS,
    });
    session.on('error', () => {});
    await session.connect();
    return session;
  };
}

/** Starts the workload; `table` is made anew. */
export async function startAppending(connect: () => Promise<pg.Client>, table: string, writers: number): Promise<AppendWorkload> {
  const first = await connect();
  await first.query(`drop table if exists ${table}`);
  await first.query(`create table ${table} (writer int, number bigint, primary key (writer, number))`);
  await first.end();
  return new Appending(connect, table, writers);
}

class Appending implements AppendWorkload {
  readonly #rows = new Set<string>();
  readonly #waiting = new Set<() => void>();
  readonly #sessions = new Set<pg.Client>();
  readonly #done: Promise<unknown>;
  #stopped = false;
  #lastAt = performance.now();
  #longestGapMs = 0;

  constructor(private readonly connect: () => Promise<pg.Client>, private readonly table: string, writers: number) {
    this.#done = Promise.all(Array.from({ length: writers }, (_, writer) => this.#append(writer)));
  }

  get acknowledged(): number {
    return this.#rows.size;
  }

  takeLongestGapMs(): number {
    const gap = Math.max(this.#longestGapMs, performance.now() - this.#lastAt);
    this.#longestGapMs = 0;
    return gap;
  }

  async moreRows(count: number, timeoutMs: number): Promise<void> {
    const wanted = this.#rows.size + count;
    await new Promise<void>((resolve, reject) => {
      const check = (): void => {
        if (this.#rows.size < wanted) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`${this.#rows.size} rows after ${timeoutMs} ms, not ${wanted}`));
      }, timeoutMs);
      this.#waiting.add(check);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    // One that hangs in a commit was not told of it.
    for (const session of this.#sessions) void session.end().catch(() => {});
    await this.#done;
  }

  async check(): Promise<{ readonly lost: readonly string[]; readonly unexpected: number }> {
    const session = await this.#connected();
    const { rows } = await session.query<{ writer: number; number: string }>(`select writer, number from ${this.table}`);
    await session.end();
    const there = new Set(rows.map(({ writer, number }) => `${writer}/${number}`));
    const lost = [...this.#rows].filter((row) => !there.has(row));
    return { lost, unexpected: there.size - (this.#rows.size - lost.length) };
  }

  async #connected(): Promise<pg.Client> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.connect();
      } catch (error) {
        if (attempt >= CHECK_ATTEMPTS_MAX) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
  }

  async #append(writer: number): Promise<void> {
    let session: pg.Client | undefined;
    for (let number = 1; !this.#stopped; number += 1) {
      try {
        session ??= await this.#open();
        await session.query(`insert into ${this.table} values ($1, $2)`, [writer, number]);
        this.#acknowledge(`${writer}/${number}`);
      } catch {
        if (session !== undefined) this.#sessions.delete(session);
        await session?.end().catch(() => {});
        session = undefined;
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_DELAY_MS));
      }
    }
    await session?.end().catch(() => {});
  }

  async #open(): Promise<pg.Client> {
    const session = await this.connect();
    this.#sessions.add(session);
    return session;
  }

  #acknowledge(row: string): void {
    const now = performance.now();
    this.#longestGapMs = Math.max(this.#longestGapMs, now - this.#lastAt);
    this.#lastAt = now;
    this.#rows.add(row);
    for (const check of this.#waiting) check();
  }
}
