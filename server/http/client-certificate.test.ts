import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { PGO_ACCOUNT } from '../../kube/kinds.js';
import { createClient } from '../../schema/sdk/client.js';
import { type CertificateFiles, makeAuthority, type TestAuthority } from '../../test/fake/certificates.js';
import { startTestServer, type TestServer } from '../../test/fake/test-server.js';

type Shown = CertificateFiles | undefined;

let server: TestServer;
let authority: TestAuthority;
let own: CertificateFiles;
const shown: Record<string, Shown> = {};

const giveAccount = (name: string, identity: string, disabled = false): void => {
  server.kube.put(PGO_ACCOUNT, { metadata: { namespace: 'pgo', name }, spec: { bindings: [{ role: 'viewer', namespaces: ['*'] }], identities: [identity], disabled } });
};

beforeAll(async () => {
  authority = await makeAuthority('company');
  own = await authority.issue({ subject: 'CN=pgo', purpose: 'server', names: [{ type: 'ip', value: '127.0.0.1' }] });
  server = await startTestServer({}, { tls: { ...own, clientCa: authority.ca } });
  giveAccount('ann', 'certificate:ann');
  giveAccount('bob', 'certificate:bob@example.com');
  giveAccount('eve', 'certificate:eve', true);
  shown.ann = await authority.issue({ subject: 'CN=ann, O=company' });
  shown.bob = await authority.issue({ subject: 'O=company', names: [{ type: 'dns', value: 'host.example.com' }, { type: 'email', value: 'bob@example.com' }] });
  shown.both = await authority.issue({ subject: 'CN=ann', names: [{ type: 'email', value: 'bob@example.com' }] });
  shown.eve = await authority.issue({ subject: 'CN=eve' });
  shown.nobody = await authority.issue({ subject: 'CN=carl' });
  shown.two = await authority.issue({ subject: 'CN=ann, CN=carl' });
  shown.old = await authority.issue({ subject: 'CN=ann', notAfter: new Date(Date.now() - 60_000) });
  shown.server = await authority.issue({ subject: 'CN=ann', purpose: 'server' });
  shown.stranger = await (await makeAuthority('elsewhere')).issue({ subject: 'CN=ann' });
  shown.forger = await (await makeAuthority('company')).issue({ subject: 'CN=ann' });
});
afterAll(async () => server.server.close());

interface Sent {
  readonly certificate: Shown;
  readonly headers?: Record<string, string>;
}

const send = async (path: string, { certificate, headers = {} }: Sent, body?: object): Promise<{ status: number; body: unknown }> => {
  const request = https.request(`${server.server.url}${path}`, {
    ca: authority.ca, ...certificate, agent: false, method: body === undefined ? 'GET' : 'POST', headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  request.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = await once(request, 'response') as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: JSON.parse(await text(response)) as unknown };
};
const overHttp = async (sent: Sent): Promise<unknown> => send('/graphql', sent, { query: '{ viewer { name } }' });
const overRest = async (sent: Sent): Promise<unknown> => send('/api/viewer', sent);
const overWebSocket = async ({ certificate, headers = {} }: Sent): Promise<string> => {
  const socket = new WebSocket(`${server.server.url.replace('https', 'wss')}/graphql`, 'graphql-transport-ws', { ca: authority.ca, ...certificate, headers });
  return new Promise((resolve) => {
    socket.on('open', () => socket.send('{"type":"connection_init","payload":{}}'));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(String(data)) as { type: string; payload?: unknown };
      if (message.type === 'connection_ack') socket.send('{"id":"1","type":"subscribe","payload":{"query":"{ viewer { name } }"}}');
      if (message.type === 'next') resolve(JSON.stringify(message.payload));
      if (message.type === 'next') socket.close();
    });
    socket.on('close', (code) => resolve(`closed ${code}`));
    socket.on('error', (error) => resolve(error.message));
  });
};

describe.each([['ann', 'ann'], ['bob', 'bob'], ['both', 'ann']])('the certificate of %s is the account %s', (certificate, name) => {
  test('over HTTP, REST and WebSocket', async () => {
    const sent = { certificate: shown[certificate] };
    expect(await overHttp(sent)).toMatchObject({ status: 200, body: { data: { viewer: { name } } } });
    expect(await overRest(sent)).toMatchObject({ status: 200, body: { name } });
    expect(await overWebSocket(sent)).toBe(JSON.stringify({ data: { viewer: { name } } }));
  });
});

