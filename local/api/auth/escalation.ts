import type { KubeObject } from '../../object.js';
import type { GuardedWrite } from '../core.js';
import { EVERYTHING } from './bootstrap-roles.js';
import { covers, forbidden, isAllowed, rulesOf, rulesOfRole, type AccessAttributes, type Binding, type PolicyRule, type RoleReader } from './rbac.js';
import { GROUP_MASTERS, type UserInfo } from '../user-info.js';

/** Holds `refuseEscalation` before every write of a role or binding. */
export function guardRoles(roles: RoleReader, { user, verb, definition, object }: GuardedWrite): void {
  if (definition.group !== 'rbac.authorization.k8s.io') return;
  const { namespace } = object.metadata;
  refuseEscalation(user, { verb, group: definition.group, resource: definition.plural, ...(namespace === undefined ? {} : { namespace }) }, object, roles);
}

/**
 * No one may grant more than they hold: refuses to write a role with rights that the writer lacks (unless he may
 * `escalate`), and a binding to a role whose rights he lacks (unless he may `bind` it). Throws Forbidden.
 */
export function refuseEscalation(user: UserInfo, attributes: AccessAttributes, object: KubeObject, roles: RoleReader): void {
  if (user.groups.includes(GROUP_MASTERS)) return;
  const { namespace } = object.metadata;
  // Nobody knows which rules of other roles will flow into it.
  if (object['aggregationRule'] && !covers(rulesOf(user, undefined, roles), EVERYTHING)) throw forbidden(user, { ...attributes, name: object.metadata.name }, 'must have cluster-admin privileges to use an aggregationRule');
  const granted = grantedBy(object, namespace, roles);
  if (granted === undefined) return;
  const { verb, name } = freedom(object);
  const free = { verb, group: 'rbac.authorization.k8s.io', resource: attributes.resource ?? '', name, ...(namespace ? { namespace } : {}) };
  if (isAllowed(user, free, roles) || covers(rulesOf(user, namespace, roles), granted)) return;
  throw forbidden(user, { ...attributes, name: object.metadata.name }, 'user is attempting to grant RBAC permissions not currently held');
}

function grantedBy(object: KubeObject, namespace: string | undefined, roles: RoleReader): readonly PolicyRule[] | undefined {
  if (object.kind === 'Role' || object.kind === 'ClusterRole') return (object['rules'] ?? []) as PolicyRule[];
  if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') return undefined;
  return rulesOfRole((object as unknown as Binding).roleRef, namespace, roles) ?? [];
}

function freedom(object: KubeObject): { verb: string; name: string } {
  const isRole = object.kind.endsWith('Role');
  return isRole ? { verb: 'escalate', name: object.metadata.name } : { verb: 'bind', name: (object as unknown as Binding).roleRef.name };
}
