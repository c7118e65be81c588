import { count, type MutationPlan } from '../plan/plan.js';
import type { PostgresBackupSpec } from '../resource/postgres-backup.js';

const WORDS = { FULL: 'a full backup', DIFFERENTIAL: 'a differential backup', INCREMENTAL: 'an incremental backup', LOGICAL: 'a dump' } as const;

/** What making a backup does. `waitsFor` is how many are to be made before it. */
export const planCreateBackup = (name: string, spec: PostgresBackupSpec & { readonly repository: string }, waitsFor: number): MutationPlan => ({
  impact: 'NONE',
  summary: `Makes ${WORDS[spec.type ?? 'INCREMENTAL']} of the cluster "${spec.cluster}" in ${spec.repository}${spec.database === undefined ? '' : `, of the database "${spec.database}"`}${waitsFor === 0 ? '' : `, after ${count(waitsFor, 'backup')} asked for before`}.`,
  changes: [{ object: `PostgresBackup/${name}`, action: 'create', after: spec, impact: 'NONE' }],
});

/** A backup as a plan names it. */
export interface PlannedBackup {
  readonly name: string;
  readonly label?: string | undefined;
}

/** What deleting a backup does; those that need it go with it. */
export const planDeleteBackup = (backup: PlannedBackup, dependents: readonly PlannedBackup[], isLast: boolean): MutationPlan => {
  const shown = (one: PlannedBackup): string => one.label ?? one.name;
  const also = dependents.length === 0 ? '' : `, and with it ${count(dependents.length, 'backup')} that ${dependents.length === 1 ? 'needs' : 'need'} it: ${dependents.map(shown).join(', ')}`;
  const last = isLast ? ' No backup is left then: nothing can be restored until another one is made.' : ' Moments before the oldest backup that is left can no longer be restored.';
  return {
    impact: 'DATA_LOSS',
    summary: `Deletes the backup ${shown(backup)}${also}.${last}`,
    changes: [backup, ...dependents].map((one) => ({ object: `PostgresBackup/${one.name}`, action: 'delete' as const, impact: 'DATA_LOSS' as const })),
  };
};

/** What restoring one database from a dump does. */
export const planRestoreDatabase = ({ cluster, backup, database, target }: { readonly cluster: string; readonly backup: string; readonly database: string; readonly target: string }): MutationPlan => ({
  impact: 'DATA_LOSS',
  summary: `Restores the database "${database}" of the cluster "${cluster}" from the backup ${backup}${target === database ? '' : ` as "${target}"`}. A database "${target}" that is there is kept under another name, its sessions are ended when the restored one takes its place, and what was written to it since the backup is only there. Other databases do not notice.`,
  changes: [{ object: `Database/${target}`, action: 'create', impact: 'DATA_LOSS' }],
});
