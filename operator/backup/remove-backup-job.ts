import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { KubeClient } from '../../kube/client/kube-client.js';
import { JOB, type Job } from '../../kube/core-kinds.js';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import { hasEnded } from './backup-world.js';

/**
 * Removes a Job whose outcome is known. One that is to be made again goes only while what the cache knows of its backup
 * is what is stored: over a later state, RUNNING, its absence would read as a backup that was interrupted. Otherwise the
 * change that is on its way brings the next visit.
 */
export const removeBackupJob = async (client: Pick<KubeClient, 'delete' | 'mergePatch'>, { metadata: { name, namespace = '', uid } }: Job, backup: PostgresBackup | undefined): Promise<void> => {
  if (backup !== undefined && !hasEnded(backup) && !await isCurrent(client, backup)) return;
  await client.delete(JOB, { namespace, name }, { uid, propagation: 'Background' });
};

/** A patch that changes nothing is refused when the object has changed since. */
const isCurrent = async (client: Pick<KubeClient, 'mergePatch'>, { metadata: { name, namespace = '', resourceVersion } }: PostgresBackup): Promise<boolean> =>
  client.mergePatch(POSTGRES_BACKUP, { namespace, name }, { metadata: { resourceVersion } }, { manager: MANAGER_OPERATOR }).then(() => true, (error: unknown) => {
    if (error instanceof KubeError && [404, 409].includes(error.code)) return false;
    throw error;
  });
