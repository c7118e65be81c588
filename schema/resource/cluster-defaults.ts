import type { BackupsSpec, RepositorySpec, RetentionSpec } from './cluster-backups.js';
import type { TlsSpec } from './cluster-tls.js';
import type { StorageSpec } from './cluster-storage.js';
import type { Durability, PostgresClusterSpec } from './postgres-cluster.js';

/** What a specification means by what it leaves out. */
export const REPLICAS_DEFAULT = 0;
export const DURABILITY_DEFAULT: Durability = 'ASYNC';
export const STORAGE_SIZE_DEFAULT = '1Gi';

/** The repository of a cluster that names none. */
export const REPOSITORIES_DEFAULT: readonly RepositorySpec[] = [{ name: 'repo1', type: 'volume' }];
/** How long backups are kept where nothing is said. */
export const RETENTION_DEFAULT: RetentionSpec = { fullBackups: 4 };

/** How long data of before a restore are kept where nothing is said, in hours. */
export const REPLACED_DATA_HOURS_DEFAULT = 72;

/** Backups that failed or have expired, of which an object is kept, where nothing is said, and for how many days. */
export const ENDED_BACKUPS_DEFAULT = 50;
export const ENDED_BACKUP_DAYS_DEFAULT = 30;

/** Whether WAL is archived and backups are made. */
export const backupsEnabled = ({ backups }: { readonly backups?: BackupsSpec }): boolean => backups?.enabled ?? true;

/** Whether connections without TLS are refused. */
export const tlsRequired = ({ tls }: { readonly tls?: TlsSpec }): boolean => tls?.required ?? true;

/** The repositories of a cluster, by name; none when its backups are turned off. */
export const repositoriesOf = ({ backups }: { readonly backups?: BackupsSpec }): readonly RepositorySpec[] =>
  (backupsEnabled({ backups }) ? [...backups?.repositories ?? REPOSITORIES_DEFAULT].sort((left, right) => (left.name < right.name ? -1 : 1)) : []);

/** A specification with every default in place. */
export interface CompleteClusterSpec extends PostgresClusterSpec {
  postgresVersion: number;
  replicas: number;
  durability: Durability;
  storage: StorageSpec & { size: string };
  deletionProtection: boolean;
}

/** Fills in what a specification leaves out. `versions` are the major versions on offer: the newest is the default. */
export const clusterSpecDefaults = (spec: PostgresClusterSpec, versions: readonly number[]): CompleteClusterSpec => ({
  ...spec,
  postgresVersion: spec.postgresVersion ?? Math.max(0, ...versions),
  replicas: spec.replicas ?? REPLICAS_DEFAULT,
  durability: spec.durability ?? DURABILITY_DEFAULT,
  storage: { ...spec.storage, size: spec.storage?.size ?? STORAGE_SIZE_DEFAULT },
  deletionProtection: spec.deletionProtection ?? false,
});

/** The user that applications connect as: the first one of the specification, else one named like the cluster. */
export const applicationUser = (cluster: string, spec: PostgresClusterSpec): string => spec.users?.[0]?.name ?? cluster;

/** The database that applications use: the first one of the specification, else one named like the cluster. */
export const applicationDatabase = (cluster: string, spec: PostgresClusterSpec): string => spec.databases?.[0]?.name ?? cluster;
