import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import { planDeleteBackup } from '../../schema/backup/plan-backup.js';
import type { DeleteBackupInput } from '../../schema/graphql/backup-inputs.js';
import type { MutationPlan } from '../../schema/plan/plan.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { Context, Services } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { parseNodeId } from '../node-id.js';
import type { BackupMutation } from './run-backup-mutation.js';

const labelOf = ({ spec, status }: PostgresBackup): string | undefined => status?.label ?? spec.label;

const notFound = (field: string, wanted: string): ApiError => new ApiError('NOT_FOUND', `There is no backup "${wanted.slice(0, 120)}".`, {
  field, suggestion: 'Use the id, the label or the name of one that `Cluster.backups` lists.',
});

/** The backup that an input names. */
export const findBackup = ({ id, cluster, backup: wanted }: Pick<DeleteBackupInput, 'id' | 'cluster' | 'backup'>, { cache }: Services): PostgresBackup => {
  if (id != null) {
    const ref = parseNodeId(id);
    const found = ref?.kind === 'Backup' ? cache.get(POSTGRES_BACKUP, ref) : undefined;
    if (found === undefined) throw notFound('id', id);
    return found;
  }
  if (cluster == null || wanted == null) throw badUserInput('id', 'no backup is named', 'Give the id of a backup, or its cluster and its label.');
  const found = cache.list(POSTGRES_BACKUP, { namespace: cluster.namespace, cluster: cluster.name }).find((one) => one.metadata.name === wanted || labelOf(one) === wanted);
  if (found === undefined) throw notFound('backup', wanted);
  return found;
};

const planOf = (backup: PostgresBackup, { cache }: Services): MutationPlan => {
  const { namespace = '', name } = backup.metadata;
  const label = labelOf(backup);
  const others = cache.list(POSTGRES_BACKUP, { namespace, cluster: backup.spec.cluster })
    .filter((one) => one.metadata.name !== name && one.status?.state === 'SUCCEEDED');
  const dependents = others.filter(({ status }) => label !== undefined && status?.repository === backup.status?.repository && status?.dependsOn?.includes(label) === true);
  const named = (one: PostgresBackup): { name: string; label: string | undefined } => ({ name: one.metadata.name, label: labelOf(one) });
  return planDeleteBackup(named(backup), dependents.map(named), others.length === dependents.length);
};

/** How `deleteBackup` makes its change. */
export const deleteBackupMutation = (input: DeleteBackupInput, { services }: Context): BackupMutation & { readonly namespace: string } => {
  const { client } = services;
  const ref = input.id == null ? undefined : parseNodeId(input.id);
  const namespace = input.cluster?.namespace ?? ref?.namespace ?? '';
  const cluster = input.cluster?.name ?? (ref === undefined ? undefined : services.cache.get(POSTGRES_BACKUP, ref)?.spec.cluster);
  return {
    kind: 'DeleteBackup', namespace, ...(cluster === undefined ? {} : { cluster }),
    read: () => Promise.resolve(undefined),
    prepare(unfinished) {
      const before = unfinished?.spec.input;
      const backup = unfinished === undefined ? findBackup(input, services) : services.cache.get(POSTGRES_BACKUP, { namespace, name: String(before?.['name']) });
      if (unfinished === undefined && backup?.status?.state === 'RUNNING') {
        throw new ApiError('FAILED_PRECONDITION', `The backup "${backup.metadata.name}" is being made, and a running backup is never stopped.`, { suggestion: 'Wait until it has ended, then delete it.' });
      }
      const { name = String(before?.['name']), uid } = backup?.metadata ?? {};
      return Promise.resolve({
        plan: backup === undefined ? before?.['plan'] as MutationPlan : planOf(backup, services),
        input: { name, ...(uid === undefined ? {} : { uid }) },
        async store({ dryRun }) {
          if (backup !== undefined && !dryRun) await client.delete(POSTGRES_BACKUP, { namespace, name }, uid === undefined ? {} : { uid });
          return undefined;
        },
      });
    },
  };
};
