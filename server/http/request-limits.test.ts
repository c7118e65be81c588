import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import WebSocket from 'ws';
import { systemClock } from '../../kube/clock.js';
import { createClient } from '../../schema/sdk/client.js';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';

let nowMs: number;
let it: TestServer;

const rest = async (path: string, { token = it.token, ...init }: { token?: string; method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<{ status: number; code: string | undefined; message: string | undefined }> => {
  const response = await fetch(`${it.server.url}/api${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  const { errors } = await response.json() as { errors?: { message: string; extensions: { code: string } }[] };
  return { status: response.status, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
};

/** Spends all that the account has left at once. */
const spend = async (requests: number): Promise<void> => {
  for (let request = 0; request < requests; request += 1) expect((await it.ask('{ viewer { name } }')).status).toBe(200);
};

describe('the requests of one account', () => {
  beforeEach(async () => {
    nowMs = Date.now();
    it = await startTestServer({ requestsBurstMax: 5, requestsPerSecondMax: 2 }, { clock: { ...systemClock, now: () => nowMs } });
  });
  afterEach(async () => it.server.close());

  test('beyond its budget are refused on every way in, and again answered as time passes', async () => {
    await spend(5);
    expect(await it.ask('{ viewer { name } }')).toMatchObject({ status: 429, body: { errors: [{ message: expect.stringContaining('more than 2 requests a second'), extensions: { code: 'RATE_LIMITED', suggestion: expect.stringMatching(/./) } }] } });
    expect(await rest('/viewer')).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    const client = createClient({ url: it.server.url, token: it.token, reconnectAttemptsMax: 0 });
    await expect(client.clustersChanged({}).next()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await client.close();
    nowMs += 1_000;
    await spend(2);
    expect(await rest('/viewer')).toMatchObject({ status: 429 });
  });

  test('leave those of another alone', async () => {
    const { body } = await it.ask('mutation { createAccount(input: { name: "ann", bindings: [] }) { plan { impact } } }');
    expect(body.errors).toBeUndefined();
    const made = await it.ask('mutation { createToken(input: { account: "ann", name: "t" }) { secret } }');
    const { secret } = (made.body.data as unknown as { createToken: { secret: string } }).createToken;
    await spend(3);
    expect([(await rest('/viewer')).status, (await rest('/viewer', { token: secret })).status]).toEqual([429, 200]);
  });

  test('are told in the extensions of each answer, with what it cost', async () => {
    const extensions = async (query: string): Promise<unknown> => ((await it.ask(query)).body as { extensions?: unknown }).extensions;
    expect(await extensions('{ viewer { name } }')).toEqual({ cost: { requested: expect.any(Number), max: 20_000 }, requests: { left: 4, perSecond: 2 } });
    const costs = [await extensions('{ viewer { name } }'), await extensions('{ viewer { name } clusters { nodes { name instances { name } } } }')]
      .map((one) => one as { cost: { requested: number }; requests: { left: number } });
    expect(costs.map(({ requests }) => requests.left)).toEqual([3, 2]);
    expect(costs[1]?.cost.requested).toBeGreaterThan(costs[0]?.cost.requested ?? Infinity);
  });
});

describe('over REST', () => {
  beforeAll(async () => { it = await startTestServer({ bodyBytesMax: 20_000, depthMax: 5 }); });
  afterAll(async () => it.server.close());

  test.each([
    { name: 'a body that is too large', path: '/create-cluster', init: { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"name":"${'x'.repeat(30_000)}"}` }, status: 413, message: /20000 bytes/ },
    { name: 'a page that is too long', path: '/clusters?first=101', status: 400, message: /between 1 and 100/ },
    { name: 'fields that go too deep', path: '/clusters?fields=nodes{operations{nodes{steps{name}}}}', status: 400, message: /depth limit of 5/i },
  ])('$name is refused as everywhere', async ({ path, init, status, message }) => {
    expect(await rest(path, init)).toEqual({ status, code: 'BAD_USER_INPUT', message: expect.stringMatching(message) });
  });
});

test('a WebSocket that does not begin is closed', async () => {
  it = await startTestServer({ connectionInitTimeoutMs: 50 });
  const socket = new WebSocket(`${it.server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  expect((await once(socket, 'close'))[0]).toBe(4408);
  await it.server.close();
});

describe('a page of another origin', () => {
  beforeAll(async () => { it = await startTestServer(); });
  afterAll(async () => it.server.close());

  const origin = 'https://evil.example.com';
  const body = '{"namespace":"team","name":"x"}';

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])('changes nothing over REST by %s, which a browser sends without asking', async (type) => {
    expect((await rest('/create-cluster', { method: 'POST', headers: { origin, 'content-type': type }, body })).code).toBe('BAD_USER_INPUT');
    expect(it.kube.writes.filter((write) => write.includes('PostgresCluster'))).toEqual([]);
  });

  test.each(['/graphql', '/api/create-cluster'])('is not let through to %s when its browser asks first', async (path) => {
    const response = await fetch(`${it.server.url}${path}`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(response.ok).toBe(false);
  });

  test.each([[origin, false], ['null', false], ['no URL', false], [undefined, true]])('opens no WebSocket: %s', async (from, isOpened) => {
    const socket = new WebSocket(`${it.server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', from === undefined ? {} : { headers: { origin: from } });
    const outcome = await once(socket, 'open').then(() => 'opened', String);
    socket.terminate();
    expect(outcome).toEqual(isOpened ? 'opened' : expect.stringContaining('403'));
  });

  test('of the server itself does', async () => {
    const socket = new WebSocket(`${it.server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { origin: it.server.url } });
    await once(socket, 'open');
    socket.terminate();
  });
});
