import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { statSync } from 'node:fs';
import path from 'node:path';
import { createClient, type PgoClient } from '../../schema/sdk/client.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf } from '../support/test-client.js';

jest.setTimeout(120_000);

let service: SharedService;
beforeAll(async () => { service = await sharedService(); });

describe.each<[string, () => string | undefined]>([
  ['no token', () => undefined],
  ['a wrong token', () => 'wrong'],
  ['a token that is one letter off', () => `${service.token.slice(0, -1)}${service.token.endsWith('A') ? 'B' : 'A'}`],
  ['the token with something after it', () => `${service.token}x`],
])('with %s', (_name, token) => {
  let client: PgoClient;
  beforeAll(() => { client = createClient({ url: service.url, token: token(), reconnectAttemptsMax: 0 }); });
  afterAll(async () => client.close());

  test('a query is UNAUTHENTICATED', async () => {
    await expect(client.clusters()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(client.viewer()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('a mutation is UNAUTHENTICATED', async () => {
    await expect(client.createCluster({ input: { namespace: 'default', name: 'thief' } })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('a subscription is refused when it is opened', async () => {
    const events = client.clustersChanged({})[Symbol.asyncIterator]();
    await expect(events.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

test('the administrator is let in, and its token is readable by its owner only', async () => {
  const client = clientOf(service);
  try {
    expect((await client.viewer()).viewer.bindings).toEqual([{ role: 'admin', namespaces: ['*'] }]);
  } finally {
    await client.close();
  }
  expect(statSync(path.join(service.dataDir, 'admin.token')).mode & 0o777).toBe(0o600);
  expect(statSync(service.dataDir).mode & 0o777).toBe(0o700);
});

test('the explorer page needs no other host', async () => {
  const answer = await fetch(`${service.url}/`, { headers: { accept: 'text/html' } });
  expect(answer.status).toBe(200);
  const page = await answer.text();
  expect(page).toContain('<html');
  expect([...page.matchAll(/<(?:script|link|img)[^>]+(?:src|href)=["'](https?:\/\/[^"']+)/g)].map((match) => match[1])).toEqual([]);
});

test('it says that it is alive and ready', async () => {
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
});
