import { PGO_ROLE } from '../../kube/kinds.js';
import type { CreateRoleInput, DeleteRoleInput, UpdateRoleInput } from '../../schema/graphql/access-inputs.js';
import type { AccountBinding } from '../../schema/resource/pgo-account.js';
import type { PgoRole, PgoRoleSpec } from '../../schema/resource/pgo-role.js';
import { checkAccessName, checkOwnRole } from '../../schema/validation/access.js';
import type { Role } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput, notFound } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import type { AccessChange } from './access-mutation.js';
import { requirePermissionsHeld } from './grant.js';

type Change = AccessChange<PgoRole>;

const allBindings = ({ services }: Context): AccountBinding[] => services.directory.accounts().flatMap(({ spec }) => spec.bindings ?? []);

const roleOf = (name: string, { permissions, all }: PgoRoleSpec): Role => ({ name, permissions: all === true ? 'ALL' : new Set(permissions ?? []) });

/** The role that is there. Throws NOT_FOUND. */
const existing = (role: PgoRole | undefined, name: string): PgoRole => {
  if (role === undefined) throw notFound(`role "${name.slice(0, 80)}"`, 'The query `roles` lists those that there are.');
  return role;
};

const requireSomething = ({ permissions, all }: PgoRoleSpec): void => {
  if (all !== true && (permissions ?? []).length === 0) throw badUserInput('permissions', 'the role would permit nothing', 'Name at least one permission, or set `all` to true.');
  if (all === true && (permissions ?? []).length > 0) throw badUserInput('permissions', 'a role with `all` permits everything already', 'Leave out `permissions` or `all`.');
};

/** How `createRole` makes its change. */
export const createRole = ({ name, permissions, all }: CreateRoleInput, context: Context): Change => ({
  kind: 'CreateRole', resource: PGO_ROLE, name,
  decide(before) {
    refuseIssues([...checkAccessName('name', name), ...checkOwnRole('name', name)]);
    const spec: PgoRoleSpec = all === true ? { all, ...(permissions == null ? {} : { permissions }) } : { permissions: [...new Set(permissions ?? [])] };
    requireSomething(spec);
    // Accounts may name a role before it is there: from then on they would have it.
    requirePermissionsHeld(context.viewer, roleOf(name, spec), allBindings(context));
    if (before !== undefined) throw new ApiError('ALREADY_EXISTS', `There is already a role "${name}".`, { field: 'name', suggestion: 'Choose another name, or change the one that exists with `updateRole`.' });
    return spec;
  },
});

/** How `updateRole` makes its change. */
export const updateRole = ({ name, permissions, all }: UpdateRoleInput, context: Context): Change => ({
  kind: 'UpdateRole', resource: PGO_ROLE, name,
  decide(before) {
    refuseIssues(checkOwnRole('name', name));
    const { spec } = existing(before, name);
    const wantsAll = all ?? (permissions == null && spec.all === true);
    const after: PgoRoleSpec = wantsAll ? { all: true, permissions: [] } : { all: false, permissions: [...new Set(permissions ?? spec.permissions ?? [])] };
    requireSomething(wantsAll ? { all: true, ...(permissions == null ? {} : { permissions }) } : after);
    const bound = allBindings(context);
    requirePermissionsHeld(context.viewer, roleOf(name, spec), bound);
    requirePermissionsHeld(context.viewer, roleOf(name, after), bound);
    return after;
  },
});

/** How `deleteRole` makes its change. */
export const deleteRole = ({ name }: DeleteRoleInput, context: Context): Change => ({
  kind: 'DeleteRole', resource: PGO_ROLE, name,
  decide(before) {
    refuseIssues(checkOwnRole('name', name));
    const { spec } = existing(before, name);
    const bound = context.services.directory.accounts().filter((account) => (account.spec.bindings ?? []).some(({ role }) => role === name));
    if (bound.length > 0) {
      throw new ApiError('FAILED_PRECONDITION', `${bound.length === 1 ? '1 account is' : `${bound.length} accounts are`} bound to the role "${name}".`, { suggestion: 'Take the role from them first, with `updateAccount`.' });
    }
    requirePermissionsHeld(context.viewer, roleOf(name, spec), []);
    return undefined;
  },
});
