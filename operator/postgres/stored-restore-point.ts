/**
 * Restore points as they are kept in a repository, beside the dumps: an empty file each, whose name says all there is to
 * know, so that a listing tells of them even when nothing else of the cluster is left.
 */
import { createHash } from 'node:crypto';
import { isRestorePointName } from '../../schema/restore/restore-point-name.js';
import { takePassPhrase } from './pass-phrase.js';
import { DUMP_PATH } from './stored-dump.js';

/** Directory of the restore points in the directory of the dumps. */
const POINTS = 'points';

/** A restore point that a repository knows. */
export interface StoredRestorePoint {
  readonly name: string;
  /** When it was made, to the microsecond (RFC 3339, UTC). */
  readonly at: string;
  /** Position in the WAL right behind it: recovery ends before whatever comes there. */
  readonly lsn: string;
  /** Which operation made it; see `restorePointMaker`. */
  readonly maker: string;
  readonly repository: number;
  /** Its file, as the repository's commands take it. */
  readonly file: string;
}

/** What a restore point calls the operation that made it. */
export const restorePointMaker = (uid: string): string => createHash('sha256').update(uid).digest('hex').slice(0, 10);

/** Path of the file of a restore point in a repository. */
export const restorePointFile = ({ name, at, lsn, maker }: Pick<StoredRestorePoint, 'name' | 'at' | 'lsn' | 'maker'>): string =>
  `${DUMP_PATH}/${POINTS}/${lsn.replace('/', '-')}_${at.replace(/[-:]/g, '')}_${maker}_${name}`;

const FILE = /^([0-9A-F]{1,8})-([0-9A-F]{1,8})_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{1,6})Z_([0-9a-f]{10})_(.+)$/;

const pointFrom = (path: string, repository: number): StoredRestorePoint[] => {
  const [directory, base = ''] = path.split('/');
  const match = directory === POINTS ? FILE.exec(base) : null;
  if (match === null) return [];
  const [, high = '', low = '', year, month, day, hour, minute, second, maker = '', name = ''] = match;
  return isRestorePointName(name) ? [{ name, at: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`, lsn: `${high}/${low}`, maker, repository, file: `${DUMP_PATH}/${path}` }] : [];
};

/** Reads the restore points in a listing of the directory of the dumps. */
export const parseRestorePoints = (listing: string, repository: number): StoredRestorePoint[] => {
  try {
    const files: unknown = JSON.parse(listing);
    return files === null || typeof files !== 'object' ? [] : Object.keys(files).flatMap((path) => pointFrom(path, repository));
  } catch {
    return [];
  }
};

/** Reads the restore points in what `LIST_DUMPS_SCRIPT` printed. Those of a repository that could not be read are as before. */
export const restorePointsIn = (output: string, before: readonly StoredRestorePoint[]): StoredRestorePoint[] => {
  const listings = output.split('\n').flatMap((line): [number, string][] => {
    const match = /^([1-4]) (.*)$/.exec(line);
    return match === null ? [] : [[Number(match[1]), match[2] ?? '']];
  });
  const read = new Set(listings.map(([repository]) => repository));
  return [...before.filter(({ repository }) => !read.has(repository)), ...listings.flatMap(([repository, listing]) => parseRestorePoints(listing, repository))]
    .sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : left.repository - right.repository));
};

/** Puts the file that is its first argument into each repository that follows; fails when none takes it. */
export const PUT_POINT_SCRIPT = `unset PGBACKREST_STANZA
file=$1
shift
done=
for PGO_REPO in "$@"; do
  ${takePassPhrase('${PGO_REPO}')}
  if said=$(printf '%s\\n' "$file" | pgbackrest --io-timeout=15 --log-level-console=error --repo="$PGO_REPO" repo-put "$file" 2>&1); then done=yes; else printf '%s\\n' "$said" >&2; fi
done
[ -n "$done" ]`;
