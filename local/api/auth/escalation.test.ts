import { expect, test } from '@jest/globals';
import type { KubeObject } from '../../object.js';
import { refuseEscalation } from './escalation.js';
import type { PolicyRule, RoleReader } from './rbac.js';

const everything: readonly PolicyRule[] = [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, { verbs: ['*'], nonResourceURLs: ['*'] }];
const pods: PolicyRule = { verbs: ['get'], apiGroups: [''], resources: ['pods'] };
const roles: RoleReader = {
  clusterRole: (name) => ({ all: everything, some: [pods, { verbs: ['create', 'escalate'], apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'] }] })[name],
  role: () => undefined,
  clusterRoleBindings: () => ['all', 'some'].map((name) => ({ roleRef: { kind: 'ClusterRole', name }, subjects: [{ kind: 'User', name }] })),
  roleBindings: () => [],
};
const role = (more: object): KubeObject => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'r' }, ...more });
const aggregated = role({ aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } });

test.each<[string, string, KubeObject, string | undefined]>([
  ['rights that one holds may be given on', 'none', role({ rules: [] }), undefined],
  ['others may not', 'none', role({ rules: [pods] }), 'user is attempting to grant RBAC permissions not currently held'],
  ['unless one may escalate', 'some', role({ rules: everything }), undefined],
  ['but a role that gathers others takes every right', 'some', aggregated, 'must have cluster-admin privileges to use an aggregationRule'],
  ['which an administrator has', 'all', aggregated, undefined],
])('refuseEscalation: %s', (_, username, object, why) => {
  const write = (): void => refuseEscalation({ username, groups: [] }, { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' }, object, roles);
  if (why === undefined) expect(write).not.toThrow();
  else expect(write).toThrow(why);
});
