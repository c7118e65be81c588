import { POSTGRES_POLICY } from '../../kube/kinds.js';
import { readBackupOptions, removesBackups } from '../../schema/backup/backup-options.js';
import type { Permission } from '../../schema/graphql/permission.js';
import type { Schedule, ScheduleType } from '../../schema/schedule/schedule.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { badUserInput } from '../error/api-error.js';
import { forbidden } from '../error/forbidden.js';
import { requireSuperuser } from '../policy/require-superuser.js';

/** Who may have something done at a time may do it now. */
const NEEDS: Readonly<Record<ScheduleType, Permission>> = {
  BACKUP: 'CREATE_BACKUP', POLICY: 'APPLY_POLICY', VERIFY: 'VERIFY_BACKUP', STOP: 'STOP_CLUSTER', START: 'STOP_CLUSTER',
};

const needs = ({ type, backupOptions, repository }: Schedule): readonly Permission[] => {
  const read = readBackupOptions(backupOptions ?? '', repository);
  return [NEEDS[type], ...(type === 'BACKUP' && 'options' in read && removesBackups(read.options) ? ['DELETE_BACKUP' as const] : [])];
};

/** Refuses a schedule for what the viewer may not do himself, and one that applies a policy that is not there. */
export const requireScheduled = async (schedule: Schedule, context: Context): Promise<void> => {
  const { type, cluster: { namespace }, policy } = schedule;
  const missing = needs(schedule).find((permission) => !may(context.viewer, permission, namespace));
  if (missing !== undefined) throw forbidden(missing, namespace);
  if (type !== 'POLICY') return;
  const found = await context.services.client.get(POSTGRES_POLICY, { namespace, name: policy ?? '' });
  if (found === undefined) throw badUserInput('policy', `there is no policy "${policy ?? ''}" in the namespace "${namespace}"`, 'Create it with `createPolicy`, or name one that the query `policies` lists.');
  requireSuperuser(found.spec.runAs, namespace, context);
};
