import { kubeTime } from '../../kube/kube-time.js';
import { backupsEnabled, repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import type { BackupType, PostgresBackup, PostgresBackupStatus } from '../../schema/resource/postgres-backup.js';
import type { OperationErrorStatus } from '../../schema/resource/postgres-operation.js';
import type { ContainerStatus, Job, Pod } from '../../kube/core-kinds.js';
import { backrestErrorCode, parseBackrestError } from '../postgres/pgbackrest-error.js';
import { backupJobName } from './backup-job.js';
import { hasEnded, isDump, repositoryOfBackup, storedBackup, type BackupWorld, type StoredBackup } from './backup-world.js';

/** Types of what is in repositories, in words of the API. */
export const BACKUP_TYPES: Readonly<Record<StoredBackup['type'], BackupType>> = { full: 'FULL', diff: 'DIFFERENTIAL', incr: 'INCREMENTAL', logical: 'LOGICAL' };

/** Longest time that a backup waits for a cluster that cannot be backed up, in milliseconds. */
const WAIT_MAX_MS = 15 * 60_000;

const SUGGESTIONS: Readonly<Record<string, string>> = {
  LOCKED: 'Wait until the other command has ended, then make the backup again.',
  ARCHIVE_TIMEOUT: 'Mend archiving first: the condition `Archiving` of the cluster says what is wrong.',
  DATABASE_UNREACHABLE: 'Wait until the cluster is ready, then make the backup again.',
  INTERRUPTED: 'Make the backup again.',
};

const failure = (code: string, message: string, suggestion = SUGGESTIONS[code] ?? 'Mend what the message names, then make the backup again.'): OperationErrorStatus => ({ code, message, suggestion });

/** The Job of a backup, of those that are there. */
export const jobOf = ({ jobs }: Pick<BackupWorld, 'jobs'>, backup: PostgresBackup): Job | undefined => jobs.find(({ metadata }) => metadata.name === backupJobName(backup));

/** How a Job is, in a word. */
export const jobState = ({ status }: Job): 'running' | 'complete' | 'failed' => {
  const is = (type: string): boolean => status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') === true;
  if (is('Failed')) return 'failed';
  return is('Complete') ? 'complete' : 'running';
};

/** Failures of pgBackRest before it has done anything, and for what a backup then waits. */
const BEGINS_AGAIN: Readonly<Record<string, string>> = {
  LOCKED: 'Waits for another command of pgBackRest to end, then begins again.',
  DATABASE_UNREACHABLE: 'Waits for the primary to answer, then begins again.',
};

/**
 * What a backup waits for that could not begin: another command of pgBackRest held the lock of the repository, or no
 * instance answered. Nothing was done, so that its Job may be made again. Undefined when that is not so.
 */
export const waitsToBegin = (world: BackupWorld, backup: PostgresBackup, job: Job): string | undefined =>
  (!hasEnded(backup) && jobState(job) === 'failed' && job.metadata.deletionTimestamp === undefined && world.nowMs - Date.parse(backup.metadata.creationTimestamp ?? '') < WAIT_MAX_MS
    ? BEGINS_AGAIN[jobFailure(world, backup, job).code] : undefined);

/** The status of a backup as the world is; `waitsFor` says why it has not begun. */
export const backupStatus = (world: BackupWorld, backup: PostgresBackup, waitsFor: string | undefined): PostgresBackupStatus => {
  const before = backup.status ?? {};
  const stored = storedBackup(world, backup);
  const base = { observedGeneration: backup.metadata.generation ?? 1, repository: repositoryOfBackup(backup, world.cluster), type: before.type ?? backup.spec.type ?? 'INCREMENTAL' } as const;
  if (stored !== undefined) return { ...base, ...factsOf(stored) };
  if (hasEnded(backup)) return endedStatus(world, backup);
  const job = jobOf(world, backup);
  const failed = (error: OperationErrorStatus): PostgresBackupStatus =>
    ({ ...base, ...kept(before), state: 'FAILED', message: error.message, finishedAt: kubeTime(world.nowMs), error });
  if (backup.spec.label !== undefined) return adoptedStatus(world, backup, { base, failed, waitsFor });
  if (job === undefined) return before.state === 'RUNNING' ? failed(failure('INTERRUPTED', 'The backup was stopped before it was done: its job is gone.')) : waitingStatus(world, backup, { base, failed, waitsFor });
  return jobStatus(world, { backup, job }, { base, failed, waitsFor });
};

/** What is said while the Job of before goes. */
const madeAgain = ({ status }: PostgresBackup, { metadata }: Job): string | undefined =>
  (metadata.deletionTimestamp !== undefined && status?.state === 'PENDING' ? status.message ?? 'It begins again.' : undefined);

/** The status of a backup that its Job is making, or has made. */
const jobStatus = (world: BackupWorld, { backup, job }: { readonly backup: PostgresBackup; readonly job: Job }, { base, failed }: Waiting): PostgresBackupStatus => {
  const startedAt = backup.status?.startedAt ?? job.status?.startTime ?? kubeTime(world.nowMs);
  const state = jobState(job);
  const waitsFor = madeAgain(backup, job) ?? waitsToBegin(world, backup, job);
  if (waitsFor !== undefined) return { ...base, state: 'PENDING', message: waitsFor };
  if (state === 'failed') return { ...failedStatus(world, { backup, job }, { base, failed }), startedAt };
  const endedMs = Date.parse(job.status?.completionTime ?? '');
  if (state === 'complete' && isLookedAfter(world, endedMs)) return { ...failed(failure('NOT_FOUND', 'pgBackRest ended well, but the repository does not have the backup.')), startedAt };
  const message = state === 'complete' ? 'The backup is made; the repository is being read.' : 'The backup is being made.';
  return { ...base, state: 'RUNNING', message, startedAt, ...progressOf(world, backup) };
};

const failedStatus = (world: BackupWorld, { backup, job }: { readonly backup: PostgresBackup; readonly job: Job }, { base, failed }: Omit<Waiting, 'waitsFor'>): PostgresBackupStatus =>
  (isUnexplained(world, job) ? { ...base, state: backup.status?.state ?? 'PENDING', message: 'The backup has ended; how is being looked up.' } : failed(jobFailure(world, backup, job)));

const kept = ({ startedAt }: PostgresBackupStatus): Pick<PostgresBackupStatus, 'startedAt'> => (startedAt === undefined ? {} : { startedAt });

/** The status of a backup that was found in a repository and is not there any more. */
const adoptedStatus = (world: BackupWorld, { metadata, spec }: PostgresBackup, { base, failed }: Waiting): PostgresBackupStatus => {
  if (!isLookedAfter(world, Date.parse(metadata.creationTimestamp ?? ''))) return { ...base, state: 'PENDING', message: 'Waits for a look at the repository.' };
  return failed(failure('NOT_FOUND', `There is no backup ${spec.label} in ${base.repository}.`));
};

/** Clocks of pods and ours may differ, and a look takes a while. */
const LOOK_MARGIN_MS = 2_000;

const isLookedAfter = ({ look }: BackupWorld, ms: number): boolean => look !== undefined && Number.isFinite(ms) && look.seenAtMs > ms + LOOK_MARGIN_MS;

const factsOf = (stored: StoredBackup): PostgresBackupStatus => ({
  state: 'SUCCEEDED', message: messageOf(stored),
  type: BACKUP_TYPES[stored.type], label: stored.label, startedAt: kubeTime(stored.startedAtMs), finishedAt: kubeTime(stored.stoppedAtMs),
  databaseBytes: stored.databaseBytes, repositoryBytes: stored.repositoryBytes,
  ...(stored.type === 'logical' ? { dependsOn: [], databases: [...stored.databases] } : { walStart: stored.walStart, walStop: stored.walStop, dependsOn: [...stored.references] }),
});

/** Databases that are named in a sentence. */
const NAMED_DATABASES_MAX = 20;

const messageOf = (stored: StoredBackup): string => {
  if (stored.type === 'logical') return `Databases that can be restored from it: ${stored.databases.slice(0, NAMED_DATABASES_MAX).join(', ')}${stored.databases.length > NAMED_DATABASES_MAX ? ', …' : ''}.`;
  return stored.hasError ? 'The backup is made, but pages with wrong checksums were found: see the log of PostgreSQL.' : 'The backup can be restored.';
};

/** A backup that has ended stays as it is, unless it has gone from its repository. */
const endedStatus = (world: BackupWorld, backup: PostgresBackup): PostgresBackupStatus => {
  const before = backup.status ?? {};
  const { verifiedAt: _verifiedAt, verification: _verification, ...own } = before;
  if (before.state !== 'SUCCEEDED' || !isLookedAfter(world, Date.parse(before.finishedAt ?? ''))) return own;
  return { ...own, state: 'EXPIRED', message: 'It is no longer in the repository: its time was over, or it was deleted.' };
};

interface Waiting {
  readonly base: PostgresBackupStatus;
  readonly failed: (error: OperationErrorStatus) => PostgresBackupStatus;
  readonly waitsFor: string | undefined;
}

const waitingStatus = ({ cluster, nowMs }: BackupWorld, backup: PostgresBackup, { base, failed, waitsFor }: Waiting): PostgresBackupStatus => {
  if (cluster === undefined) return failed(failure('CLUSTER_NOT_FOUND', `There is no cluster "${backup.spec.cluster}".`, 'Name a cluster that exists in this namespace.'));
  if (!backupsEnabled(cluster.spec)) return failed(failure('BACKUPS_DISABLED', 'Backups of the cluster are turned off.', 'Turn them on: set `spec.backups.enabled` to true.'));
  if (!repositoriesOf(cluster.spec).some(({ name }) => name === base.repository)) {
    return failed(failure('REPOSITORY_NOT_FOUND', `The cluster has no repository ${base.repository}.`, `Use one of: ${repositoriesOf(cluster.spec).map(({ name }) => name).join(', ')}.`));
  }
  const ageMs = nowMs - Date.parse(backup.metadata.creationTimestamp ?? '');
  if (waitsFor !== undefined && ageMs > WAIT_MAX_MS && !waitsFor.startsWith('Waits for backup')) return failed(failure('NOT_READY', `It could not begin for ${WAIT_MAX_MS / 60_000} minutes. ${waitsFor}`));
  return { ...base, state: 'PENDING', message: waitsFor ?? 'The backup begins.' };
};

const progressOf = ({ progress }: BackupWorld, { metadata: { uid = '' } }: PostgresBackup): Pick<PostgresBackupStatus, 'progress'> => {
  const known = progress.get(uid);
  return known === undefined ? {} : { progress: known };
};

const KILLED_CODE = 137;

const podOf = ({ pods }: BackupWorld, job: Job): Pod | undefined => pods.find(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === job.metadata.uid) === true);

