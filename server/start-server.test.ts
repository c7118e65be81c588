import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { POSTGRES_CLUSTER } from '../kube/kinds.js';
import { type TestServer, startTestServer } from '../test/fake/test-server.js';

let it: TestServer;
beforeEach(async () => { it = await startTestServer({ bodyBytesMax: 20_000, tokensMax: 500, depthMax: 7, aliasesMax: 5, costMax: 400 }); });
afterEach(async () => it.server.close());

const CREATE = 'mutation ($input: CreateClusterInput!) { createCluster(input: $input) { cluster { id name state } operation { id } plan { summary } } }';

describe('who asks', () => {
  test.each([
    ['no token', {}],
    ['an empty one', { authorization: 'Bearer ' }],
    ['a wrong one', { authorization: 'Bearer pgo_wrong' }],
    ['another scheme', { authorization: 'Basic YTpi' }],
  ])('with %s gets UNAUTHENTICATED', async (_name, headers: { authorization?: string }) => {
    const { status, body } = await it.ask('{ viewer { name } }', {}, { authorization: '', ...headers });
    expect(status).toBe(401);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', suggestion: expect.stringContaining('Bearer TOKEN') });
    expect(body.data).toBeUndefined();
  });

  test('with the token is the administrator', async () => {
    const { body } = await it.ask('{ viewer { name bindings { role namespaces } can(permission: DELETE_CLUSTER, namespace: "x") } }');
    expect(body.data).toEqual({ viewer: { name: 'admin', bindings: [{ role: 'admin', namespaces: ['*'] }], can: true } });
  });

  test('is not known before the accounts have been read: UNAVAILABLE', async () => {
    it.kube.isSynced = false;
    const { status, body } = await it.ask('{ viewer { name } }', {}, { authorization: 'Bearer pgo_unknown' });
    it.kube.isSynced = true;
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);
  });
});

describe('a limit', () => {
  const nested = `{ clusters { edges { node { operations { edges { node { steps { name } } } } } } } }`;
  test.each([
    ['of depth', nested, /depth limit of 7/i],
    ['of aliases', `{ ${['a', 'b', 'c', 'd', 'e', 'f'].map((alias) => `${alias}: serverInfo`).join(' ')} }`, /Aliases limit of 5/i],
    ['of tokens', `{ ${'serverInfo '.repeat(600)} }`, /500 tokens/],
    ['of cost', `{ ${'clusters { nodes { instances { name } conditions { type } labels { key } } edges { node { instances { name } conditions { type } labels { key } } } } '.repeat(12)} }`, /Cost limit of 400/],
  ])('%s is named', async (_name, query, sentence) => {
    const { body } = await it.ask(query);
    expect(body.errors?.[0]?.message).toMatch(sentence);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', suggestion: expect.stringContaining('serverInfo') });
  });

  test('of the body is named', async () => {
    const { status, body } = await it.ask('{ serverInfo }', { long: 'x'.repeat(30_000) });
    expect([status, body.errors?.[0]?.extensions.code, body.errors?.[0]?.message]).toEqual([413, 'BAD_USER_INPUT', expect.stringContaining('20000 bytes')]);
  });

  test('of the page is named', async () => {
    const { body } = await it.ask('{ clusters(first: 101) { totalCount } }');
    expect(body.errors?.[0]).toMatchObject({ message: expect.stringContaining('between 1 and 100'), extensions: { code: 'BAD_USER_INPUT', field: 'first' } });
  });
});

describe('requests that are none', () => {
  test.each([
    ['no JSON', { body: '{', type: 'application/json' }, 400],
    ['a form, which a foreign page could send', { body: 'query=x', type: 'application/x-www-form-urlencoded' }, 415],
    ['plain text, which a foreign page could send', { body: '{"query":"{serverInfo}"}', type: 'text/plain' }, 400],
  ])('%s is refused', async (_name, { body, type }, status) => {
    const response = await fetch(`${it.server.url}/graphql`, { method: 'POST', headers: { 'content-type': type, authorization: `Bearer ${it.token}` }, body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test('GET is refused', async () => {
    const response = await fetch(`${it.server.url}/graphql?query={serverInfo}`, { headers: { authorization: `Bearer ${it.token}` } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('an error', () => {
  test('of ours is masked, with a correlation id that is the request\'s', async () => {
    it.kube.fail('create', 'PostgresCluster', new Error('password=hunter2'));
    const { body, headers } = await it.ask(CREATE, { input: { namespace: 'team', name: 'hippo' } }, { 'x-correlation-id': 'mine-1' });
    expect(headers.get('x-correlation-id')).toBe('mine-1');
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL', correlationId: 'mine-1' });
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  test.each([
    ['a value in a variable', CREATE, { input: { namespace: 'team', name: 'a', storageSize: 'huge' } }, 'storageSize'],
    ['a value in the text', 'mutation { createCluster(input: { namespace: "team", name: "a", replicas: "two" }) { plan { summary } } }', {}, 'replicas'],
    ['a field that is missing', CREATE, { input: { namespace: 'team' } }, 'name'],
    ['a rule of ours', CREATE, { input: { namespace: 'team', name: 'A' } }, 'name'],
    ['a parameter', CREATE, { input: { namespace: 'team', name: 'a', parameters: { wrok_mem: '1MB' } } }, 'parameters'],
  ])('about %s names its field', async (_name, query, variables, field) => {
    const { body } = await it.ask(query, variables);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field, suggestion: expect.stringMatching(/./) });
    expect(it.kube.writes.filter((write) => write.includes('Postgres'))).toEqual([]);
  });
});

test('health, readiness and metrics are there for who asks', async () => {
  const get = async (path: string): Promise<[number, string]> => {
    const response = await fetch(`${it.server.url}${path}`);
    return [response.status, await response.text()];
  };
  expect(await get('/healthz')).toEqual([200, 'ok\n']);
  expect(await get('/readyz')).toEqual([200, 'ok\n']);
  it.kube.isSynced = false;
  expect(await get('/readyz')).toEqual([503, expect.stringContaining('not synced')]);
  await it.ask('{ viewer { name } }');
  expect((await get('/metrics'))[1]).toContain('pgo_graphql_operations_total{type="query",field="viewer",outcome="OK"} 1');
  expect(await get('/nothing')).toEqual([404, expect.stringContaining('NOT_FOUND')]);
});

test('node finds clusters and operations by their ids, and nothing by others', async () => {
  const { body } = await it.ask(CREATE, { input: { namespace: 'team', name: 'hippo' } });
  const { cluster, operation } = (body.data as unknown as { createCluster: { cluster: { id: string }; operation: { id: string } } }).createCluster;
  const find = async (id: string): Promise<unknown> => (await it.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).body.data;
  expect(await find(cluster.id)).toEqual({ node: { __typename: 'Cluster', id: cluster.id } });
  expect(await find(operation.id)).toEqual({ node: { __typename: 'Operation', id: operation.id } });
  expect(await find('no id')).toEqual({ node: null });
  expect(it.kube.cache.get(POSTGRES_CLUSTER, { namespace: 'team', name: 'hippo' })?.spec.replicas).toBe(0);
});
