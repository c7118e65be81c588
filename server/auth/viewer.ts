import type { Permission } from '../../schema/graphql/permission.js';

/** Stands for every namespace in a binding. */
export const ALL_NAMESPACES = '*';

/** A set of permissions under a name. */
export interface Role {
  readonly name: string;
  readonly permissions: ReadonlySet<Permission> | 'ALL';
}

/** A role of an account, and the namespaces in which it counts. */
export interface Binding {
  readonly role: Role;
  readonly namespaces: readonly string[];
}

/** Who asks: an account and what it may do. */
export interface Viewer {
  readonly name: string;
  readonly bindings: readonly Binding[];
}

/** The built-in role that may do everything. */
export const ADMIN_ROLE: Role = { name: 'admin', permissions: 'ALL' };

const counts = (binding: Binding, namespace: string | undefined): boolean =>
  namespace === undefined ? binding.namespaces.length > 0
    : binding.namespaces.includes(ALL_NAMESPACES) || binding.namespaces.includes(namespace);

/**
 * Whether a viewer has a permission in a namespace; without a namespace, whether it has it in any (lists are then cut
 * down to those). Everyone may ask who one is.
 */
export const may = (viewer: Viewer, permission: Permission, namespace?: string): boolean =>
  permission === 'LOGIN' || viewer.bindings.some((binding) => counts(binding, namespace)
    && (binding.role.permissions === 'ALL' || binding.role.permissions.has(permission)));

/** The namespaces in which a viewer has a permission; `*` among them stands for all. */
export const namespacesWith = (viewer: Viewer, permission: Permission): ReadonlySet<string> => new Set(viewer.bindings
  .filter(({ role }) => role.permissions === 'ALL' || role.permissions.has(permission)).flatMap(({ namespaces }) => namespaces));

/** Whether a viewer may do everything in a namespace, also what later versions add. */
export const mayAll = (viewer: Viewer, namespace: string): boolean =>
  viewer.bindings.some((binding) => binding.role.permissions === 'ALL' && counts(binding, namespace));
