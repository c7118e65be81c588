import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import { readBackupOptions } from '../../schema/backup/backup-options.js';
import { isRepositoryName } from '../../schema/backup/repository-name.js';
import { LABEL_CLUSTER, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { PostgresBackup, PostgresBackupSpec } from '../../schema/resource/postgres-backup.js';
import type { ScheduleRunInput } from '../../schema/schedule/schedule-run.js';
import type { OperationOutcome } from '../operation/operation-handler.js';
import type { ScheduledWork } from './run-schedule-handler.js';

const STORED = 'Store the request';
/** How often a run looks at its backup. */
const LOOK_AGAIN_MS = 2_000;

const specOf = (cluster: string, { backupType, repository, database, backupOptions = '' }: ScheduleRunInput): PostgresBackupSpec | { readonly fault: string; readonly suggestion: string } => {
  const read = readBackupOptions(backupOptions, repository);
  if ('fault' in read) return read;
  return {
    cluster, type: backupType ?? 'INCREMENTAL',
    // What pgo 4.x calls a storage type (local, s3) is none of the repositories: the first one is meant.
    ...(isRepositoryName(repository) ? { repository } : {}),
    ...(backupType === 'LOGICAL' && database !== undefined ? { database } : {}),
    ...(Object.keys(read.options).length === 0 ? {} : { options: read.options }),
  };
};

const follow = ({ status }: PostgresBackup): OperationOutcome => {
  const done = status?.state === 'SUCCEEDED' || status?.state === 'EXPIRED';
  const message = status?.message ?? 'Waits for the operator.';
  const { progress } = status ?? {};
  const copy = { name: 'Take the backup', done, message, ...(progress === undefined ? {} : { current: progress.currentBytes, max: progress.totalBytes, unit: 'bytes' }) };
  const steps = [{ name: STORED, done: true, message: 'The backup is asked for.' }, copy];
  if (status?.state === 'FAILED') return { steps, error: status.error ?? { code: 'BACKUP_FAILED', message, suggestion: 'See the backup, then run the schedule again.' } };
  return done ? { steps } : { steps, againMs: LOOK_AGAIN_MS };
};

const failed = (code: string, message: string, suggestion: string): OperationOutcome => ({ steps: [{ name: STORED, done: false, message }], error: { code, message, suggestion } });

const refused = (error: unknown): OperationOutcome => {
  if (!(error instanceof KubeError)) throw error;
  if (error.reason === 'AlreadyExists') return { steps: [{ name: STORED, done: false, message: 'The backup is asked for.' }], againMs: LOOK_AGAIN_MS };
  if (error.code === 422) return failed('INVALID_BACKUP', error.message, 'Change the schedule as the message says.');
  if (error.code === 404) return failed('NO_BACKUPS', 'This Kubernetes knows no PostgresBackup.', 'Install the custom resource definitions of this version.');
  throw error;
};

/** Asks for a backup named like the run, so that there is one, and follows it to its end. */
export const scheduledBackup: ScheduledWork = async ({ operation, cluster, client }, input) => {
  const { name, namespace = '' } = operation.metadata;
  try {
    const backup = await client.get(POSTGRES_BACKUP, { namespace, name });
    if (backup !== undefined) return follow(backup);
    const wasStored = operation.status?.steps?.some((step) => step.name === STORED && step.state === 'SUCCEEDED') === true;
    if (wasStored) return failed('BACKUP_DELETED', 'The backup was deleted before it was done.', 'Run the schedule again if it is still wanted.');
    const spec = specOf(cluster?.metadata.name ?? '', input);
    if ('fault' in spec) return failed('INVALID_BACKUP', `The options of pgBackRest cannot be used: ${spec.fault}.`, spec.suggestion);
    const wanted: PostgresBackup = {
      apiVersion: API_VERSION, kind: 'PostgresBackup', spec,
      metadata: { name, namespace, labels: { [LABEL_CLUSTER]: cluster?.metadata.name ?? '' } },
    };
    return follow(await client.create(POSTGRES_BACKUP, wanted, { manager: MANAGER_OPERATOR }));
  } catch (error) {
    return refused(error);
  }
};
