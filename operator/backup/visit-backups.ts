import { isDeepStrictEqual } from 'node:util';
import { FINALIZER_BACKUP, LABEL_BACKUP, LABEL_CLUSTER, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import { clusterSpecDefaults } from '../../schema/resource/cluster-defaults.js';
import type { BackupProgress, PostgresBackup, PostgresBackupStatus } from '../../schema/resource/postgres-backup.js';
import { JOB, POD } from '../../kube/core-kinds.js';
import { POSTGRES_BACKUP, POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { ignoreAlreadyExists, ignoreGone } from '../../kube/kube-error.js';
import type { Key } from '../../kube/kube-object.js';
import { settled, type Next } from '../../kube/queue/work-queue.js';
import { runInRepository } from '../cluster/run-in-repository.js';
import { createJob } from '../create-job.js';
import { catalogueEntry } from '../image-catalogue.js';
import { objectOrigin } from '../operation/operation-origin.js';
import { REMOVE_DUMP_SCRIPT, type DumpPlace } from '../postgres/stored-dump.js';
import { backupJob, backupJobName } from './backup-job.js';
import type { BackupLoop } from './backup-loop.js';
import { PROGRESS_EVERY_MS, requestProgress } from './backup-progress.js';
import { backupStatus } from './backup-status.js';
import { hasEnded, type BackupWorld, type StoredBackup } from './backup-world.js';
import { planBackups, type BackupsPlan } from './plan-backups.js';
import { removeBackupJob } from './remove-backup-job.js';

/** How soon those that wait for something that nothing tells of are visited again, in milliseconds. */
const WAIT_MS = 10_000;

/** One visit of the backups of a cluster: observe, plan, carry out, status. */
export const visitBackups = async (loop: BackupLoop, key: Key): Promise<Next> => {
  const world = observeBackups(loop, key);
  if (world.backups.length === 0 && world.look === undefined) return settled;
  const plan = planBackups(world);
  await carryOut(loop, world, plan);
  await Promise.all(world.backups.filter((backup) => !plan.release.includes(backup)).map((backup) => writeStatus(loop, backup, backupStatus(world, backup, plan.waits.get(backup.metadata.uid ?? '')))));
  const isRunning = requestProgress(loop, world);
  const isWaiting = plan.waits.size > 0 || plan.expire.length > 0 || world.backups.some((backup) => !hasEnded(backup));
  return isRunning ? { type: 'at', delayMs: PROGRESS_EVERY_MS } : isWaiting ? { type: 'at', delayMs: WAIT_MS } : settled;
};

const observeBackups = ({ cache, looks, progress, removals, clock }: BackupLoop, { namespace, name }: Key): BackupWorld => {
  const scope = { namespace, cluster: name };
  const backups = [...cache.list(POSTGRES_BACKUP, scope)].sort((left, right) => orderOf(left).localeCompare(orderOf(right)));
  const uids = backups.map(({ metadata: { uid = '' } }) => uid);
  return {
    cluster: cache.get(POSTGRES_CLUSTER, { namespace, name }),
    backups,
    operations: cache.list(POSTGRES_OPERATION, scope),
    jobs: cache.list(JOB, scope), pods: cache.list(POD, scope).filter(({ metadata }) => metadata.labels?.[LABEL_BACKUP] !== undefined),
    look: looks.finding(`${namespace}/${name}`)?.value,
    progress: new Map(uids.flatMap((uid): [string, BackupProgress][] => {
      const known = progress.finding(uid)?.value;
      return known === undefined ? [] : [[uid, known]];
    })),
    removalErrors: new Map(uids.flatMap((uid): [string, string][] => {
      const error = removals.finding(uid)?.error;
      return error === undefined ? [] : [[uid, error]];
    })),
    nowMs: clock.now(),
  };
};

const orderOf = ({ metadata }: PostgresBackup): string => `${metadata.creationTimestamp ?? ''} ${metadata.name}`;

/** Brings the world nearer to the plan. Everything here may be done twice. */
const carryOut = async (loop: BackupLoop, world: BackupWorld, plan: BackupsPlan): Promise<void> => {
  const { client } = loop;
  await Promise.all([
    ...plan.hold.map((backup) => patchFinalizers(loop, backup, [...backup.metadata.finalizers ?? [], FINALIZER_BACKUP])),
    ...plan.adopt.map((backup) => client.create(POSTGRES_BACKUP, backup, { manager: MANAGER_OPERATOR }).catch(ignoreAlreadyExists)),
    ...plan.release.map((backup) => patchFinalizers(loop, backup, (backup.metadata.finalizers ?? []).filter((one) => one !== FINALIZER_BACKUP))),
    ...plan.removeJobs.map((job) => removeBackupJob(client, job, world.backups.find((backup) => backupJobName(backup) === job.metadata.name))),
    ...plan.prune.map(({ metadata: { name, namespace = '', uid } }) => client.delete(POSTGRES_BACKUP, { namespace, name }, { uid })),
    startJob(loop, world, plan.start),
  ]);
  for (const { backup, stored } of plan.expire) requestRemoval(loop, backup, stored);
  for (const place of plan.clear) clearDump(loop, world, place);
};

/** Also names the cluster in a label, by which everything of a cluster is found. */
const patchFinalizers = async ({ client }: BackupLoop, { metadata, spec }: PostgresBackup, finalizers: readonly string[]): Promise<void> => {
  const { name, namespace = '', resourceVersion } = metadata;
  const patch = { metadata: { resourceVersion, finalizers, labels: { [LABEL_CLUSTER]: spec.cluster } } };
  await client.mergePatch(POSTGRES_BACKUP, { namespace, name }, patch, { manager: MANAGER_OPERATOR }).catch(ignoreGone);
};

const startJob = async (loop: BackupLoop, { cluster, backups }: BackupWorld, backup: PostgresBackup | undefined): Promise<void> => {
  const primary = cluster?.status?.primary;
  if (backup === undefined || cluster === undefined || primary === undefined) return;
  const spec = clusterSpecDefaults({ ...cluster.spec, postgresVersion: cluster.spec.postgresVersion ?? cluster.status?.postgresVersion }, loop.catalogue.map(({ version }) => version));
  const entry = catalogueEntry(loop.catalogue, spec.postgresVersion);
  if (entry === undefined) return;
  const replica = cluster.status?.instances?.find(({ ready, role, name }) => ready && name !== primary && (role === 'REPLICA' || role === 'SYNC_REPLICA'));
  const job = backupJob({ backup, cluster, spec, entry, primary, ...(replica === undefined ? {} : { replica: replica.name }) });
  // The cache may not show a Job yet that an earlier visit made; its name makes sure that there is one.
  await createJob(loop.client, job, objectOrigin(loop.cache, backup));
  if (backups.length > 0) loop.logger.info({ backup: backup.metadata.name, job: backupJobName(backup) }, 'a backup begins');
};

const requestRemoval = (loop: BackupLoop, { metadata: { uid = '', namespace = '' }, spec }: PostgresBackup, stored: StoredBackup): void => {
  const { label, repository } = stored;
  const command = stored.type === 'logical' ? removeDump(stored) : ['pgbackrest', `--repo=${repository}`, `--set=${label}`, 'expire'];
  remove(loop, { namespace, name: spec.cluster }, { subject: uid, what: `${repository} ${label}`, command });
};

const removeDump = ({ repository, label }: DumpPlace): string[] => ['sh', '-c', REMOVE_DUMP_SCRIPT, 'remove', String(repository), label];

const clearDump = (loop: BackupLoop, { cluster }: BackupWorld, place: DumpPlace): void => {
  if (cluster === undefined) return;
  const { name, namespace = '' } = cluster.metadata;
  remove(loop, { namespace, name }, { subject: `${namespace}/${name} ${place.repository} ${place.label}`, what: place.label, command: removeDump(place) });
};

const remove = (loop: BackupLoop, { namespace, name }: Key, { subject, what, command }: { readonly subject: string; readonly what: string; readonly command: readonly string[] }): void => {
  loop.removals.request(subject, what, async () => {
    await runInRepository(loop.pods, { namespace, name }, command);
    return true as const;
  }, () => {
    loop.lookAgain(namespace, name);
    loop.visitSoon(namespace, name);
  });
};

const writeStatus = async ({ client, events }: BackupLoop, backup: PostgresBackup, status: PostgresBackupStatus): Promise<void> => {
  const { verifiedAt: _verifiedAt, verification: _verification, ...before } = backup.status ?? {};
  if (isDeepStrictEqual(before, status)) return;
  const { name, namespace, uid } = backup.metadata;
  const change = { apiVersion: API_VERSION, kind: 'PostgresBackup', metadata: { name, namespace, uid }, status } as PostgresBackup;
  const written = await client.applyStatus(POSTGRES_BACKUP, change, { manager: MANAGER_OPERATOR }).catch(ignoreGone);
  if (written === undefined || before.state === status.state) return;
  const about = { SUCCEEDED: 'BackupSucceeded', FAILED: 'BackupFailed', EXPIRED: 'BackupExpired', RUNNING: 'BackupStarted', PENDING: undefined }[status.state ?? 'PENDING'];
  if (about !== undefined) events.record(backup, { type: status.state === 'FAILED' ? 'Warning' : 'Normal', reason: about, message: status.error?.message ?? status.message ?? '' });
};
