import type { RestoreTargetSpec } from '../resource/cluster-restore.js';
import type { MutationPlan } from './plan.js';

/** A restore in place. */
export interface PlannedRestore {
  /** Name of the cluster. */
  readonly name: string;
  readonly target: RestoreTargetSpec;
  readonly isUndo: boolean;
  /** Names of its instances. */
  readonly instances: readonly string[];
}

const targetText = ({ at, lsn, backup, restorePoint }: RestoreTargetSpec): string => {
  const from = backup === undefined ? '' : ` from the backup ${backup}`;
  if (at !== undefined) return `what was committed by ${at}${from}`;
  if (lsn !== undefined) return `the WAL position ${lsn}${from}`;
  if (restorePoint !== undefined) return `the restore point "${restorePoint}"${from}`;
  return backup === undefined ? 'the end of what is in the repository' : `the end of the backup ${backup}`;
};

/** What a restore in place changes. */
export const planRestoreCluster = ({ name, target, isUndo, instances }: PlannedRestore): MutationPlan => ({
  impact: 'DATA_LOSS',
  summary: isUndo
    ? `Takes the cluster "${name}" back to the data that it had before its last restore. What was written since is set aside. It is not available for a while.`
    : `Restores the cluster "${name}" to ${targetText(target)}. What was written later is set aside on the volumes, and can be taken back. It is not available for a while.`,
  changes: [
    { object: `PostgresCluster/${name}`, action: 'update', path: 'spec.restore', after: isUndo ? { undo: true } : target, impact: 'DATA_LOSS' },
    ...instances.map((instance) => ({ object: `StatefulSet/${instance}`, action: 'update' as const, path: 'data', after: 'a data directory beside the present one', impact: 'OFFLINE' as const })),
  ],
});

/** What making a restore point changes: nothing of the cluster. */
export const planCreateRestorePoint = (cluster: string, name: string): MutationPlan => ({
  impact: 'NONE',
  summary: `Gives this moment of the cluster "${cluster}" the name "${name}", to which it can be restored for as long as a backup leads there. The cluster does not notice.`,
  changes: [{ object: `RestorePoint/${name}`, action: 'create', impact: 'NONE' }],
});

/** What checking a backup changes: nothing of the cluster. */
export const planVerifyBackup = (name: string, backup: string | undefined): MutationPlan => ({
  impact: 'NONE',
  summary: `Restores ${backup === undefined ? 'the newest backup' : `the backup ${backup}`} of the cluster "${name}" to a volume of its own, checks it, and removes the volume. The cluster does not notice.`,
  changes: [{ object: `Job/${name}-verify`, action: 'create', impact: 'NONE' }],
});
