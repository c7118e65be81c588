import type { InstanceSession } from './instance-session.js';

/** What the primary says of its archiver at a moment. */
export interface ArchiverReading {
  readonly at: string;
  /** The WAL file that is being written. */
  readonly wal: string;
  readonly lastArchivedWal?: string;
  readonly lastArchivedAt?: string;
  readonly failedAt?: string;
  readonly queueLength: number;
  readonly databaseBytes: number;
}

interface Row {
  readonly at: Date;
  readonly wal: string;
  readonly last_wal: string | null;
  readonly last_at: Date | null;
  readonly failed_at: Date | null;
  readonly waiting: string;
  readonly bytes: string;
}

// The time comes first: whatever was committed before it is before the position that is read after it.
const SQL = `WITH moment AS MATERIALIZED (SELECT pg_catalog.clock_timestamp() AS at)
SELECT moment.at, pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()) AS wal,
  CASE WHEN a.last_archived_wal ~ '^[0-9A-F]{24}$' THEN a.last_archived_wal END AS last_wal, a.last_archived_time AS last_at,
  CASE WHEN a.last_failed_time > COALESCE(a.last_archived_time, '-infinity') THEN a.last_failed_time END AS failed_at,
  (SELECT pg_catalog.count(*) FROM pg_catalog.pg_ls_archive_statusdir() WHERE name LIKE '%.ready') AS waiting,
  (SELECT pg_catalog.sum(pg_catalog.pg_database_size(oid)) FROM pg_catalog.pg_database) AS bytes
FROM moment, pg_catalog.pg_stat_archiver AS a`;

/** Asks the primary how archiving is. */
export const readArchiver = async (session: InstanceSession): Promise<ArchiverReading> => {
  const [row] = await session.query<Row>(SQL);
  if (row === undefined) throw new Error('PostgreSQL said nothing of its archiver');
  return {
    at: row.at.toISOString(), wal: row.wal, queueLength: Number(row.waiting), databaseBytes: Number(row.bytes),
    ...(row.last_wal === null ? {} : { lastArchivedWal: row.last_wal }),
    ...(row.last_at === null ? {} : { lastArchivedAt: row.last_at.toISOString() }),
    ...(row.failed_at === null ? {} : { failedAt: row.failed_at.toISOString() }),
  };
};
