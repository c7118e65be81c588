import { FINALIZER_BACKUP, LABEL_CLUSTER } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import { backupsEnabled, repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import type { RepositoryName } from '../../schema/resource/cluster-backups.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Job } from '../../kube/core-kinds.js';
import { repositoryKey } from '../postgres/pgbackrest-layout.js';
import type { DumpPlace } from '../postgres/stored-dump.js';
import { BACKUP_TYPES, jobOf, jobState, waitsToBegin } from './backup-status.js';
import { hasEnded, repositoryOfBackup, standsFor, storedBackup, storedBackups, type BackupWorld, type StoredBackup } from './backup-world.js';
import { planDumps } from './plan-dumps.js';
import { prunedBackups } from './prune-backups.js';

/** What is to be done about the backups of a cluster now. */
export interface BackupsPlan {
  /** Backup whose Job is to be started. */
  readonly start?: PostgresBackup;
  /** Why those that have not begun wait, by UID. */
  readonly waits: ReadonlyMap<string, string>;
  /** Objects for backups that are in a repository without one. */
  readonly adopt: readonly PostgresBackup[];
  /** Backups that are to be taken out of their repository before their objects go. */
  readonly expire: readonly { readonly backup: PostgresBackup; readonly stored: StoredBackup }[];
  /** What is left of dumps that came to nothing. */
  readonly clear: readonly DumpPlace[];
  /** Objects that may go: nothing of theirs is left. */
  readonly release: readonly PostgresBackup[];
  /** Objects that are to be held until their backups are gone. */
  readonly hold: readonly PostgresBackup[];
  /** Objects of backups that are nowhere, beyond what is kept of them. */
  readonly prune: readonly PostgresBackup[];
  /** Jobs whose outcome is known. */
  readonly removeJobs: readonly Job[];
}

const isGoing = ({ metadata }: PostgresBackup): boolean => metadata.deletionTimestamp !== undefined;
const isHeld = ({ metadata }: PostgresBackup): boolean => metadata.finalizers?.includes(FINALIZER_BACKUP) === true;

/** Decides what to do about the backups of a cluster. One backup runs at a time, the oldest first; none is ever stopped. */
export const planBackups = (world: BackupWorld): BackupsPlan => {
  const open = world.backups.filter((backup) => !hasEnded(backup) && !isGoing(backup) && backup.spec.label === undefined && storedBackup(world, backup) === undefined);
  const running = world.backups.find((backup) => isJobRunning(world, backup));
  const waiting = open.filter((backup) => jobOf(world, backup) === undefined && backup.status?.state !== 'RUNNING');
  const first = waiting.find((backup) => obstacleOf(world.cluster, backup) === undefined);
  const waits = new Map(waiting.flatMap((backup): [string, string][] => {
    const before = running ?? (backup === first ? undefined : first);
    const reason = obstacleOf(world.cluster, backup) ?? (before === undefined ? undefined : `Waits for backup ${before.metadata.name} to end.`);
    return reason === undefined ? [] : [[backup.metadata.uid ?? '', reason]];
  }));
  const start = first !== undefined && running === undefined && isWanted(world.cluster, first) ? { start: first } : {};
  const { expire, release } = removals(world, running !== undefined);
  const dumps = planDumps(world);
  return { ...start, waits, adopt: adoptions(world), release, expire: [...expire, ...dumps.expire], clear: dumps.clear, hold: world.backups.filter((backup) => !isGoing(backup) && !isHeld(backup)), prune: prunedBackups(world), removeJobs: endedJobs(world) };
};

const isJobRunning = (world: BackupWorld, backup: PostgresBackup): boolean => {
  const job = jobOf(world, backup);
  return job !== undefined && jobState(job) === 'running';
};

/** Whether a backup can be made at all: otherwise its status says why not. */
const isWanted = (cluster: PostgresCluster | undefined, { spec }: PostgresBackup): boolean =>
  cluster !== undefined && repositoriesOf(cluster.spec).some(({ name }) => spec.repository === undefined || spec.repository === name);

/** Why a backup cannot begin now. One to a repository that cannot be used waits, and holds up none to another. */
const obstacleOf = (cluster: PostgresCluster | undefined, backup: PostgresBackup): string | undefined => {
  if (cluster === undefined || !backupsEnabled(cluster.spec)) return undefined;
  if (cluster.metadata.deletionTimestamp !== undefined) return 'The cluster is being deleted.';
  if (cluster.spec.stopped === true) return 'The cluster is stopped.';
  return cluster.status?.primary === undefined ? 'The cluster has no primary now.' : repositoryFault(cluster, repositoryOfBackup(backup, cluster));
};

const repositoryFault = ({ status }: PostgresCluster, wanted: RepositoryName): string | undefined => {
  const ready = status?.conditions?.find(({ type }) => type === 'RepositoriesReady');
  const repository = status?.backups?.repositories?.find(({ name }) => name === wanted);
  if (ready?.status === 'True' || repository?.healthy === true) return undefined;
  return repository === undefined ? ready?.message ?? 'The repositories are being prepared.' : `${repository.name}: ${repository.message}`;
};

/** Backups in the repositories that no object stands for. */
const adoptions = (world: BackupWorld): PostgresBackup[] => {
  const { cluster, backups } = world;
  if (cluster === undefined || cluster.metadata.deletionTimestamp !== undefined) return [];
  return repositoriesOf(cluster.spec).flatMap((repository) => storedBackups(world)
    .filter((stored) => stored.repository === repositoryKey(repository.name) && !backups.some((backup) => standsFor(backup, stored, cluster)))
    .map((stored): PostgresBackup => ({
      apiVersion: API_VERSION, kind: 'PostgresBackup',
      metadata: {
        name: adoptedName(cluster.metadata.name, repository.name, stored.label), namespace: cluster.metadata.namespace,
        labels: { [LABEL_CLUSTER]: cluster.metadata.name }, finalizers: [FINALIZER_BACKUP],
      },
      spec: {
        cluster: cluster.metadata.name, type: BACKUP_TYPES[stored.type], repository: repository.name, label: stored.label,
        ...(stored.type === 'logical' && stored.database !== undefined ? { database: stored.database } : {}),
      },
    })));
};

/** Name of the object of a backup that was found: the same however often it is found. */
export const adoptedName = (cluster: string, repository: string, label: string): string =>
  `${cluster}-${repository}-${label}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const removals = (world: BackupWorld, isBusy: boolean): Pick<BackupsPlan, 'expire' | 'release'> => {
  const { cluster } = world;
  const going = world.backups.filter((backup) => isGoing(backup) && isHeld(backup) && !isJobRunning(world, backup));
  const isAlive = cluster !== undefined && cluster.metadata.deletionTimestamp === undefined && backupsEnabled(cluster.spec);
  const expire = !isAlive || isBusy ? [] : going.flatMap((backup) => {
    const stored = storedBackup(world, backup);
    return stored === undefined ? [] : [{ backup, stored }];
  });
  const release = going.filter((backup) => !isAlive || isNothing(world, backup) || (world.look !== undefined && isOut(world, backup)));
  return { expire, release };
};

/** Whether a backup never came to be. */
const isNothing = (world: BackupWorld, backup: PostgresBackup): boolean =>
  backup.status?.label === undefined && backup.spec.label === undefined && jobOf(world, backup) === undefined && storedBackup(world, backup) === undefined && backup.status?.state !== 'RUNNING';

/** Whether nothing of a backup is in its repository, as a look after its end showed. */
const isOut = (world: BackupWorld, backup: PostgresBackup): boolean => {
  const endedMs = Date.parse(backup.status?.finishedAt ?? '');
  return storedBackup(world, backup) === undefined && (!Number.isFinite(endedMs) || (world.look?.seenAtMs ?? 0) > endedMs);
};

/** Jobs of backups that have ended, and those that are to be made again, once that is written down. */
const endedJobs = (world: BackupWorld): Job[] => world.backups.flatMap((backup) => {
  const job = jobOf(world, backup);
  if (job === undefined || job.metadata.deletionTimestamp !== undefined || jobState(job) === 'running') return [];
  return hasEnded(backup) || (backup.status?.state === 'PENDING' && waitsToBegin(world, backup, job) !== undefined) ? [job] : [];
});
