import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import type { BackupPayload } from '../../schema/graphql/backup-payloads.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { Context } from '../context.js';
import type { Mutation } from '../mutation/mutation.js';
import { type MutationInput, runMutation } from '../mutation/run-mutation.js';
import { toBackup } from './to-backup.js';

/** A mutation of a backup: what it is called and how its change is made. */
export type BackupMutation = Omit<Mutation<PostgresBackup>, 'resource'>;

/** Carries a mutation of a backup out and answers with the backup as it is stored. */
export const runBackupMutation = async (mutation: BackupMutation, input: MutationInput, context: Context): Promise<BackupPayload> => {
  const { stored, operation, plan } = await runMutation({ ...mutation, resource: POSTGRES_BACKUP }, input, context);
  return { backup: stored === undefined ? null : toBackup(stored), operation, plan };
};
