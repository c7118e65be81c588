/** What a look at the repositories and at the archiver of a cluster brought. Values and functions of them only. */
import type { BackrestInfo } from '../postgres/backrest-info.js';
import { backupReach, type WalRange } from '../postgres/wal-ranges.js';
import type { DumpsLook } from '../postgres/stored-dump.js';
import type { RepositorySpace } from '../postgres/repository-space.js';
import type { StoredRestorePoint } from '../postgres/stored-restore-point.js';

/** What PostgreSQL says of its archiver. */
export interface ArchiverFacts {
  readonly lastArchivedWal?: string;
  /** RFC 3339. */
  readonly lastArchivedAt?: string;
  /** When archiving failed last, if that was after it last worked (RFC 3339). */
  readonly failedAt?: string;
  readonly queueLength: number;
  /** Bytes of all databases. */
  readonly databaseBytes: number;
}

/** A moment, and the WAL file that had been begun by then. */
export interface ArchiveMoment {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly wal: string;
}

/** One look. */
export interface RepositoryLook {
  /** When it was begun, in milliseconds since the epoch. */
  readonly seenAtMs: number;
  /** Position in the WAL that the leader had told by then. */
  readonly walPosition?: number;
  readonly info: BackrestInfo;
  readonly dumps: DumpsLook;
  /** Oldest first. */
  readonly points: readonly StoredRestorePoint[];
  /** The WAL that the repositories hold. */
  readonly wal: readonly WalRange[];
  /** The volumes of repositories that have one. */
  readonly space?: readonly RepositorySpace[];
  readonly archiver?: ArchiverFacts;
  /** Moments that wait for their WAL to be archived, oldest first. */
  readonly moments: readonly ArchiveMoment[];
  /** A backup leads to all that was committed until then. */
  readonly archivedUntil?: string;
}

/** Moments that are remembered while their WAL is not archived yet. */
const MOMENTS_MAX = 60;

const TIMELINE_DIGITS = 8;

/** Whether a WAL file comes before another or is the same, whatever the timelines. */
export const isUpTo = (wal: string, other: string): boolean =>
  wal.slice(0, TIMELINE_DIGITS) <= other.slice(0, TIMELINE_DIGITS) && wal.slice(TIMELINE_DIGITS) <= other.slice(TIMELINE_DIGITS);

/** The newest WAL file that any repository has. */
export const newestInAny = ({ archives }: Pick<BackrestInfo, 'archives'>): string | undefined => archives.flatMap(({ max }) => max ?? []).sort().at(-1);

/**
 * Which moment is safe: everything that was committed before it is archived, since the WAL file that was being written
 * then is, and a backup leads there. A moment that was found safe once stays so.
 */
export const followArchive = (
  before: Pick<RepositoryLook, 'moments' | 'archivedUntil'> | undefined, moment: ArchiveMoment | undefined, read: Pick<RepositoryLook, 'info' | 'wal'>,
): Pick<RepositoryLook, 'moments' | 'archivedUntil'> => {
  const all = [...before?.moments ?? [], ...(moment === undefined ? [] : [moment])];
  const newest = backupReach(read)?.end;
  const safe = newest === undefined ? [] : all.filter(({ wal }) => isUpTo(wal, newest));
  const archivedUntil = safe.at(-1)?.at ?? before?.archivedUntil;
  const waiting = all.filter((one) => !safe.includes(one));
  // The oldest is the next to become safe, the newest tells most: those in between go first.
  const moments = waiting.length > MOMENTS_MAX ? [...waiting.slice(0, MOMENTS_MAX / 2), ...waiting.slice(-MOMENTS_MAX / 2)] : waiting;
  return { moments, ...(archivedUntil === undefined ? {} : { archivedUntil }) };
};
