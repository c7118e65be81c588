import { Permission } from '../../schema/graphql/permission.js';
import type { AccountBinding, PgoAccount } from '../../schema/resource/pgo-account.js';
import type { Directory } from '../auth/directory.js';
import { ALL_NAMESPACES, type Role, type Viewer, may, mayAll } from '../auth/viewer.js';
import { ApiError, notFound } from '../error/api-error.js';

/** What a viewer would have to hold to give a role in a namespace. */
const lacking = (viewer: Viewer, role: Role, namespace: string): Permission | 'ALL' | undefined => {
  if (mayAll(viewer, namespace)) return undefined;
  if (role.permissions === 'ALL') return 'ALL';
  return [...role.permissions].find((permission) => !may(viewer, permission, namespace));
};

const refuse = (permission: Permission | 'ALL', namespace: string): ApiError => {
  const where = namespace === ALL_NAMESPACES ? 'in every namespace' : `in the namespace "${namespace}"`;
  const what = permission === 'ALL' ? 'a role that permits everything' : `the permission ${permission}`;
  return new ApiError('FORBIDDEN', `Nobody can give, change or take more than they have, and you lack ${what} ${where}.`, {
    ...(permission === 'ALL' ? {} : { permission }), namespace, suggestion: 'Ask an administrator to do it.',
  });
};

/** Refuses bindings that give more than the viewer holds. Roles that are not there give nothing. */
export const requireGrantable = (viewer: Viewer, bindings: readonly AccountBinding[], directory: Directory): void => {
  for (const { role: name, namespaces } of bindings) {
    const role = directory.role(name);
    for (const namespace of role === undefined ? [] : namespaces) {
      const permission = role && lacking(viewer, role, namespace);
      if (permission !== undefined) throw refuse(permission, namespace);
    }
  }
};

/** Refuses permissions that the viewer holds nowhere, or, where accounts are bound to the role, not there. */
export const requirePermissionsHeld = (viewer: Viewer, role: Role, bound: readonly AccountBinding[]): void => {
  const namespaces = new Set(bound.filter(({ role: name }) => name === role.name).flatMap((binding) => binding.namespaces));
  for (const namespace of namespaces) {
    const permission = lacking(viewer, role, namespace);
    if (permission !== undefined) throw refuse(permission, namespace);
  }
  if (namespaces.size > 0) return;
  if (role.permissions === 'ALL') {
    if (!mayAll(viewer, ALL_NAMESPACES)) throw refuse('ALL', ALL_NAMESPACES);
    return;
  }
  for (const permission of role.permissions) if (!may(viewer, permission)) throw refuse(permission, ALL_NAMESPACES);
};

/** Whether a viewer may see an account: it has `permission` where the account may do something, or it is the viewer itself. */
export const seesAccount = (viewer: Viewer, account: PgoAccount, permission: Permission = Permission.SHOW_PGOUSER): boolean => {
  if (account.metadata.name === viewer.name || may(viewer, permission, ALL_NAMESPACES)) return true;
  return (account.spec.bindings ?? []).some(({ namespaces }) =>
    namespaces.some((namespace) => (namespace === ALL_NAMESPACES ? may(viewer, permission) : may(viewer, permission, namespace))));
};

/** An account that the viewer may not even see is answered as one that there is not. */
export const accountNotFound = (name: string): ApiError =>
  notFound(`account "${name.slice(0, 80)}"`, 'The query `accounts` lists those that you may see.');
