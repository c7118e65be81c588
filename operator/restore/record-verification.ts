import { API_VERSION } from '../../schema/naming/names.js';
import { MANAGER_VERIFICATION } from '../../schema/naming/labels.js';
import type { BackupVerification, PostgresBackup, PostgresBackupStatus } from '../../schema/resource/postgres-backup.js';
import type { Job } from '../../kube/core-kinds.js';
import { ignoreGone } from '../../kube/kube-error.js';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import type { OperationVisit } from '../operation/operation-handler.js';
import { parseVerifyWords, verifySentence } from './verify-steps.js';

/** How a check has ended. */
export interface EndedCheck {
  /** Label of the backup. */
  readonly label: string;
  readonly job: Job;
  readonly failure?: string | undefined;
  /** What the Job left as its words. */
  readonly words?: string | undefined;
}

/** What a Job that has ended found; undefined while it tells no times. */
export const verificationOf = ({ job: { status }, failure, words = '' }: Omit<EndedCheck, 'label'>): BackupVerification | undefined => {
  const finishedAt = status?.conditions?.find(({ type, status: is }) => is === 'True' && (type === 'Complete' || type === 'Failed'))?.lastTransitionTime ?? status?.completionTime;
  if (finishedAt === undefined) return undefined;
  const bytes = parseVerifyWords(words)?.bytes;
  return {
    succeeded: failure === undefined, message: failure ?? verifySentence(words), startedAt: status?.startTime ?? finishedAt, finishedAt,
    ...(failure !== undefined || bytes === undefined ? {} : { bytes }),
  };
};

/** The part of a backup's status that a check owns, or undefined when nothing is to be written: a later check has, or this one has been. */
export const verifiedStatus = ({ status = {} }: PostgresBackup, verification: BackupVerification): Pick<PostgresBackupStatus, 'verifiedAt' | 'verification'> | undefined => {
  const { verification: known, verifiedAt: before } = status;
  if (known !== undefined && known.finishedAt >= verification.finishedAt) return undefined;
  const verifiedAt = verification.succeeded ? verification.finishedAt : before;
  return { verification, ...(verifiedAt === undefined ? {} : { verifiedAt }) };
};

/** Writes on the objects of a backup what a check of it found. */
export const recordVerification = async ({ operation, cache, client }: OperationVisit, check: EndedCheck): Promise<void> => {
  const verification = verificationOf(check);
  if (verification === undefined) return;
  const { metadata: { namespace = '' }, spec: { cluster = '' } } = operation;
  const backups = cache.list(POSTGRES_BACKUP, { namespace, cluster }).filter(({ spec, status }) => (status?.label ?? spec.label) === check.label);
  for (const backup of backups) {
    const status = verifiedStatus(backup, verification);
    if (status === undefined) continue;
    const { name, uid } = backup.metadata;
    const change = { apiVersion: API_VERSION, kind: 'PostgresBackup', metadata: { name, namespace, uid }, status } as PostgresBackup;
    // A manager of its own: what the loop of backups writes leaves these fields alone.
    await client.applyStatus(POSTGRES_BACKUP, change, { manager: MANAGER_VERIFICATION }).catch(ignoreGone);
  }
};
