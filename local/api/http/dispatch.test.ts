import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestApi, type Answer } from '../testing/test-api.js';

const NAMESPACES = '/api/v1/namespaces';
const MAPS = `${NAMESPACES}/default/configmaps`;
const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
const APPLY = { 'Content-Type': 'application/apply-patch+yaml' };

let server: TestApi;
beforeAll(async () => {
  server = await TestApi.start();
});
afterAll(() => server.stop());

test.each(['default', 'kube-system', 'kube-public'])('the namespace %s may not be deleted', async (name) => {
  const { code, body } = await server.request('DELETE', `${NAMESPACES}/${name}`);
  expect([code, body.reason, body.message]).toEqual([403, 'Forbidden', `namespaces "${name}" is forbidden: this namespace may not be deleted`]);
  expect((await server.request('GET', `${NAMESPACES}/${name}`)).body).toMatchObject({ status: { phase: 'Active' } });
});

test('aggregated discovery has a tag, which changes with what is served', async () => {
  const ask = (headers: Record<string, string> = {}): Promise<Answer> => server.request('GET', '/apis', undefined, { Accept: AGGREGATED, ...headers });
  const first = await ask();
  const tag = first.headers.etag ?? '';
  expect(tag).toMatch(/^"[0-9A-F]{128}"$/);
  const again = await ask({ 'If-None-Match': tag });
  expect([again.code, again.text]).toEqual([304, '']);
  const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } };
  const made = await server.request('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'gadgets.test.example.com' },
    spec: { group: 'test.example.com', scope: 'Namespaced', names: { plural: 'gadgets', singular: 'gadget', kind: 'Gadget', listKind: 'GadgetList' }, versions: [version] },
  });
  expect(made.code).toBe(201);
  const changed = await ask({ 'If-None-Match': tag });
  expect(changed.code).toBe(200);
  expect(changed.headers.etag).not.toBe(tag);
});

test('an apply or PUT that makes an object takes the right to create, beside that to patch or update', async () => {
  const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/default';
  const as = { 'Impersonate-User': 'writer' };
  await server.request('POST', `${rbac}/roles`, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'w' }, rules: [{ verbs: ['patch', 'update'], apiGroups: [''], resources: ['configmaps'] }] });
  await server.request('POST', `${rbac}/rolebindings`, {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'w' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'w' }, subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'writer' }],
  });
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' }, data: { a: 'b' } };
  const apply = (): Promise<Answer> => server.request('PATCH', `${MAPS}/m?fieldManager=test`, map, { ...APPLY, ...as });
  const refused = await apply();
  expect([refused.code, refused.body.message]).toEqual([403, 'configmaps "m" is forbidden: User "writer" cannot create resource "configmaps" in API group "" in the namespace "default"']);
  expect((await server.request('GET', `${MAPS}/m`)).code).toBe(404);
  await server.request('POST', MAPS, map);
  expect((await apply()).code).toBe(200);
  const rights = [{ verbs: ['create', 'patch'], apiGroups: [''], resources: ['configmaps'] }];
  await server.request('PATCH', `${rbac}/roles/w`, { rules: rights });
  await server.request('DELETE', `${MAPS}/m`);
  expect((await apply()).code).toBe(201);
});

test.each([
  ['sendInitialEvents=true', 'sendInitialEvents is forbidden for list'],
  ['sendInitialEvents=false&resourceVersionMatch=NotOlderThan&resourceVersion=0', 'sendInitialEvents is forbidden for list'],
  ['resourceVersionMatch=NotOlderThan&resourceVersion=0&continue=x', 'resourceVersionMatch is forbidden when continue is provided'],
  ['resourceVersionMatch=NotOlderThan', 'resourceVersionMatch is forbidden unless resourceVersion is provided'],
])('a list refuses %s', async (query, why) => {
  const { code, body } = await server.request('GET', `${MAPS}?${query}`);
  expect([code, body.reason]).toEqual([422, 'Invalid']);
  expect(body.message).toContain(why);
});
