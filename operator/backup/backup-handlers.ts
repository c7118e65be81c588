import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import type { PostgresBackup, PostgresBackupStatus } from '../../schema/resource/postgres-backup.js';
import { followObject } from '../operation/follow-object.js';
import type { OperationHandler, OperationHandlers, OperationOutcome } from '../operation/operation-handler.js';
import { STORE_TIMEOUT_MS } from '../operation/operation-status.js';
import type { ImageCatalogue } from '../image-catalogue.js';
import { restoreDatabaseHandler } from './restore-database-handler.js';
import type { StepNow } from '../operation/operation-steps.js';

const stored = (isStored: boolean): StepNow => ({ name: 'Store the request', done: isStored, message: isStored ? 'The request is stored.' : 'Waits for the request to be stored.' });

/** How far the operation of a backup is. */
export const backupSteps = ({ status }: PostgresBackup): OperationOutcome => {
  const { state = 'PENDING', message = 'Waits for the operator.', error, startedAt } = status ?? {};
  const hasBegun = state !== 'PENDING';
  const steps: StepNow[] = [
    stored(true),
    { name: 'Begin', done: hasBegun && (error === undefined || startedAt !== undefined), message: hasBegun ? 'The backup has begun.' : message },
    { name: 'Copy the data', done: isDone(state), waiting: !hasBegun, message: hasBegun ? message : '', ...bytesOf(status) },
  ];
  return state === 'FAILED' ? { steps, error: error ?? { code: 'BACKUP_FAILED', message, suggestion: 'Make the backup again.' } } : { steps };
};

const isDone = (state: PostgresBackupStatus['state']): boolean => state === 'SUCCEEDED' || state === 'EXPIRED';

const bytesOf = ({ state, progress, databaseBytes }: PostgresBackupStatus = {}): Pick<StepNow, 'current' | 'max' | 'unit'> => {
  if (progress !== undefined) return { current: progress.currentBytes, max: progress.totalBytes, unit: 'bytes' };
  return isDone(state) && databaseBytes !== undefined ? { current: databaseBytes, max: databaseBytes, unit: 'bytes' } : {};
};

const createBackup: OperationHandler = {
  watches: [POSTGRES_BACKUP],
  visit({ operation, cache, clock }) {
    const name = String(operation.spec.input?.['name'] ?? '');
    const backup = cache.get(POSTGRES_BACKUP, { namespace: operation.metadata.namespace ?? '', name });
    if (backup !== undefined) return Promise.resolve(backupSteps(backup));
    const leftMs = Date.parse(operation.metadata.creationTimestamp ?? '') + STORE_TIMEOUT_MS - clock.now();
    if (leftMs > 0) return Promise.resolve({ steps: [stored(false)], againMs: leftMs });
    return Promise.resolve({ steps: [stored(false)], error: { code: 'INTERRUPTED', message: `There is no backup "${name}": the request was interrupted before it was stored, or the backup was deleted.`, suggestion: 'Send the request again.' } });
  },
};

/** The handlers of operations on backups. */
export const backupHandlers = (catalogue: ImageCatalogue): OperationHandlers => ({
  CreateBackup: createBackup,
  RestoreDatabase: restoreDatabaseHandler(catalogue),
  DeleteBackup: followObject({ kind: POSTGRES_BACKUP, step: 'Take it out of the repository', deletes: true }),
});
