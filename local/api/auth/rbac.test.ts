import { describe, expect, test } from '@jest/globals';
import { allowedBy, covers, forbidden, isAllowed, type AccessAttributes, type PolicyRule, type RoleReader } from './rbac.js';
import { GROUP_MASTERS, serviceAccountUser, type UserInfo } from '../user-info.js';

const account = serviceAccountUser('shop', 'patroni', 'uid-1');
const master: UserInfo = { username: 'admin', groups: [GROUP_MASTERS] };
const roles: RoleReader = {
  clusterRole: (name) => ({ nodes: [{ verbs: ['get'], apiGroups: [''], resources: ['nodes'] }], secrets: [{ verbs: ['*'], apiGroups: [''], resources: ['secrets'] }], paths: [{ verbs: ['get'], nonResourceURLs: ['/apis/*', '/version'] }] })[name],
  role: (namespace, name) => (namespace === 'shop' && name === 'pods' ? [
    { verbs: ['get', 'patch'], apiGroups: [''], resources: ['pods', 'pods/status'] },
    { verbs: ['get'], apiGroups: [''], resources: ['configmaps'], resourceNames: ['leader'] },
    { verbs: ['create'], apiGroups: [''], resources: ['*/exec'] },
  ] : undefined),
  clusterRoleBindings: () => [
    { roleRef: { kind: 'ClusterRole', name: 'nodes' }, subjects: [{ kind: 'Group', name: 'system:serviceaccounts:shop' }] },
    { roleRef: { kind: 'ClusterRole', name: 'paths' }, subjects: [{ kind: 'User', name: account.username }] },
    { roleRef: { kind: 'ClusterRole', name: 'gone' }, subjects: [{ kind: 'User', name: account.username }] },
  ],
  roleBindings: (namespace) => (namespace === 'shop' ? [
    { roleRef: { kind: 'Role', name: 'pods' }, subjects: [{ kind: 'ServiceAccount', name: 'patroni' }] },
    { roleRef: { kind: 'ClusterRole', name: 'secrets' }, subjects: [{ kind: 'ServiceAccount', name: 'patroni', namespace: 'shop' }] },
    { roleRef: { kind: 'Role', name: 'pods' } },
  ] : []),
};

const cases: readonly [name: string, user: UserInfo, attributes: AccessAttributes, allowed: boolean][] = [
  ['a role holds in its namespace', account, { verb: 'get', resource: 'pods', namespace: 'shop', name: 'a' }, true],
  ['and not in another', account, { verb: 'get', resource: 'pods', namespace: 'other', name: 'a' }, false],
  ['nor in all', account, { verb: 'get', resource: 'pods' }, false],
  ['a verb that is not named', account, { verb: 'delete', resource: 'pods', namespace: 'shop' }, false],
  ['another API group', account, { verb: 'get', group: 'metrics', resource: 'pods', namespace: 'shop' }, false],
  ['a subresource that is named', account, { verb: 'patch', resource: 'pods', subresource: 'status', namespace: 'shop' }, true],
  ['a subresource is not implied', account, { verb: 'get', resource: 'pods', subresource: 'log', namespace: 'shop' }, false],
  ['a subresource of every resource', account, { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'shop' }, true],
  ['a resource name that is named', account, { verb: 'get', resource: 'configmaps', namespace: 'shop', name: 'leader' }, true],
  ['a resource name that is not', account, { verb: 'get', resource: 'configmaps', namespace: 'shop', name: 'other' }, false],
  ['a list where names are named', account, { verb: 'get', resource: 'configmaps', namespace: 'shop' }, false],
  ['a cluster role through a role binding', account, { verb: 'watch', resource: 'secrets', namespace: 'shop' }, true],
  ['which holds there alone', account, { verb: 'watch', resource: 'secrets' }, false],
  ['a group', account, { verb: 'get', resource: 'nodes', name: 'n' }, true],
  ['a path', account, { verb: 'get', path: '/version' }, true],
  ['a path by its beginning', account, { verb: 'get', path: '/apis/apps' }, true],
  ['another path', account, { verb: 'get', path: '/metrics' }, false],
  ['masters may do all', master, { verb: 'delete', path: '/anything' }, true],
];

describe('isAllowed', () => {
  test.each(cases)('%s', (_name, user, attributes, allowed) => expect(isAllowed(user, attributes, roles)).toBe(allowed));
});

describe('covers', () => {
  const held: readonly PolicyRule[] = [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] }, { verbs: ['*'], apiGroups: ['apps'], resources: ['*'] }];
  const table: readonly [name: string, wanted: PolicyRule, covered: boolean][] = [
    ['the same', { verbs: ['list'], apiGroups: [''], resources: ['pods'] }, true],
    ['less: one object', { verbs: ['get'], apiGroups: [''], resources: ['pods'], resourceNames: ['a'] }, true],
    ['one verb more', { verbs: ['get', 'delete'], apiGroups: [''], resources: ['pods'] }, false],
    ['every verb', { verbs: ['*'], apiGroups: [''], resources: ['pods'] }, false],
    ['every verb where every verb is held', { verbs: ['*'], apiGroups: ['apps'], resources: ['deployments'] }, true],
    ['a path', { verbs: ['get'], nonResourceURLs: ['/metrics'] }, false],
  ];
  test.each(table)('%s', (_name, wanted, covered) => expect(covers(held, [wanted])).toBe(covered));
});

test('forbidden names the user, the right and the place', () => {
  const { body } = forbidden(account, { verb: 'patch', group: 'pgo.dev', resource: 'things', subresource: 'status', namespace: 'shop', name: 't' });
  expect(body.message).toBe('things.pgo.dev "t" is forbidden: User "system:serviceaccount:shop:patroni" cannot patch resource "things/status" in API group "pgo.dev" in the namespace "shop"');
  expect(body.details).toEqual({ name: 't', group: 'pgo.dev', kind: 'things' });
});

test.each<[string, UserInfo, AccessAttributes, string | undefined]>([
  ['an administrator needs no binding', master, { verb: 'get', resource: 'pods', namespace: 'shop' }, ''],
  ['a role binding', account, { verb: 'get', resource: 'pods', namespace: 'named' }, 'RBAC: allowed by RoleBinding "reads/named" of Role "pods" to ServiceAccount "patroni/shop"'],
  ['a cluster role binding', account, { verb: 'get', resource: 'nodes' }, 'RBAC: allowed by ClusterRoleBinding "all" of ClusterRole "nodes" to Group "system:serviceaccounts:shop"'],
  ['no binding', account, { verb: 'delete', resource: 'nodes' }, undefined],
  ['a role that is gone', account, { verb: 'get', resource: 'jobs', namespace: 'named' }, undefined],
])('allowedBy: %s', (_, user, attributes, expected) => {
  const named: RoleReader = {
    ...roles,
    role: (_namespace, name) => (name === 'pods' ? [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }] : undefined),
    clusterRoleBindings: () => [{ metadata: { name: 'all' }, roleRef: { kind: 'ClusterRole', name: 'nodes' }, subjects: [{ kind: 'Group', name: 'system:serviceaccounts:shop' }] }],
    roleBindings: (namespace) => ['gone', 'pods'].map((name) => ({ metadata: { name: 'reads', namespace }, roleRef: { kind: 'Role', name }, subjects: [{ kind: 'ServiceAccount', name: 'patroni', namespace: 'shop' }] })),
  };
  expect(allowedBy(user, attributes, named)).toBe(expected);
});
