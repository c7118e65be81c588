import { CANDIDATE_LAG_BYTES_MAX } from '../../schema/availability/candidates.js';
import { ARCHIVE_COMMAND, RESTORE_COMMAND } from './pgbackrest-config.js';
import type { Durability } from '../../schema/resource/postgres-cluster.js';
import {
  PATRONI_PORT, POSTGRES_PORT, REPLICATION_USER, REWIND_USER, SOCKET_DIRECTORY, SUPERUSER, TLS_PATH, dataDirectory,
} from './instance-layout.js';
import { LOCK_WATCH_CONFIG } from './lock-watch.js';
import { withMarker } from './wanted-parameters.js';

/** Bounds of failure detection, in seconds. Patroni wants `ttl >= loopWait + 2 * retryTimeout`. */
export interface FailoverTimes {
  /** How long a leader's lock lasts without being renewed. */
  readonly ttl: number;
  /** Longest pause of Patroni's loop; also how often the lock is renewed. */
  readonly loopWait: number;
  /** How long Patroni keeps trying a store or PostgreSQL that does not answer. */
  readonly retryTimeout: number;
}

/** Times where none are given. */
export const FAILOVER_TIMES_DEFAULT: FailoverTimes = { ttl: 20, loopWait: 5, retryTimeout: 5 };

/** What of a cluster's specification reaches Patroni while it runs. */
export interface DynamicInput {
  readonly durability: Durability;
  /** PostgreSQL parameters of the user. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly times: FailoverTimes;
  /** Whether WAL is archived. */
  readonly archives: boolean;
  /** Whether connections without TLS are refused. */
  readonly requiresTls: boolean;
  /** Whether only an instance that has every commit may become the primary. */
  readonly mayLackNothing?: boolean;
  /** The cluster that this one follows; left out when it follows none. */
  readonly standby?: Readonly<Record<string, unknown>> | undefined;
}

/** Longest time until what was committed is archived, in seconds. */
const ARCHIVE_TIMEOUT = '60';
/** Room for 15 replicas, base backups and a few consumers. */
const WAL_SENDERS = '40';

/** The PostgreSQL parameters that Patroni gives every instance: ours, the user's over them, and the mark of them all. */
export const patroniParameters = ({ parameters, archives, requiresTls }: Pick<DynamicInput, 'parameters' | 'archives' | 'requiresTls'>): Record<string, string> => withMarker({
  wal_level: 'replica',
  hot_standby: 'on',
  max_wal_senders: WAL_SENDERS,
  max_replication_slots: WAL_SENDERS,
  wal_log_hints: 'on',
  // Always on, since turning it on takes a restart; without backups every file counts as archived.
  archive_mode: 'on',
  archive_command: archives ? ARCHIVE_COMMAND : 'true',
  // The most that is lost with the primary and its volume, where there is no replica.
  archive_timeout: ARCHIVE_TIMEOUT,
  ...parameters,
}, requiresTls ? '' : 'plain');

/**
 * Who may connect and how: by password, over TLS where that is required, replication only by its own role. The roles of
 * the cluster itself never come without TLS.
 */
const hostBasedAuthentication = (requiresTls: boolean): readonly string[] => [
  'local all all scram-sha-256',
  'local replication all scram-sha-256',
  `hostssl replication ${REPLICATION_USER} all scram-sha-256`,
  `hostssl all ${REPLICATION_USER} all reject`,
  'hostssl all all all scram-sha-256',
  ...(requiresTls ? ['hostnossl all all all reject'] : [
    ...[SUPERUSER, REPLICATION_USER, REWIND_USER].map((user) => `hostnossl all ${user} all reject`),
    'hostnossl all all all scram-sha-256',
  ]),
];

/**
 * Patroni's dynamic configuration: what may change while the cluster lives. Patroni keeps it in its store and all
 * members follow it.
 */
export const patroniDynamicConfig = ({ durability, parameters, times, archives, requiresTls, mayLackNothing = false, standby }: DynamicInput): Record<string, unknown> => ({
  ttl: times.ttl,
  loop_wait: times.loopWait,
  retry_timeout: times.retryTimeout,
  // A crashed primary is not waited for when a replica can take over; without one it is started again.
  primary_start_timeout: 0,
  failsafe_mode: true,
  ...(standby === undefined ? {} : { standby_cluster: standby }),
  synchronous_mode: durability !== 'ASYNC',
  synchronous_mode_strict: durability === 'STRICT_SYNC',
  // Without synchronous replication a replica may lack this much WAL and still be promoted; Patroni's own default.
  maximum_lag_on_failover: mayLackNothing ? 0 : CANDIDATE_LAG_BYTES_MAX,
  postgresql: {
    use_pg_rewind: true,
    use_slots: true,
    // Here and not in the file, which is read at a restart: who may connect changes while PostgreSQL runs.
    pg_hba: hostBasedAuthentication(requiresTls),
    parameters: patroniParameters({ parameters, archives, requiresTls }),
  },
});

