import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';
import { parseFields } from './rest-operation.js';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
  it.kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'team', name: 'hippo' }, spec: { replicas: 1 } });
});
afterAll(async () => it.server.close());

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<[number, Record<string, never>]> => {
  const init = { method, headers: { authorization: `Bearer ${it.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers } };
  const response = await fetch(`${it.server.url}/api${path}`, { ...init, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
  return [response.status, await response.json() as Record<string, never>];
};
const input = { namespace: 'team', name: 'rest' };

describe('the HTTP resources', () => {
  test.each<[string, ...unknown[]]>([
    ['a list', 'GET', '/clusters?namespace=team&first=1', undefined, 200, { totalCount: 1, nodes: [{ name: 'hippo', replicas: 1 }] }],
    ['one object', 'GET', '/cluster/team/hippo', undefined, 200, { namespace: 'team', name: 'hippo' }],
    ['chosen fields', 'GET', '/cluster/team/hippo?fields=name,tls{enabled}', undefined, 200, { name: 'hippo', tls: { enabled: true } }],
    ['a plan', 'POST', '/create-cluster', { ...input, dryRun: true }, 200, { cluster: null, plan: { impact: 'NONE' } }],
    ['what is made', 'POST', '/create-cluster', input, 201, { cluster: { name: 'rest' } }],
    ['nothing there', 'GET', '/cluster/team/none', undefined, 404, { errors: [{ extensions: { code: 'NOT_FOUND' } }] }],
    ['what is there already', 'POST', '/create-cluster', input, 409, { errors: [{ extensions: { code: 'ALREADY_EXISTS' } }] }],
    ['a field too few', 'POST', '/create-cluster', { namespace: 'team' }, 400, { errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'name' } }] }],
    ['no JSON', 'POST', '/create-cluster', '{', 400, { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }],
    ['a parameter that is none', 'GET', '/clusters?colour=red', undefined, 400, { errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'colour' } }] }],
    ['a number that is none', 'GET', '/clusters?first=many', undefined, 400, { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }],
    ['fields that are none', 'GET', '/clusters?fields=}{', undefined, 400, { errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'fields' } }] }],
    ['the other method', 'GET', '/create-cluster', undefined, 405, { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }],
    ['nothing of ours', 'GET', '/nothing', undefined, 404, { errors: [{ extensions: { code: 'NOT_FOUND' } }] }],
  ])('answer %s', async (_name, ...rest) => {
    const [method, path, body, status, answer] = rest as [string, string, unknown, number, object];
    const result = await call(method, path, body);
    expect(result).toEqual([status, expect.anything()]);
    expect(result[1]).toMatchObject(answer);
  });

  test('know nobody without a token', async () => {
    expect(await call('GET', '/clusters', undefined, { authorization: '' })).toMatchObject([401, { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
  });

  test('take the key of a request from a header', async () => {
    const headers = { 'idempotency-key': 'k1' };
    const first = await call('POST', '/create-cluster', { namespace: 'team', name: 'keyed' }, headers);
    expect([first[0], (await call('POST', '/create-cluster', { namespace: 'team', name: 'keyed' }, headers))[0]]).toEqual([201, 201]);
    expect((await call('POST', '/create-cluster', { namespace: 'team', name: 'other' }, headers))[0]).toBe(409);
  });
});

test('are described by an OpenAPI document without a dangling reference, and by a page', async () => {
  const [status, document] = await call('GET', '/openapi.json');
  expect(status).toBe(200);
  const text = JSON.stringify(document);
  const schemas = (document as unknown as { components: { schemas: object } }).components.schemas;
  expect([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = '']) => name).filter((name) => !(name in schemas))).toEqual([]);
  expect(Object.keys((document as unknown as { paths: object }).paths)).toEqual(expect.arrayContaining(['/clusters', '/cluster/{namespace}/{name}', '/create-cluster']));
  const page = await fetch(`${it.server.url}/api`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('GET /api/cluster/{namespace}/{name}')]);
});

test.each(['name } } mutation { x { y', 'name } fragment F on Cluster { name', '...F } fragment F on Cluster { id', '', '"'])('`fields` cannot break out: %s', (fields) => {
  expect(() => parseFields(fields)).toThrow(/fields/);
});
