import type { Job, Pod } from '../../kube/core-kinds.js';
import type { RepositoryName } from '../../schema/resource/cluster-backups.js';
import { repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { RepositoryLook } from '../cluster/repository-look.js';
import type { BackrestBackup } from '../postgres/backrest-info.js';
import { repositoryKey } from '../postgres/pgbackrest-layout.js';

/** Everything that is known of the backups of a cluster at one moment. */
export interface BackupWorld {
  /** Absent when there is no such cluster, or not any more. */
  readonly cluster?: PostgresCluster;
  /** Oldest first. */
  readonly backups: readonly PostgresBackup[];
  readonly jobs: readonly Job[];
  /** Pods of jobs. */
  readonly pods: readonly Pod[];
  /** What the last look at the repositories brought. */
  readonly look?: RepositoryLook;
  /** Which share of its bytes a backup has copied, by UID. */
  readonly shares: ReadonlyMap<string, number>;
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

/** The backup in the repository that an object stands for. */
export const storedBackup = (world: Pick<BackupWorld, 'look' | 'cluster'>, backup: PostgresBackup): BackrestBackup | undefined => {
  const { metadata: { uid }, spec, status } = backup;
  const label = spec.label ?? status?.label;
  const key = repositoryKey(repositoryOfBackup(backup, world.cluster));
  return world.look?.info.backups.find((one) => one.repository === key
    && (one.label === label || (uid !== undefined && one.annotations[BACKUP_ANNOTATION] === uid)));
};
