import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createClient } from '../../schema/sdk/client.js';
import { startTestService, type TestService } from '../support/test-service.js';

jest.setTimeout(120_000);

let service: TestService;
beforeAll(async () => { service = await startTestService({ args: ['--no-demo', '--tls'] }); });
afterAll(async () => { await service.stop(); });

test('with --tls queries and subscriptions are encrypted, for clients that trust ca.crt', async () => {
  expect(service.url).toMatch(/^https:/);
  const ca = readFileSync(path.join(service.dataDir, 'ca.crt'), 'utf8');
  const client = createClient({ url: service.url, token: service.token, ca });
  try {
    expect((await client.viewer()).viewer.name).toBe('admin');
    const events = client.clustersChanged({})[Symbol.asyncIterator]();
    const first = events.next();
    expect((await client.clusters()).clusters.totalCount).toBe(0);
    await events.return?.();
    await first.catch(() => undefined);
  } finally {
    await client.close();
  }
});

test('other clients are refused', async () => {
  const stranger = createClient({ url: service.url, token: service.token });
  await expect(stranger.viewer()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await stranger.close();
  await expect(fetch(service.url.replace('https:', 'http:'))).rejects.toThrow();
});
