/** The WAL that repositories hold, file by file, as ranges without a gap. */
import type { BackrestBackup, BackrestInfo } from './backrest-info.js';
import { STANZA } from './pgbackrest-layout.js';

/** WAL files of one timeline that follow on each other. */
export interface WalRange {
  readonly repository: number;
  /** History of the database that they are of, as pgBackRest calls it: `15-1`. */
  readonly id: string;
  readonly first: string;
  readonly last: string;
}

/**
 * Prints the ranges of WAL in each repository that is named: its number and `ok`, then its number, the history, and the
 * first and the last file, a line each. A repository that cannot be read has no line.
 */
export const LIST_WAL_SCRIPT = `for repository in "$@"; do
  listing=$(pgbackrest --log-level-console=off --repo="$repository" --recurse --filter='[0-9A-F]{24}-' repo-ls archive/${STANZA}) || continue
  printf '%s ok\\n' "$repository"
  printf '%s\\n' "$listing" | sed -n 's|^\\([^/]*\\)/.*/\\([0-9A-F]\\{24\\}\\)-.*|\\1 \\2|p' | sort -u | awk -v repository="$repository" '
    function hex(text, i, n) { n = 0; for (i = 1; i <= length(text); i++) n = n * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1; return n }
    function tell() { if (first != "") print repository, history, first, last }
    {
      segment = hex(substr($2, 9, 8)) * 256 + hex(substr($2, 17, 8))
      if ($1 != history || substr($2, 1, 8) != substr(last, 1, 8) || segment != before + 1) { tell(); history = $1; first = $2 }
      last = $2; before = segment
    }
    END { tell() }'
done
:`;

const LINE = /^([1-4]) (\d+-\d+) ([0-9A-F]{24}) ([0-9A-F]{24})$/;
/** Ranges that are remembered: gaps are rare, and the newest tell most. */
const RANGES_MAX = 1000;

/** Reads what the script printed. A repository that could not be read is as before. */
export const parseWalRanges = (output: string, before: readonly WalRange[] = []): WalRange[] => {
  const lines = output.split('\n');
  const read = new Set(lines.flatMap((line) => /^([1-4]) ok$/.exec(line)?.[1] ?? []).map(Number));
  const ranges = lines.flatMap((line): WalRange[] => {
    const [, repository, id = '', first = '', last = ''] = LINE.exec(line) ?? [];
    return repository === undefined ? [] : [{ repository: Number(repository), id, first, last }];
  });
  return [...before.filter(({ repository }) => !read.has(repository)), ...ranges].slice(-RANGES_MAX);
};

const SEGMENTS_PER_FILE = 256;
const TIMELINE_DIGITS = 8;

const timelineOf = (wal: string): string => wal.slice(0, TIMELINE_DIGITS);
/** Number of the WAL file, whatever its timeline. */
const segmentOf = (wal: string): number => Number.parseInt(wal.slice(8, 16), 16) * SEGMENTS_PER_FILE + Number.parseInt(wal.slice(16, 24), 16);

/**
 * The last WAL file that recovery gets to that begins with this one, whichever repositories have the files: a gap ends it. A
 * timeline is left for a newer one that begins where this one had got to.
 */
export const reachOf = (ranges: readonly WalRange[], wal: string): string => {
  const ordered = [...ranges].sort((left, right) => (left.first < right.first ? -1 : 1));
  const timelines = [...new Set(ordered.map(({ first }) => timelineOf(first)))].filter((timeline) => timeline >= timelineOf(wal));
  let reached = wal;
  for (const timeline of timelines) {
    const own = ordered.filter(({ first }) => timelineOf(first) === timeline);
    const isOther = timeline !== timelineOf(wal);
    // It was left before the beginning: what comes there leads elsewhere.
    if (isOther && segmentOf(own[0]?.first ?? '') < segmentOf(wal)) continue;
    for (const { first, last } of own) {
      const isFurther = timelineOf(reached) !== timeline || last > reached;
      if (isFurther && segmentOf(first) <= segmentOf(reached) + 1) reached = last;
    }
  }
  return reached;
};

/** How far backups lead, of the newest history of the database. */
export interface BackupReach {
  /** The history, as pgBackRest calls it. */
  readonly history: string | undefined;
  /** The backups that lead to the end, oldest first. */
  readonly backups: readonly BackrestBackup[];
  /** Last WAL file that the repositories have without a gap since those backups. */
  readonly end: string;
}

/** What the repositories hold, as far as it says how far backups lead. */
interface RepositoryContents {
  readonly info: Pick<BackrestInfo, 'backups' | 'archives'>;
  readonly wal: readonly WalRange[];
}

/** What was read of the repositories does not change, and each status of a cluster asks for it. */
const reaches = new WeakMap<RepositoryContents, { readonly reach: BackupReach | undefined }>();

/** How far the backups lead; undefined when there is none. */
export const backupReach = (read: RepositoryContents): BackupReach | undefined => {
  let known = reaches.get(read);
  if (known === undefined) reaches.set(read, known = { reach: findReach(read) });
  return known.reach;
};

const findReach = ({ info, wal }: RepositoryContents): BackupReach | undefined => {
  const historyOf = (backup: BackrestBackup): string | undefined =>
    info.archives.find(({ id, repository }) => repository === backup.repository && id.endsWith(`-${backup.databaseId}`))?.id;
  const newest = info.backups.at(-1);
  if (newest === undefined) return undefined;
  const history = historyOf(newest);
  const own = wal.filter(({ id }) => id === history);
  const ends = info.backups.filter((backup) => historyOf(backup) === history).map((backup) => ({ backup, end: reachOf(own, backup.walStop) }));
  const end = ends.map((reach) => reach.end).sort().at(-1) ?? newest.walStop;
  return { history, backups: ends.filter((reach) => reach.end === end).map(({ backup }) => backup), end };
};
