/** pgBackRest's configuration files. What is secret is not in them: it comes from the environment. */
import type { RepositorySpec, RetentionSpec } from '../../schema/resource/cluster-backups.js';
import { POSTGRES_PORT, SOCKET_DIRECTORY, SUPERUSER, TLS_PATH } from './instance-layout.js';
import { BACKREST_FILE, BACKREST_PORT, REPOSITORY_CREDENTIALS_PATH, REPOSITORY_PATH, repositoryKey, SPOOL_PATH, STANZA } from './pgbackrest-layout.js';

type Options = Readonly<Record<string, string | number | undefined>>;

const section = (name: string, options: Options): string =>
  [`[${name}]`, ...Object.entries(options).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]))].join('\n');

const prefixed = (prefix: string, options: Options): Options => Object.fromEntries(Object.entries(options).map(([key, value]) => [`${prefix}${key}`, value]));

/** The certificate with which a container shows itself, as server and as client. */
const identity = (): Options => ({ 'cert-file': `${TLS_PATH}/tls.crt`, 'key-file': `${TLS_PATH}/tls.key`, 'ca-file': `${TLS_PATH}/ca.crt` });

/** Where things of pgBackRest's are told: to the container's output, and nowhere else. */
const COMMON: Options = { 'log-level-console': 'info', 'log-level-file': 'off', 'log-timestamp': 'n' };

/** WAL and backups are compressed: zstd's level 3 is about as good as gzip's default at a fraction of the time. */
const COMPRESSION: Options = { 'compress-type': 'zst', 'compress-level': 3 };

/** What the configuration of an instance depends on. */
export interface InstanceBackrestInput {
  /** Names of the repositories. */
  readonly repositories: readonly string[];
  readonly repositoryHost: string;
  /** Common name in the certificate of the repositories' host: it alone may connect. */
  readonly clientName: string;
  readonly dataDirectory: string;
  /** Bytes of WAL that may wait to be archived. */
  readonly queueBytesMax: number;
  readonly options: Readonly<Record<string, string>>;
}

/**
 * The configuration of the instances: how WAL is pushed to the repositories' host, and who may fetch their data. An
 * archive command that waits for a host that is away holds up a primary that is to stop, so it gives up soon.
 */
export const instanceBackrestConfig = (input: InstanceBackrestInput): string => [
  section('global', {
    ...COMMON, ...COMPRESSION,
    ...server(input.clientName),
    'lock-path': '/tmp/pgbackrest', 'spool-path': SPOOL_PATH,
    'archive-async': 'y', 'archive-push-queue-max': input.queueBytesMax, 'io-timeout': 10, 'archive-timeout': 20,
    ...input.options,
    ...Object.assign({}, ...input.repositories.map((name) => prefixed(`repo${repositoryKey(name)}-`, remote(input.repositoryHost)))) as Options,
  }),
  section(STANZA, postgresOptions('pg1-', input.dataDirectory)),
  '',
].join('\n');

const server = (clientName: string): Options => ({
  'tls-server-port': BACKREST_PORT, ...prefixed('tls-server-', identity()), 'tls-server-auth': `${clientName}=${STANZA}`,
});

/** How another host's pgBackRest is reached. */
const remote = (host: string): Options => ({ host, 'host-type': 'tls', 'host-port': BACKREST_PORT, ...prefixed('host-', identity()) });

const postgresOptions = (prefix: string, dataDirectory: string): Options =>
  prefixed(prefix, { path: dataDirectory, port: POSTGRES_PORT, 'socket-path': SOCKET_DIRECTORY, user: SUPERUSER });

/** What the configuration of the repositories' host depends on. */
export interface RepositoryBackrestInput {
  readonly repositories: readonly RepositorySpec[];
  /** How long backups are kept in repositories that say nothing of their own. */
  readonly retention: RetentionSpec;
  /** Common name in the certificate of the instances. */
  readonly clientName: string;
  /** Directory in a bucket, of repositories that name none. */
  readonly bucketPath: string;
  readonly options: Readonly<Record<string, string>>;
}

/** The configuration of the repositories' host, and of the jobs that make backups. */
export const repositoryBackrestConfig = (input: RepositoryBackrestInput): string => [
  section('global', {
    ...COMMON, ...COMPRESSION,
    ...server(input.clientName),
    'lock-path': lockPath(input.repositories), 'start-fast': 'y', 'process-max': 2,
    ...input.options,
    ...Object.assign({}, ...input.repositories.map((repository) => prefixed(`repo${repositoryKey(repository.name)}-`, {
      ...storage(repository, input.bucketPath), ...retentionOptions(repository.retention ?? input.retention),
      'cipher-type': repository.encryption === undefined ? undefined : 'aes-256-cbc',
    }))) as Options,
  }),
  section(STANZA, {}),
  '',
].join('\n');

/** Locks are on a volume that all who work on the repositories share, so that no two do at a time. */
const lockPath = (repositories: readonly RepositorySpec[]): string => {
  const volume = repositories.find(({ type }) => type === 'volume');
  return volume === undefined ? '/tmp/pgbackrest' : `${REPOSITORY_PATH}/${volume.name}/lock`;
};

const storage = (repository: RepositorySpec, bucketPath: string): Options => {
  const { name, type, endpoint } = repository;
  if (type === 'volume') return { path: `${REPOSITORY_PATH}/${name}/backrest` };
  const common: Options = { type, path: repository.path ?? bucketPath, ...storageTls(repository) };
  if (type === 's3') {
    const { bucket, region } = repository;
    return { ...common, 's3-bucket': bucket, 's3-endpoint': endpoint, 's3-region': region, 's3-uri-style': repository.uriStyle ?? 'host' };
  }
  if (type === 'gcs') {
    return { ...common, 'gcs-bucket': repository.bucket, 'gcs-endpoint': endpoint, 'gcs-key': `${REPOSITORY_CREDENTIALS_PATH}/${name}/key.json` };
  }
  return { ...common, 'azure-container': repository.container, 'azure-endpoint': endpoint, 'azure-uri-style': repository.uriStyle };
};

const storageTls = ({ name, verifyTls, certificateAuthority }: RepositorySpec): Options => ({
  'storage-verify-tls': verifyTls === false ? 'n' : undefined,
  'storage-ca-file': certificateAuthority === undefined ? undefined : `${REPOSITORY_CREDENTIALS_PATH}/${name}-ca/ca.crt`,
});

const retentionOptions = (retention: RetentionSpec): Options => ({
  'retention-full-type': retention.fullBackupDays === undefined ? 'count' : 'time',
  'retention-full': retention.fullBackupDays ?? retention.fullBackups,
  'retention-diff': retention.differentialBackups,
  'retention-archive-type': retention.archiveFullBackups === undefined ? undefined : 'full',
  'retention-archive': retention.archiveFullBackups,
});

/** An instance as pgBackRest on another host reaches it, as options of a command. */
export const instanceArguments = (key: number, host: string, dataDirectory: string): string[] =>
  Object.entries({ ...prefixed(`pg${key}-`, remote(host)), ...postgresOptions(`pg${key}-`, dataDirectory) }).map(([name, value]) => `--${name}=${value}`);

/** What PostgreSQL runs for each WAL file. */
export const ARCHIVE_COMMAND = `pgbackrest --config=${BACKREST_FILE} --stanza=${STANZA} archive-push "%p"`;

/** What PostgreSQL runs for a WAL or history file that it lacks. Bounded: a promotion waits for the answer. */
export const RESTORE_COMMAND = `timeout 20 pgbackrest --config=${BACKREST_FILE} --stanza=${STANZA} archive-get %f "%p"`;
