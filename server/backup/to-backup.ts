import { Backup, type BackupVerification } from '../../schema/graphql/backup.js';
import type { PostgresBackup, PostgresBackupStatus } from '../../schema/resource/postgres-backup.js';
import { nodeId } from '../node-id.js';

/** What the API says of a backup. */
export const toBackup = ({ metadata, spec, status = {} }: PostgresBackup): Backup => {
  const { namespace = '', name } = metadata;
  return Object.assign(new Backup(), {
    id: nodeId({ kind: 'Backup', namespace, name }), namespace, name, cluster: spec.cluster,
    label: status.label ?? spec.label, type: status.type ?? spec.type ?? 'INCREMENTAL', state: status.state ?? 'PENDING',
    message: status.message ?? 'Waits for the operator.', repository: status.repository ?? spec.repository ?? 'repo1', database: spec.database,
    createdAt: metadata.creationTimestamp ?? new Date(0).toISOString(),
    startedAt: status.startedAt, finishedAt: status.finishedAt, databaseBytes: status.databaseBytes, repositoryBytes: status.repositoryBytes,
    walStart: status.walStart, walStop: status.walStop, dependsOn: status.dependsOn ?? [], databases: status.databases ?? [], verifiedAt: status.verifiedAt, verification: toVerification(status.verification), error: status.error,
  });
};

const toVerification = (found: PostgresBackupStatus['verification']): BackupVerification | undefined =>
  (found === undefined ? undefined : { ...found, durationSeconds: (Date.parse(found.finishedAt) - Date.parse(found.startedAt)) / 1000 });
