import { POSTGRES_POLICY } from '../../kube/kinds.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { badUserInput } from '../error/api-error.js';
import { forbidden } from '../error/forbidden.js';
import { requireSuperuser } from './require-superuser.js';

/** Most policies of a cluster that is created. */
const POLICIES_MAX = 20;

/** Refuses policies for a new cluster that are not there, or that the viewer may not apply. */
export const requirePolicies = async (names: readonly string[], namespace: string, context: Context): Promise<void> => {
  if (names.length === 0) return;
  if (!may(context.viewer, 'APPLY_POLICY', namespace)) throw forbidden('APPLY_POLICY', namespace);
  if (names.length > POLICIES_MAX) throw badUserInput('policies', `these are ${names.length}, more than ${POLICIES_MAX}`, `Name ${POLICIES_MAX} policies at most.`);
  for (const name of names) {
    const policy = await context.services.client.get(POSTGRES_POLICY, { namespace, name });
    if (policy === undefined) throw badUserInput('policies', `there is no policy "${name}" in the namespace "${namespace}"`, 'Create it with `createPolicy` first, or leave it out.');
    requireSuperuser(policy.spec.runAs, namespace, context);
  }
};