test.each(['nobody', 'eve', 'two', 'old', 'server', 'stranger', 'forger', 'none'])('%s does not come in', async (certificate) => {
  const sent = { certificate: shown[certificate] };
  const refusal = { status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } };
  expect(await overHttp(sent)).toMatchObject(refusal);
  expect(await overRest(sent)).toMatchObject(refusal);
  // Node itself may end a connection whose certificate is signed wrong: 1006.
  expect(await overWebSocket(sent)).toMatch(certificate === 'forger' ? /^closed (4401|1006)$/ : /^closed 4401$/);
});

test.each([
  ['another origin', { origin: 'https://evil.example.com' }], ['the same host on another port', { origin: 'https://127.0.0.1:1' }], ['no origin of its own', { origin: 'null' }],
])('a browser on a page with %s shows the certificate in vain', async (_name, headers) => {
  const sent = { certificate: shown.ann, headers };
  expect(await overHttp(sent)).toMatchObject({ status: 401 });
  expect(await overRest(sent)).toMatchObject({ status: 401 });
  expect(await send('/api/create-cluster', sent, { namespace: 'team', name: 'x' })).toMatchObject({ status: 401 });
  expect(await overWebSocket(sent)).toContain('403');
});

test.each([['cross-site', 401], ['same-site', 401], ['same-origin', 200], ['none', 200]])('a link or a form that the browser calls %s gets %d', async (site, status) => {
  expect(await overRest({ certificate: shown.ann, headers: { 'sec-fetch-site': site } })).toMatchObject({ status });
});

test('a token counts before the certificate, from whatever page, and a wrong one is not helped by it', async () => {
  const withToken = (token: string): Sent => ({ certificate: shown.ann, headers: { authorization: `Bearer ${token}`, origin: 'https://evil.example.com' } });
  expect(await overHttp(withToken(server.token))).toMatchObject({ status: 200, body: { data: { viewer: { name: 'admin' } } } });
  expect(await overHttp({ certificate: shown.ann, headers: { authorization: 'Bearer pgo_wrong' } })).toMatchObject({ status: 401 });
});

test('the SDK shows it, for subscriptions too, which end when the account may no longer come in', async () => {
  const client = createClient({ url: server.server.url, ca: authority.ca, clientCertificate: shown.bob, reconnectAttemptsMax: 0 });
  try {
    expect((await client.viewer()).viewer.name).toBe('bob');
    const events = client.clustersChanged({})[Symbol.asyncIterator]();
    const first = events.next();
    const failure = first.then(() => undefined, (error: unknown) => error);
    for (const deadline = Date.now() + 120_000; !(await openSubscriptions()) && Date.now() < deadline;) await new Promise((resolve) => setImmediate(resolve));
    giveAccount('bob', 'certificate:bob@example.com', true);
    expect(await failure).toMatchObject({ code: 'UNAUTHENTICATED' });
  } finally {
    await client.close();
    giveAccount('bob', 'certificate:bob@example.com');
  }
});

const openSubscriptions = async (): Promise<boolean> => {
  const request = https.get(`${server.server.url}/metrics`, { ca: authority.ca, agent: false });
  const [response] = await once(request, 'response') as [IncomingMessage];
  return /^pgo_graphql_subscriptions 1$/m.test(await text(response));
};

test('when the certificate of the server is replaced clients are known as before; another authority counts from then on', async () => {
  server.server.useCertificate({ ...await authority.issue({ subject: 'CN=pgo', purpose: 'server', names: [{ type: 'ip', value: '127.0.0.1' }] }), clientCa: authority.ca });
  expect(await overHttp({ certificate: shown.ann })).toMatchObject({ status: 200 });
  const other = await makeAuthority('next');
  server.server.useCertificate({ ...own, clientCa: other.ca });
  expect(await overHttp({ certificate: shown.ann })).toMatchObject({ status: 401 });
  expect(await overHttp({ certificate: await other.issue({ subject: 'CN=ann' }) })).toMatchObject({ status: 200 });
});
