import type { Job, Pod } from '../../kube/core-kinds.js';
import type { RepositoryName } from '../../schema/resource/cluster-backups.js';
import { repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import type { BackupProgress, PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { RepositoryLook } from '../cluster/repository-look.js';
import type { BackrestBackup } from '../postgres/backrest-info.js';
import { repositoryKey } from '../postgres/pgbackrest-layout.js';
import type { StoredDump } from '../postgres/stored-dump.js';

/** Everything that is known of the backups of a cluster at one moment. */
export interface BackupWorld {
  /** Absent when there is no such cluster, or not any more. */
  readonly cluster?: PostgresCluster;
  /** Oldest first. */
  readonly backups: readonly PostgresBackup[];
  /** What was asked for of the cluster. */
  readonly operations?: readonly PostgresOperation[];
  readonly jobs: readonly Job[];
  /** Pods of jobs. */
  readonly pods: readonly Pod[];
  /** What the last look at the repositories brought. */
  readonly look?: RepositoryLook;
  /** How far running backups are, by UID. */
  readonly progress: ReadonlyMap<string, BackupProgress>;
  /** Why backups could not be taken out of the repository, by UID. */
  readonly removalErrors: ReadonlyMap<string, string>;
  readonly nowMs: number;
}

/** What pgBackRest keeps on a backup: the UID of the object that asked for it. */
export const BACKUP_ANNOTATION = 'pgo-backup';

/** Whether a backup has ended, well or not. */
export const hasEnded = ({ status }: PostgresBackup): boolean => ['SUCCEEDED', 'FAILED', 'EXPIRED'].includes(status?.state ?? '');

/** The repository that a backup is in, or is to be made in. */
export const repositoryOfBackup = ({ spec, status }: PostgresBackup, cluster: PostgresCluster | undefined): RepositoryName =>
  status?.repository ?? spec.repository ?? (cluster === undefined ? undefined : repositoriesOf(cluster.spec)[0]?.name) ?? 'repo1';

/** What an object stands for in a repository: a backup of pgBackRest's, or a dump. */
export type StoredBackup = BackrestBackup | StoredDump;

/** All that the repositories hold. */
export const storedBackups = ({ look }: Pick<BackupWorld, 'look'>): readonly StoredBackup[] => (look === undefined ? [] : [...look.info.backups, ...look.dumps.dumps]);

/** Whether an object stands for what is in a repository. */
export const standsFor = (backup: PostgresBackup, stored: StoredBackup, cluster: PostgresCluster | undefined): boolean => {
  const { metadata: { uid }, spec, status } = backup;
  if (stored.repository !== repositoryKey(repositoryOfBackup(backup, cluster))) return false;
  const owner = stored.type === 'logical' ? stored.uid : stored.annotations[BACKUP_ANNOTATION];
  return stored.label === (spec.label ?? status?.label) || (uid !== undefined && owner === uid);
};

/** The backup in the repository that an object stands for. */
export const storedBackup = (world: Pick<BackupWorld, 'look' | 'cluster'>, backup: PostgresBackup): StoredBackup | undefined =>
  storedBackups(world).find((stored) => standsFor(backup, stored, world.cluster));

/** Whether an object is about a dump. */
export const isDump = ({ spec, status }: PostgresBackup): boolean => (status?.type ?? spec.type) === 'LOGICAL';
