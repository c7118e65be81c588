import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { createClient, type PgoClient } from '../../schema/sdk/client.js';
import { documentIdOf as idInSdk } from '../../schema/sdk/document-id.js';
import { ViewerDocument } from '../../schema/sdk/generated/operations.js';
import { startTestServer, type TestServer } from '../../test/fake/test-server.js';
import { documentIdOf } from './trusted-documents.js';

const id = documentIdOf(ViewerDocument.toString());
const own = '{ viewer { name } }';

test('client and server name a document alike', async () => {
  expect(await idInSdk(ViewerDocument.toString())).toBe(id);
});

const start = async (trustedDocumentsOnly: boolean): Promise<{ server: TestServer; client: PgoClient; sent: string[]; post: (body: unknown) => Promise<{ status: number; body: unknown }>; close: () => Promise<void> }> => {
  const server = await startTestServer({}, { trustedDocumentsOnly });
  server.kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'team', name: 'hippo', labels: {} }, spec: {} });
  const sent: string[] = [];
  const client = createClient({
    url: server.server.url, token: server.token, reconnectAttemptsMax: 0,
    fetch: (url, init) => {
      sent.push(...Object.keys(JSON.parse(String(init?.body)) as object));
      return fetch(url, init);
    },
  });
  const post = async (body: unknown): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(`${server.server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` }, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  };
  return { server, client, sent, post, close: async () => { await client.close(); await server.server.close(); } };
};

describe.each([['any document', false], ['trusted documents only', true]])('a server that answers %s', (_name, trustedDocumentsOnly) => {
  let it: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => { it = await start(trustedDocumentsOnly); });
  afterAll(async () => it.close());

  test('answers the SDK, which sends ids', async () => {
    expect((await it.client.viewer()).viewer.name).toBe('admin');
    expect(it.sent).toContain('documentId');
    expect(it.sent).not.toContain('query');
    const events = it.client.clusterChanged({ namespace: 'team', name: 'hippo' });
    expect((await events.next()).value).toMatchObject({ clusterChanged: { name: 'hippo' } });
    await events.return?.();
  });

  test.each([[documentIdOf('{ serverInfo }')], [''], ['sha256:'], [7], [{ toString: 'x' }], [['a']]])('knows no document %p', async (documentId) => {
    expect(await it.post({ documentId })).toMatchObject({ status: 404, body: { errors: [{ extensions: { code: 'NOT_FOUND', field: 'documentId' } }] } });
  });
});

describe('trusted documents only', () => {
  let it: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => { it = await start(true); });
  afterAll(async () => it.close());
  const refusal = { code: 'FORBIDDEN', field: 'query' };

  test.each([
    ['a text', { query: own }], ['the text of a trusted one', { query: ViewerDocument.toString() }], ['nothing', {}], ['a hash that Apollo would keep a text by', { query: own, extensions: { persistedQuery: { version: 1, sha256Hash: id.slice(7) } } }],
    ['an empty id', { query: own, documentId: null }],
  ])('%s is FORBIDDEN', async (_name, body) => {
    expect(await it.post(body)).toMatchObject({ status: 403, body: { errors: [{ extensions: refusal }] } });
  });

  test('so are a list of them, and a document over WebSocket, and fields of one\'s own over REST', async () => {
    expect((await it.post([{ query: own }])).status).toBe(400);
    await expect(it.client.request(own)).rejects.toMatchObject(refusal);
    await expect(it.client.subscribe(`subscription { clustersChanged { type } }`).next()).rejects.toMatchObject(refusal);
    const rest = async (path: string): Promise<number> => (await fetch(`${it.server.server.url}/api/${path}`, { headers: { authorization: `Bearer ${it.server.token}` } })).status;
    expect([await rest('viewer'), await rest('viewer?fields=name')]).toEqual([200, 400]);
  });

  test('the refusal is on record', async () => {
    const { auditLog } = await it.client.auditLog({ outcome: 'FORBIDDEN' });
    expect(auditLog.nodes[0]).toMatchObject({ account: 'admin', action: 'document', outcome: 'FORBIDDEN' });
  });
});

test('a document of another version goes as text once the server said that it has not got it', async () => {
  const asked: object[] = [];
  const client = createClient({
    url: 'http://server', fetch: async (_url, init) => {
      const body = JSON.parse(String(init?.body)) as { documentId?: string };
      asked.push(Object.keys(body));
      const unknown = { errors: [{ message: 'Not here.', extensions: { code: 'NOT_FOUND', field: 'documentId' } }] };
      return new Response(JSON.stringify(body.documentId === undefined ? { data: { viewer: { name: 'ann', bindings: [] } } } : unknown));
    },
  });
  expect((await client.viewer()).viewer.name).toBe('ann');
  expect(asked).toEqual([['documentId'], ['query']]);
});