/** Parameters that make the instance what it is; set in the file of every instance, over everything else. */
const FIXED_PARAMETERS: Readonly<Record<string, string>> = {
  ssl: 'on',
  ssl_cert_file: `${TLS_PATH}/tls.crt`,
  ssl_key_file: `${TLS_PATH}/tls.key`,
  ssl_ca_file: `${TLS_PATH}/ca.crt`,
  ssl_min_protocol_version: 'TLSv1.2',
  password_encryption: 'scram-sha-256',
  unix_socket_directories: SOCKET_DIRECTORY,
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] %q%u@%d ',
};

/** What the configuration file of a cluster's instances depends on. */
export interface LocalInput {
  readonly scope: string;
  readonly namespace: string;
  readonly version: number;
  readonly binDir: string;
  readonly leaderLabel: 'master' | 'primary';
  readonly labels: { readonly role: string; readonly scope: string; readonly own: Readonly<Record<string, string>> };
  readonly dynamic: Readonly<Record<string, unknown>>;
  /** Whether the data come from a backup, so that no database is to be made. */
  readonly isRestored?: boolean;
  /** File with the certificates of those whose servers are trusted; the cluster's own when left out. */
  readonly peersPath?: string;
  /** Where a new data directory has its WAL; within it when left out. */
  readonly walDirectory?: string;
  /** Parameters of a certificate that was given in place of our own. */
  readonly certificate?: Readonly<Record<string, string>>;
}

const authentication = (sslrootcert: string): Record<string, unknown> => Object.fromEntries(
  Object.entries({ superuser: SUPERUSER, replication: REPLICATION_USER, rewind: REWIND_USER })
    .map(([purpose, username]) => [purpose, { username, sslmode: 'verify-ca', sslrootcert }]));

/** As initdb and pg_basebackup call it. */
const waldir = ({ walDirectory }: LocalInput): Record<string, string>[] => (walDirectory === undefined ? [] : [{ waldir: walDirectory }]);

/**
 * Patroni's configuration file, the same for every instance of a cluster: names, addresses and passwords come from the
 * environment of the container.
 */
export const patroniLocalConfig = (input: LocalInput): Record<string, unknown> => ({
  scope: input.scope,
  log: { level: 'INFO' },
  watchdog: LOCK_WATCH_CONFIG,
  kubernetes: {
    namespace: input.namespace,
    use_endpoints: false,
    labels: input.labels.own,
    scope_label: input.labels.scope,
    role_label: input.labels.role,
    leader_label_value: input.leaderLabel,
    follower_label_value: 'replica',
    standby_leader_label_value: input.leaderLabel,
    ports: [{ name: 'postgresql', port: POSTGRES_PORT }, { name: 'patroni', port: PATRONI_PORT }],
  },
  bootstrap: {
    dcs: input.dynamic,
    // Restored data are there before Patroni starts. Where they are not, an empty database would be taken for them.
    ...(input.isRestored === true ? { method: 'restored', restored: { command: "sh -c 'echo The restored data are not on this volume; exit 1'" } } : {}),
    initdb: ['data-checksums', { encoding: 'UTF8' }, { locale: 'C.UTF-8' }, { 'auth-local': 'scram-sha-256' }, { 'auth-host': 'scram-sha-256' }, ...waldir(input)],
  },
  postgresql: {
    bin_dir: input.binDir,
    data_dir: dataDirectory(input.version),
    // A copy begins with a checkpoint of the primary; the default spreads it over minutes.
    basebackup: [{ checkpoint: 'fast' }, ...waldir(input)],
    use_unix_socket: true,
    use_unix_socket_repl: true,
    parameters: { ...FIXED_PARAMETERS, ...input.certificate },
    authentication: authentication(input.peersPath ?? `${TLS_PATH}/ca.crt`),
    // After a restore there are timelines in the repository that no instance knows of: a promotion must not take one of their numbers.
    ...(input.isRestored === true ? { recovery_conf: { restore_command: RESTORE_COMMAND } } : {}),
    // The default name is next to PGDATA's parent of the container's home, which is read-only.
    pgpass: '/tmp/pgpass',
  },
});
