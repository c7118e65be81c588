import pg from 'pg';
import type { PgoClient } from '../../schema/sdk/client.js';
import { holds, type ClusterKey } from './proof-world.js';

/** A row whose commit was acknowledged. */
export interface CommittedRow {
  readonly n: number;
  /** When it was committed, with microseconds: the time that is in its record of the WAL. */
  readonly at: string;
  /** Position in the WAL behind its commit. */
  readonly lsn: string;
}

/** What was there from one restore to the next. */
interface Epoch {
  /** Numbers of the rows that the restore before it has left. */
  readonly base: readonly number[];
  readonly written: CommittedRow[];
}

/** A moment, and the rows that had been committed by then. */
export interface Target {
  readonly at: string;
  readonly lsn: string;
  readonly rows: readonly number[];
}

/** Every row that was ever committed, through restores: which ones were there when. */
export class RowHistory {
  private readonly epochs: Epoch[] = [{ base: [], written: [] }];

  /** Notes a row. */
  readonly note = (row: CommittedRow): void => void this.present.written.push(row);

  private tried = 0;

  /** A number that no row has, of those either that were committed without a word. */
  readonly next = (): number => (this.tried += 1);

  /** Numbers of the rows that are there now. */
  get rows(): number[] {
    return [...this.present.base, ...this.present.written.map(({ n }) => n)];
  }

  /** The cluster has only these rows now. */
  restored(rows: readonly number[]): void {
    this.epochs.push({ base: rows, written: [] });
  }

  /** A moment between two commits, drawn among those of an epoch (the newest is `newest`) that are not before `earliest`. */
  target(random: () => number, earliest: string, epoch: 'any' | 'newest' = 'any'): Target {
    const places = this.epochs.flatMap((one, index) => (epoch === 'newest' && index < this.epochs.length - 1 ? [] : one.written.slice(0, -1).map((row, place) => ({ one, row, place }))))
      .filter(({ row }) => microseconds(row.at) > microseconds(earliest));
    const chosen = places[Math.floor(random() * places.length)];
    holds(chosen !== undefined, 'there is no row to restore to', { earliest });
    const { one, row, place } = chosen;
    const [from, to] = [microseconds(row.at), microseconds(one.written[place + 1]?.at ?? row.at)];
    // The moment of a commit belongs to it; from there on, up to the next one.
    const at = momentOf(from + BigInt(Math.floor(Number(to - from) * random())));
    return { at, lsn: row.lsn, rows: [...one.base, ...one.written.slice(0, place + 1).map(({ n }) => n)] };
  }

  private get present(): Epoch {
    return this.epochs.at(-1) ?? { base: [], written: [] };
  }
}

const microseconds = (at: string): bigint => BigInt(Date.parse(`${at.slice(0, 19)}Z`)) * 1000n + BigInt((/\.(\d+)/.exec(at)?.[1] ?? '').padEnd(6, '0').slice(0, 6));

const momentOf = (value: bigint): string => `${new Date(Number(value / 1_000_000n) * 1000).toISOString().slice(0, 19)}.${String(value % 1_000_000n).padStart(6, '0')}Z`;

/** Writes row after row. */
export interface RowWriter {
  /** Resolves when this many rows have been committed. */
  written(count: number): Promise<void>;
  /** Resolves when its session was broken, by a restore for instance. */
  readonly broken: Promise<void>;
  /** Ends it. */
  stop(): Promise<void>;
}

const CREATE = 'create table if not exists moment (n bigint primary key)';
const INSERT = 'insert into moment values ($1)';
const LOOK = `select to_char(pg_xact_commit_timestamp(xmin) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, pg_current_wal_lsn()::text as lsn from moment where n = $1`;

/** Writes row after row until the session breaks, as fast as commits go. The cluster needs `track_commit_timestamp`. */
export async function startRowWriter(client: PgoClient, cluster: ClusterKey, history: RowHistory): Promise<RowWriter> {
  const connection = (await client.clusterConnection(cluster)).cluster?.connection;
  if (!connection) throw new Error(`${cluster.name} has no connection`);
  const { host, port, database, user, password, caCertificate } = connection;
  const session = new pg.Client({ host, port, database, user, password, ssl: { ca: caCertificate ?? '' }, connectionTimeoutMillis: 30_000, query_timeout: 60_000 });
  session.on('error', () => {});
  await session.connect();
  await session.query(CREATE);
  let [count, stopped] = [0, false];
  const waiting = new Set<() => void>();
  const write = async (): Promise<void> => {
    while (!stopped) {
      const n = history.next();
      await session.query(INSERT, [n]);
      const { rows: [row] } = await session.query<{ at: string; lsn: string }>(LOOK, [n]);
      if (row !== undefined) history.note({ n, ...row });
      count += 1;
      for (const check of waiting) check();
    }
  };
  const broken = write().catch(() => {}).finally(() => void session.end().catch(() => {}));
  return {
    broken,
    written: (wanted) => Promise.race([new Promise<void>((resolve) => {
      waiting.add(() => {
        if (count >= wanted) resolve();
      });
    }), broken.then(() => {
      holds(count >= wanted, 'the writer was broken too early', { count, wanted });
    })]),
    async stop() {
      stopped = true;
      await broken;
    },
  };
}
