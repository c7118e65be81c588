/** What a repository holds, as pgBackRest itself says it: read from `pgbackrest info --output=json`. */

/** One backup in a repository. */
export interface BackrestBackup {
  readonly label: string;
  readonly type: 'full' | 'diff' | 'incr';
  /** In milliseconds since the epoch; pgBackRest tells whole seconds. */
  readonly startedAtMs: number;
  /** From this moment on a restore of it is possible. */
  readonly stoppedAtMs: number;
  /** First and last WAL file that it needs. */
  readonly walStart: string;
  readonly walStop: string;
  readonly lsnStart?: string;
  readonly lsnStop?: string;
  readonly databaseBytes: number;
  /** Bytes that it added to the repository. */
  readonly repositoryBytes: number;
  /** The backup that it builds on, and all that it needs. */
  readonly prior?: string;
  readonly references: readonly string[];
  /** Whether pages with wrong checksums were met while it was made. */
  readonly hasError: boolean;
  readonly repository: number;
  /** Number of the history of the database that it is of; see `BackrestArchive.id`. */
  readonly databaseId: number;
  /** What whoever made it wrote on it. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** The WAL that a repository holds of one history of a database. */
export interface BackrestArchive {
  /** `15-1`: version and history of the database. */
  readonly id: string;
  readonly repository: number;
  readonly min?: string;
  readonly max?: string;
}

/** What is known of the backups and the WAL of one stanza. */
export interface BackrestInfo {
  /** 0 is well; otherwise why it is not, in pgBackRest's words. */
  readonly code: number;
  readonly message: string;
  /** Oldest first. */
  readonly backups: readonly BackrestBackup[];
  readonly archives: readonly BackrestArchive[];
  readonly isBackupRunning: boolean;
  /** How each repository is: code 0 is well. */
  readonly repositories: readonly { readonly key: number; readonly code: number; readonly message: string }[];
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** Reads the answer for a stanza; undefined when it is no such answer or the stanza is not in it. */
export const parseBackrestInfo = (text: string, stanza: string): BackrestInfo | undefined => {
  const found = listOf(parseJson(text)).map(fieldsOf).find(({ name }) => name === stanza);
  if (found === undefined) return undefined;
  const status = fieldsOf(found['status']);
  return {
    code: numberOf(status['code']),
    message: textOf(status['message']) ?? '',
    backups: listOf(found['backup']).flatMap(parseBackup).sort((left, right) => left.stoppedAtMs - right.stoppedAtMs),
    archives: listOf(found['archive']).map(fieldsOf).flatMap((archive) => {
      const id = textOf(archive['id']);
      return id === undefined ? [] : [{ id, repository: repositoryOf(archive), min: textOf(archive['min']), max: textOf(archive['max']) }];
    }),
    repositories: listOf(found['repo']).map(fieldsOf).map((repository) => {
      const state = fieldsOf(repository['status']);
      return { key: numberOf(repository['key']), code: numberOf(state['code']), message: textOf(state['message']) ?? '' };
    }),
    isBackupRunning: fieldsOf(fieldsOf(status['lock'])['backup'])['held'] === true,
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const repositoryOf = (owner: Fields): number => numberOf(fieldsOf(owner['database'])['repo-key']);

const parseBackup = (value: unknown): BackrestBackup[] => {
  const fields = fieldsOf(value);
  const [label, type] = [textOf(fields['label']), textOf(fields['type'])];
  if (label === undefined || (type !== 'full' && type !== 'diff' && type !== 'incr')) return [];
  const [archive, lsn, time, info] = ['archive', 'lsn', 'timestamp', 'info'].map((key) => fieldsOf(fields[key]));
  return [{
    label, type,
    startedAtMs: numberOf(time?.['start']) * 1000, stoppedAtMs: numberOf(time?.['stop']) * 1000,
    walStart: textOf(archive?.['start']) ?? '', walStop: textOf(archive?.['stop']) ?? '',
    lsnStart: textOf(lsn?.['start']), lsnStop: textOf(lsn?.['stop']),
    databaseBytes: numberOf(info?.['size']), repositoryBytes: numberOf(fieldsOf(info?.['repository'])['delta']),
    prior: textOf(fields['prior']), references: listOf(fields['reference']).filter((one): one is string => typeof one === 'string'),
    hasError: fields['error'] === true,
    repository: repositoryOf(fields),
    databaseId: numberOf(fieldsOf(fields['database'])['id']),
    annotations: Object.fromEntries(Object.entries(fieldsOf(fields['annotation'])).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  }];
};
