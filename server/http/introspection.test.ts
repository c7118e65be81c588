import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';

let open: TestServer;
let closed: TestServer;
beforeAll(async () => {
  open = await startTestServer();
  closed = await startTestServer({}, { introspection: false });
});
afterAll(async () => { await Promise.all([open.server.close(), closed.server.close()]); });

const SCHEMA = '{ __schema { queryType { name } } }';

const overWebSocket = async ({ server, token }: TestServer, query: string): Promise<unknown> => {
  const client = createClient({ url: `${server.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${token}` }, retryAttempts: 0 });
  try {
    return await new Promise((resolve) => { client.subscribe({ query }, { next: resolve, error: resolve, complete: () => resolve(undefined) }); });
  } finally {
    await client.dispose();
  }
};

test('tells the schema, and what a wrong name may have meant', async () => {
  expect((await open.ask(SCHEMA)).body.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  expect((await open.ask('{ viewr { name } }')).body.errors?.[0]?.message).toContain('Did you mean "viewer"');
  expect(JSON.stringify(await overWebSocket(open, SCHEMA))).toContain('"name":"Query"');
});

test('tells neither when it is turned off, on either transport', async () => {
  expect((await closed.ask(SCHEMA)).body.errors?.[0]?.message).toMatch(/introspection/i);
  expect((await closed.ask('{ viewr { name } }')).body.errors?.[0]?.message).toMatch(/^Cannot query field "viewr" on type "Query"\.(?! Did)/);
  const answers = [await overWebSocket(closed, SCHEMA), await overWebSocket(closed, '{ viewr { name } }')].map((answer) => JSON.stringify(answer));
  expect(answers).toEqual([expect.stringMatching(/introspection/i), expect.not.stringContaining('Did you mean')]);
  expect((await closed.ask('{ viewer { name __typename } }')).body.data).toEqual({ viewer: { name: 'admin', __typename: 'Viewer' } });
});
