import { KubeError } from '../../kube/kube-error.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { LABEL_CLUSTER, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { OperationErrorStatus } from '../../schema/resource/postgres-operation.js';
import type { ScheduleRunInput } from '../../schema/schedule/schedule-run.js';
import type { OperationOutcome } from '../operation/operation-handler.js';
import type { ScheduledWork } from './run-schedule-handler.js';

/** A backup, as far as a run that asked for it follows it. */
interface ScheduledBackup extends KubeObject {
  readonly spec: Readonly<Record<string, string>>;
  readonly status?: {
    readonly state?: string;
    readonly message?: string;
    readonly progress?: { readonly currentBytes: number; readonly totalBytes: number };
    readonly error?: OperationErrorStatus;
  };
}

/** The kind of backups. */
export const SCHEDULED_BACKUP: Kind<ScheduledBackup> = { apiVersion: API_VERSION, kind: 'PostgresBackup', plural: 'postgresbackups', namespaced: true };

const STORED = 'Store the request';
/** How often a run looks at its backup. */
const LOOK_AGAIN_MS = 2_000;

const specOf = (cluster: string, { backupType, repository, database }: ScheduleRunInput): Record<string, string> => ({
  cluster, type: backupType ?? 'INCREMENTAL',
  // What pgo 4.x calls a storage type (local, s3) is none of the repositories: the first one is meant.
  ...(repository !== undefined && /^repo[1-4]$/.test(repository) ? { repository } : {}),
  ...(backupType === 'LOGICAL' && database !== undefined ? { database } : {}),
});

const follow = ({ status }: ScheduledBackup): OperationOutcome => {
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
    const backup = await client.get(SCHEDULED_BACKUP, { namespace, name });
    if (backup !== undefined) return follow(backup);
    const wasStored = operation.status?.steps?.some((step) => step.name === STORED && step.state === 'SUCCEEDED') === true;
    if (wasStored) return failed('BACKUP_DELETED', 'The backup was deleted before it was done.', 'Run the schedule again if it is still wanted.');
    const wanted: ScheduledBackup = {
      apiVersion: API_VERSION, kind: 'PostgresBackup', spec: specOf(cluster?.metadata.name ?? '', input),
      metadata: { name, namespace, labels: { [LABEL_CLUSTER]: cluster?.metadata.name ?? '' } },
    };
    return follow(await client.create(SCHEDULED_BACKUP, wanted, { manager: MANAGER_OPERATOR }));
  } catch (error) {
    return refused(error);
  }
};
