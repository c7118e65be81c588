import { ENDED_BACKUP_DAYS_DEFAULT, ENDED_BACKUPS_DEFAULT } from '../../schema/resource/cluster-defaults.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { hasEnded } from '../operation/operation-status.js';
import type { BackupWorld } from './backup-world.js';

const DAY_MS = 24 * 60 * 60 * 1000;

const endMs = ({ metadata, status }: PostgresBackup): number => Date.parse(status?.finishedAt ?? metadata.creationTimestamp ?? '') || 0;

/** Whether an operation that has not ended names the backup: by its name, its label, or as the backup that it made. */
const isInUse = (operations: readonly PostgresOperation[], { metadata: { name }, spec, status }: PostgresBackup): boolean =>
  operations.some((operation) => !hasEnded(operation) && [operation.spec.input?.['name'], operation.spec.input?.['backup']]
    .some((word) => word !== undefined && (word === name || word === spec.label || word === status?.label)));

/** Objects of backups that failed or are no longer in a repository, beyond what is kept of them. The newest failure always stays. */
export const prunedBackups = ({ cluster, backups, operations = [], nowMs }: BackupWorld): PostgresBackup[] => {
  if (cluster === undefined || cluster.metadata.deletionTimestamp !== undefined) return [];
  const { endedBackups = ENDED_BACKUPS_DEFAULT, endedBackupDays = ENDED_BACKUP_DAYS_DEFAULT } = cluster.spec.backups?.retention ?? {};
  const newestFirst = backups.filter(({ status, metadata }) => (status?.state === 'FAILED' || status?.state === 'EXPIRED') && metadata.deletionTimestamp === undefined)
    .sort((left, right) => endMs(right) - endMs(left));
  const newestFailure = newestFirst.find(({ status }) => status?.state === 'FAILED');
  return newestFirst.filter((backup, index) => backup !== newestFailure && !isInUse(operations, backup)
    && (index >= endedBackups || endMs(backup) < nowMs - endedBackupDays * DAY_MS));
};
