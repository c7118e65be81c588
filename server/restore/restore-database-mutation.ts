import { checkDatabaseRestore } from '../../schema/backup/check-database-restore.js';
import { isDumpLabel } from '../../schema/backup/dump-label.js';
import { planRestoreDatabase } from '../../schema/backup/plan-backup.js';
import type { RestoreClusterInput } from '../../schema/graphql/restore-inputs.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { findBackup } from '../backup/delete-backup-mutation.js';
import { clusterAction, type ActionRequest } from '../cluster/cluster-action.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import type { Context, Services } from '../context.js';
import { badUserInput } from '../error/api-error.js';
import { checked } from '../error/checked.js';
import { requireRunning } from '../error/require-running.js';
import { refuseUnconfirmed } from './refuse-unconfirmed.js';

/** Whether a restore is of one database, from a dump. */
export const isOfDatabase = ({ backup, database, targetDatabase }: RestoreClusterInput): boolean =>
  database != null || targetDatabase != null || (backup != null && isDumpLabel(backup));

const decide = (cluster: PostgresCluster, input: RestoreClusterInput, services: Services): ActionRequest => {
  refuseUnconfirmed(input);
  if (input.at != null || input.lsn != null || input.undo === true) throw badUserInput('database', 'a single database is restored from a LOGICAL backup, as it was then', 'Leave `at`, `lsn` and `undo` out.');
  if (input.backup == null) throw badUserInput('backup', 'it is not said from which backup the database is restored', 'Name a LOGICAL backup that `Cluster.backups` lists.');
  const backup = findBackup({ cluster: input.cluster, backup: input.backup }, services);
  const { label, database, target } = checked(checkDatabaseRestore(backup, input));
  requireRunning(cluster);
  return { plan: planRestoreDatabase({ cluster: cluster.metadata.name, backup: label, database, target }), input: { backup: label, database, targetDatabase: target } };
};

/** How `restoreCluster` restores one database from a dump. */
export const restoreDatabaseMutation = (input: RestoreClusterInput, { services }: Context): ClusterMutation =>
  clusterAction(input.cluster, 'RestoreDatabase', (found) => decide(found, input, services), services);
