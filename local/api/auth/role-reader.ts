import type { ApiAccess, Resource } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import type { Binding, PolicyRule, RoleReader } from './rbac.js';

const rbac = (plural: string): Resource => ({ group: 'rbac.authorization.k8s.io', version: 'v1', plural });
const CLUSTER_ROLES = rbac('clusterroles');
const ROLES = rbac('roles');
const CLUSTER_ROLE_BINDINGS = rbac('clusterrolebindings');
const ROLE_BINDINGS = rbac('rolebindings');

/** Reads roles and bindings as they are stored at the moment of the question. */
export function roleReader(access: Pick<ApiAccess, 'get' | 'list'>): RoleReader {
  return {
    clusterRole: (name) => rulesIn(access.get(CLUSTER_ROLES, { name })),
    role: (namespace, name) => rulesIn(access.get(ROLES, { namespace, name })),
    clusterRoleBindings: () => access.list(CLUSTER_ROLE_BINDINGS).map(bindingIn),
    roleBindings: (namespace) => access.list(ROLE_BINDINGS, { namespace }).map(bindingIn),
  };
}

const rulesIn = (role: KubeObject | undefined): readonly PolicyRule[] | undefined => role && ((role['rules'] ?? []) as PolicyRule[]);
const bindingIn = (object: KubeObject): Binding => object as unknown as Binding;
