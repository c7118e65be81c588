import { StatusError } from '../../status-error.js';
import { GROUP_MASTERS, type UserInfo } from '../user-info.js';

/** What is asked for: a verb on a resource, or on a path outside of the resources. */
export interface AccessAttributes {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Set for requests outside of the resources, and only then. */
  readonly path?: string;
}

/** What a role allows. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** Names the role of a binding. */
export interface RoleRef {
  readonly kind: string;
  readonly name: string;
}

/** Whom a binding gives its role. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A role, and who has it. */
export interface Binding {
  readonly metadata?: { readonly name: string; readonly namespace?: string };
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[];
}

/** The roles and bindings there are now. */
export interface RoleReader {
  clusterRole(name: string): readonly PolicyRule[] | undefined;
  role(namespace: string, name: string): readonly PolicyRule[] | undefined;
  clusterRoleBindings(): readonly Binding[];
  roleBindings(namespace: string): readonly Binding[];
}

/** The rules that hold for a user: those of the whole cluster, and those of `namespace` when it is given. */
export function rulesOf(user: UserInfo, namespace: string | undefined, roles: RoleReader): PolicyRule[] {
  const everywhere = roles.clusterRoleBindings().filter((binding) => isBoundTo(binding, user, undefined));
  const result = everywhere.flatMap(({ roleRef }) => roles.clusterRole(roleRef.name) ?? []);
  if (namespace === undefined) return result;
  const here = roles.roleBindings(namespace).filter((binding) => isBoundTo(binding, user, namespace));
  return [...result, ...here.flatMap(({ roleRef }) => rulesOfRole(roleRef, namespace, roles) ?? [])];
}

/** Which binding lets the user do it, in the words of an access review; undefined when none does, and '' for those who may do everything. */
export function allowedBy(user: UserInfo, attributes: AccessAttributes, roles: RoleReader): string | undefined {
  if (user.groups.includes(GROUP_MASTERS)) return '';
  const { namespace } = attributes;
  const bindings = [...roles.clusterRoleBindings().map((binding) => ({ binding })), ...(namespace === undefined ? [] : roles.roleBindings(namespace).map((binding) => ({ binding, namespace })))];
  for (const { binding, namespace: within } of bindings as { binding: Binding; namespace?: string }[]) {
    const subject = boundSubject(binding, user, within);
    if (subject === undefined || !(rulesOfRole(binding.roleRef, within, roles) ?? []).some((rule) => ruleAllows(rule, attributes))) continue;
    const name = within === undefined ? `ClusterRoleBinding "${binding.metadata?.name ?? ''}"` : `RoleBinding "${binding.metadata?.name ?? ''}/${within}"`;
    const who = subject.kind === 'ServiceAccount' ? `${subject.name}/${subject.namespace ?? within ?? ''}` : subject.name;
    return `RBAC: allowed by ${name} of ${binding.roleRef.kind} "${binding.roleRef.name}" to ${subject.kind} "${who}"`;
  }
  return undefined;
}

/** The rules of the role that a binding refers to; undefined when there is no such role. */
export function rulesOfRole(ref: RoleRef, namespace: string | undefined, roles: RoleReader): readonly PolicyRule[] | undefined {
  if (ref.kind === 'ClusterRole') return roles.clusterRole(ref.name);
  return namespace === undefined ? undefined : roles.role(namespace, ref.name);
}

/** Whether the user may do it. Members of `system:masters` may do everything. */
export function isAllowed(user: UserInfo, attributes: AccessAttributes, roles: RoleReader): boolean {
  if (user.groups.includes(GROUP_MASTERS)) return true;
  return rulesOf(user, attributes.namespace, roles).some((rule) => ruleAllows(rule, attributes));
}

/** Whether one rule allows it. */
export function ruleAllows(rule: PolicyRule, attributes: AccessAttributes): boolean {
  if (!matches(rule.verbs, attributes.verb)) return false;
  const { path } = attributes;
  if (path !== undefined) return (rule.nonResourceURLs ?? []).some((pattern) => pathMatches(pattern, path));
  const names = rule.resourceNames ?? [];
  return (
    matches(rule.apiGroups ?? [], attributes.group ?? '') &&
    resourceMatches(rule.resources ?? [], attributes) &&
    (names.length === 0 || (attributes.name !== undefined && names.includes(attributes.name)))
  );
}

/** Whether rules that a user holds cover every right of the rules that he wants to grant. */
export function covers(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): boolean {
  return wanted.flatMap(singleRights).every((right) => held.some((rule) => ruleAllows(rule, right)));
}

/** The Forbidden that a refused request is answered with. */
export function forbidden(user: UserInfo, attributes: AccessAttributes, why = ''): StatusError {
  const { verb, group = '', resource = '', subresource, namespace, name, path } = attributes;
  const end = why ? `: ${why}` : '';
  if (path !== undefined) {
    return new StatusError(403, 'Forbidden', `forbidden: User "${user.username}" cannot ${verb} path "${path}"${end}`, {});
  }
  const object = `${group ? `${resource}.${group}` : resource}${name ? ` "${name}"` : ''}`;
  const what = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const message = `${object} is forbidden: User "${user.username}" cannot ${verb} resource "${what}" in API group "${group}" ${where}${end}`;
  return new StatusError(403, 'Forbidden', message, { ...(name ? { name } : {}), ...(group ? { group } : {}), kind: resource });
}

function isBoundTo(binding: Binding, user: UserInfo, namespace: string | undefined): boolean {
  return boundSubject(binding, user, namespace) !== undefined;
}

function boundSubject(binding: Binding, user: UserInfo, namespace: string | undefined): Subject | undefined {
  return (binding.subjects ?? []).find((subject) => {
    if (subject.kind === 'User') return subject.name === '*' || subject.name === user.username;
    if (subject.kind === 'Group') return user.groups.includes(subject.name);
    const from = subject.namespace ?? namespace;
    return subject.kind === 'ServiceAccount' && user.username === `system:serviceaccount:${from}:${subject.name}`;
  });
}

const matches = (patterns: readonly string[], value: string): boolean => patterns.includes('*') || patterns.includes(value);

const pathMatches = (pattern: string, path: string): boolean =>
  pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)));

function resourceMatches(patterns: readonly string[], { resource = '', subresource }: AccessAttributes): boolean {
  if (subresource === undefined || subresource === '') return matches(patterns, resource);
  return patterns.some((pattern) => pattern === '*' || pattern === `${resource}/${subresource}` || pattern === `*/${subresource}`);
}

/** A rule taken apart into the single rights it gives; wildcards stay as names that only wildcards match. */
function singleRights(rule: PolicyRule): AccessAttributes[] {
  const paths = (rule.nonResourceURLs ?? []).flatMap((path) => rule.verbs.map((verb) => ({ verb, path })));
  const names: readonly (string | undefined)[] = rule.resourceNames?.length ? rule.resourceNames : [undefined];
  const objects = (rule.apiGroups ?? []).flatMap((group) =>
    (rule.resources ?? []).flatMap((item) => {
      const [resource = '', subresource] = item.split('/');
      return rule.verbs.flatMap((verb) =>
        names.map((name) => ({ verb, group, resource, ...(subresource ? { subresource } : {}), ...(name ? { name } : {}) })),
      );
    }),
  );
  return [...paths, ...objects];
}
