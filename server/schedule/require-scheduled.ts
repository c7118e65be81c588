import { POSTGRES_POLICY } from '../../kube/kinds.js';
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

/** Refuses a schedule for what the viewer may not do himself, and one that applies a policy that is not there. */
export const requireScheduled = async ({ type, cluster: { namespace }, policy }: Schedule, context: Context): Promise<void> => {
  if (!may(context.viewer, NEEDS[type], namespace)) throw forbidden(NEEDS[type], namespace);
  if (type !== 'POLICY') return;
  const found = await context.services.client.get(POSTGRES_POLICY, { namespace, name: policy ?? '' });
  if (found === undefined) throw badUserInput('policy', `there is no policy "${policy ?? ''}" in the namespace "${namespace}"`, 'Create it with `createPolicy`, or name one that the query `policies` lists.');
  requireSuperuser(found.spec.runAs, namespace, context);
};
