import { Permission } from './permission.js';

/** A role of the API, as it is written. */
export interface RoleDefinition {
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** Whether it permits everything. */
  readonly all: boolean;
}

const ALL = Object.values(Permission);

/** Permissions of those who only look: no secrets, no logs, no audit, no configuration of the service. */
const VIEWER = ALL.filter((permission) => (/^SHOW_(?!SECRETS|LOGS|AUDIT|CONFIG|PGOUSER|PGOROLE|SYSTEM_ACCOUNTS)/.test(permission)
  || ['DF_CLUSTER', 'STATUS', 'TEST_CLUSTER', 'VERSION', 'LOGIN'].includes(permission)));

/** Those who build on databases: they make databases, users and backups, and read the passwords of their own. */
const DEVELOPER: readonly Permission[] = [
  ...VIEWER, 'SHOW_SECRETS', 'SHOW_LOGS', 'CREATE_DATABASE', 'UPDATE_DATABASE', 'CREATE_USER', 'UPDATE_USER', 'CREATE_BACKUP', 'CREATE_DUMP', 'CREATE_CLUSTER',
  'LABEL', 'APPLY_POLICY',
];

/** Those who run databases: everything but accounts, roles, namespaces and the audit log. */
const OPERATOR = ALL.filter((permission) => !/_(PGOUSER|PGOROLE|NAMESPACE)$/.test(permission) && permission !== 'SHOW_AUDIT');

/** The role that may do everything, everywhere it is bound. */
export const ADMIN_ROLE_NAME = 'admin';

/** The roles that are there from the start and stay as they are. */
export const BUILTIN_ROLES: readonly RoleDefinition[] = [
  { name: ADMIN_ROLE_NAME, permissions: ALL, all: true },
  { name: 'operator', permissions: [...new Set<Permission>([...OPERATOR, 'SHOW_NAMESPACE'])], all: false },
  { name: 'developer', permissions: [...new Set(DEVELOPER)], all: false },
  { name: 'viewer', permissions: VIEWER, all: false },
];
