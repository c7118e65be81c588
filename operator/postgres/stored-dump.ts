/**
 * Logical dumps as they are kept in a repository, beside pgBackRest's own backups: `logical/LABEL/OID.dump` for each
 * database and, written last, `logical/LABEL/manifest.json`. Without that a dump is not whole.
 */
import { createHash } from 'node:crypto';
import { isDumpLabel } from '../../schema/backup/dump-label.js';
import { takePassPhrase } from './pass-phrase.js';

/** Directory of the dumps in a repository. */
export const DUMP_PATH = 'logical';
/** File of a dump that says what it holds. */
export const DUMP_MANIFEST = 'manifest.json';
/** Manifests that are read in one look; more are read in the next ones. */
export const MANIFESTS_MAX = 20;

/** A dump in a repository. */
export interface StoredDump {
  readonly label: string;
  readonly repository: number;
  readonly type: 'logical';
  readonly startedAtMs: number;
  readonly stoppedAtMs: number;
  /** Bytes of its databases when it was made. */
  readonly databaseBytes: number;
  readonly repositoryBytes: number;
  /** Names of the databases that are in it. */
  readonly databases: readonly string[];
  /** The one database that was asked for; absent when all were. */
  readonly database?: string;
  /** UID of the object that asked for it. */
  readonly uid?: string;
}

/** What a look at the dumps of the repositories brought. */
export interface DumpsLook {
  readonly dumps: readonly StoredDump[];
  /** Directories without a manifest: dumps that are being made, or came to nothing. */
  readonly partial: readonly DumpPlace[];
  /** Dumps whose manifest is still to be read. */
  readonly unread: readonly (DumpPlace & { readonly bytes: number })[];
}

/** Where a dump is. */
export interface DumpPlace {
  readonly repository: number;
  readonly label: string;
}

/** What a dump is called: by when it was asked for and by whom, the same however often it is computed. */
export const dumpLabel = ({ creationTimestamp = '', uid = '' }: { readonly creationTimestamp?: string; readonly uid?: string }): string => {
  const [date = '', time = ''] = creationTimestamp.slice(0, 19).replace(/[-:]/g, '').split('T');
  return `${date}-${time}L-${createHash('sha256').update(uid).digest('hex').slice(0, 6)}`;
};

/** Prints what each repository that is named holds of dumps: its number and a listing, a line each. A repository that cannot be read has no line. */
export const LIST_DUMPS_SCRIPT = `unset PGBACKREST_STANZA
for repository in "$@"; do
  listing=$(pgbackrest --log-level-console=off --repo="$repository" --recurse --output=json repo-ls ${DUMP_PATH} | tr -d '\\n') || continue
  printf '%s %s\\n' "$repository" "$listing"
done
:`;

/** Prints manifests: repository, label and base64, a line each. An encrypted file has the pass phrase of its repository. */
export const READ_MANIFESTS_SCRIPT = `unset PGBACKREST_STANZA
while [ $# -gt 1 ]; do
  ${takePassPhrase('$1')}
  manifest=$(pgbackrest --log-level-console=off --repo="$1" repo-get "${DUMP_PATH}/$2/${DUMP_MANIFEST}" | base64 | tr -d '\\n') && printf '%s %s %s\\n' "$1" "$2" "$manifest"
  shift 2
done
:`;

/** Takes a dump out of a repository. The manifest goes first: what is left of a dump is none. */
export const REMOVE_DUMP_SCRIPT = `set -e
unset PGBACKREST_STANZA
pgbackrest --repo="$1" repo-rm "${DUMP_PATH}/$2/${DUMP_MANIFEST}"
pgbackrest --repo="$1" --recurse repo-rm "${DUMP_PATH}/$2"`;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value);

const parseJson = (text: string): Fields => {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
};

/** Bytes of the dumps of a repository and whether they are whole, by label. */
type Listing = ReadonlyMap<string, { readonly bytes: number; readonly isWhole: boolean }>;

const parseListing = (text: string): Listing => {
  const found = new Map<string, { bytes: number; isWhole: boolean }>();
  for (const [path, file] of Object.entries(parseJson(text))) {
    const [label = '', name] = path.split('/');
    if (!isDumpLabel(label)) continue;
    const { bytes, isWhole } = found.get(label) ?? { bytes: 0, isWhole: false };
    const size = isFields(file) && typeof file['size'] === 'number' ? file['size'] : 0;
    found.set(label, { bytes: bytes + size, isWhole: isWhole || name === DUMP_MANIFEST });
  }
  return found;
};

/** Reads what `LIST_DUMPS_SCRIPT` printed. What is known of a dump from an earlier look stays; a repository that could not be read is as before. */
export const parseDumps = (output: string, before: DumpsLook | undefined): DumpsLook => {
  const listings = new Map(output.split('\n').flatMap((line): [number, Listing][] => {
    const match = /^([1-4]) (.*)$/.exec(line);
    return match === null ? [] : [[Number(match[1]), parseListing(match[2] ?? '')]];
  }));
  const places = [...listings].flatMap(([repository, listing]) => [...listing].map(([label, facts]) => ({ repository, label, ...facts })));
  const known = before?.dumps ?? [];
  const isKnown = ({ repository, label }: DumpPlace): boolean => known.some((dump) => dump.repository === repository && dump.label === label);
  const whole = places.filter(({ isWhole }) => isWhole);
  return {
    dumps: known.filter(({ repository, label }) => !listings.has(repository) || listings.get(repository)?.get(label)?.isWhole === true),
    partial: places.filter(({ isWhole }) => !isWhole).map(({ repository, label }) => ({ repository, label })),
    unread: whole.filter((place) => !isKnown(place)).map(({ repository, label, bytes }) => ({ repository, label, bytes })),
  };
};

/** Adds the dumps whose manifests were read; `output` is what `READ_MANIFESTS_SCRIPT` printed. */
export const withManifests = (look: DumpsLook, output: string): DumpsLook => {
  const read = output.split('\n').flatMap((line): StoredDump[] => {
    const [repository = '', label = '', text = ''] = line.trim().split(' ');
    const place = look.unread.find((one) => String(one.repository) === repository && one.label === label);
    return place === undefined || text === '' ? [] : [dumpFrom(place, parseJson(Buffer.from(text, 'base64').toString('utf8')), place.bytes)];
  });
  const dumps = [...look.dumps, ...read].sort((left, right) => left.stoppedAtMs - right.stoppedAtMs);
  return { ...look, dumps, unread: look.unread.filter(({ repository, label }) => !read.some((dump) => dump.repository === repository && dump.label === label)) };
};

const dumpFrom = ({ repository, label }: DumpPlace, manifest: Fields, repositoryBytes: number): StoredDump => {
  const databases = Array.isArray(manifest['databases']) ? manifest['databases'].filter(isFields) : [];
  const text = (key: string): string | undefined => (typeof manifest[key] === 'string' && manifest[key] !== '' ? manifest[key] : undefined);
  const [database, uid] = [text('database'), text('uid')];
  return {
    label, repository, type: 'logical', repositoryBytes,
    startedAtMs: Date.parse(text('startedAt') ?? '') || 0, stoppedAtMs: Date.parse(text('finishedAt') ?? '') || 0,
    databaseBytes: databases.reduce((sum, { bytes }) => sum + (typeof bytes === 'number' ? bytes : 0), 0),
    databases: databases.flatMap(({ name }) => (typeof name === 'string' ? [name] : [])),
    ...(database === undefined ? {} : { database }), ...(uid === undefined ? {} : { uid }),
  };
};
