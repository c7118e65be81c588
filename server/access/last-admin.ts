import { BUILTIN_ROLES } from '../../schema/access/builtin-roles.js';
import type { PgoAccount } from '../../schema/resource/pgo-account.js';
import type { PgoRole } from '../../schema/resource/pgo-role.js';
import { ALL_NAMESPACES } from '../auth/viewer.js';
import { ApiError } from '../error/api-error.js';

/** Whether someone can still come in with an account. */
const hasCredentials = ({ spec }: PgoAccount, nowMs: number): boolean => spec.disabled !== true
  && ((spec.identities ?? []).length > 0 || (spec.tokens ?? []).some(({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > nowMs));

/** How many accounts can do everything everywhere, and can be used. */
export const countAdmins = (accounts: readonly PgoAccount[], roles: readonly PgoRole[], nowMs: number): number => {
  const almighty = new Set([...BUILTIN_ROLES.filter(({ all }) => all).map(({ name }) => name), ...roles.filter(({ spec }) => spec.all === true).map(({ metadata }) => metadata.name)]);
  return accounts.filter((account) => hasCredentials(account, nowMs)
    && (account.spec.bindings ?? []).some(({ role, namespaces }) => almighty.has(role) && namespaces.includes(ALL_NAMESPACES))).length;
};

/** Nobody could administer the service any more. */
export const lastAdmin = (): ApiError => new ApiError('FAILED_PRECONDITION', 'This would leave no account that may do everything and can be used.', {
  suggestion: 'Give another account with a valid token the role "admin" in all namespaces ("*") first.',
});
