import type { PolicyRole } from '../../schema/resource/postgres-policy.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { forbidden } from '../error/forbidden.js';

/** Refuses SQL that runs as superuser to a viewer who may not know the accounts of the system. */
export const requireSuperuser = (runAs: PolicyRole | null | undefined, namespace: string, { viewer }: Pick<Context, 'viewer'>): void => {
  if (runAs === 'SUPERUSER' && !may(viewer, 'SHOW_SYSTEM_ACCOUNTS', namespace)) throw forbidden('SHOW_SYSTEM_ACCOUNTS', namespace);
};