const endOf = (pod: Pod | undefined): NonNullable<ContainerStatus['state']>['terminated'] => pod?.status?.containerStatuses?.[0]?.state?.terminated;

/** Longest time that is waited to hear how the pod of a failed Job ended, in milliseconds. */
const EXPLANATION_MS = 5_000;

/**
 * Whether a Job has failed just now and nothing is heard of its pod's end yet: Jobs and pods come by watches of their own.
 * One that was removed to be made again may even seem to be there still when its pod has gone.
 */
const isUnexplained = (world: BackupWorld, job: Job): boolean => {
  const failedAt = job.status?.conditions?.find(({ type, status }) => type === 'Failed' && status === 'True')?.lastTransitionTime;
  return endOf(podOf(world, job)) === undefined && world.nowMs - Date.parse(failedAt ?? '') < EXPLANATION_MS;
};

const jobFailure = (world: BackupWorld, backup: PostgresBackup, job: Job): OperationErrorStatus => {
  const pod = podOf(world, job);
  const ended = endOf(pod);
  if (ended === undefined) return failure('INTERRUPTED', pod?.status?.message ?? 'The pod that made the backup is gone.');
  return endFailure(ended, isDump(backup));
};

const endFailure = (ended: { readonly exitCode: number; readonly reason?: string; readonly message?: string }, isOfDump: boolean): OperationErrorStatus => {
  const words = ended.message?.trim() ?? '';
  const said = isOfDump ? undefined : parseBackrestError(words);
  if (said !== undefined) return failure(backrestErrorCode(said.number), `pgBackRest failed: ${said.message}`);
  return isOfDump && words !== '' && ended.exitCode !== KILLED_CODE ? failure('BACKUP_FAILED', words) : failure('INTERRUPTED', `The backup ${howEnded(ended)} before it was done.`);
};

const howEnded = ({ exitCode, reason = 'Error' }: { readonly exitCode: number; readonly reason?: string }): string =>
  `${exitCode === KILLED_CODE ? 'was killed' : `ended with exit code ${exitCode}`}${reason === 'Error' ? '' : ` (${reason})`}`;
