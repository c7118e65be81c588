import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { statSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import { MAXIMUM_BODY_BYTES } from './http/body.js';
import { TestApi, watchEvents } from './testing/test-api.js';

const MAPS = '/api/v1/namespaces/default/configmaps';
const map = (name: string, data: Record<string, string> = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

let server: TestApi;
beforeAll(async () => {
  server = await TestApi.start();
});
afterAll(() => server.stop());

test('what it keeps for itself is its owner\'s alone', () => {
  for (const file of ['kubeconfig', 'api/identity/ca.pem', 'api/identity/admin.token', 'api/identity/service-accounts.pem']) {
    expect(statSync(path.join(server.directory, file)).mode & 0o077).toBe(0);
  }
});

describe('limits', () => {
  test('a body beyond the limit is refused with 413, and the next request is served', async () => {
    const { code, body } = await server.request('POST', MAPS, map('large', { x: 'x'.repeat(MAXIMUM_BODY_BYTES) }));
    expect([code, body.reason]).toEqual([413, 'RequestEntityTooLarge']);
    expect((await server.request('GET', '/version')).code).toBe(200);
  });

  test('requests beyond those in work are refused with 429 and Retry-After', async () => {
    const small = await TestApi.start({ maximumRequestsInFlight: 2 });
    // A body that does not arrive keeps a request in work.
    const started = await Promise.all([unfinished(small), unfinished(small)]);
    const { code, body, headers } = await small.request('GET', '/version');
    expect([code, body.reason, headers['retry-after']]).toEqual([429, 'TooManyRequests', '1']);
    for (const end of started) end();
    await small.stop();
  });
});

/** A request whose head has arrived and whose body has not. Answers how to give it up. */
async function unfinished(api: TestApi): Promise<() => void> {
  const sent = request(api.options('POST', MAPS, { 'Content-Type': 'application/json', 'Content-Length': '100', Expect: '100-continue' }));
  sent.on('error', () => undefined);
  const accepted = new Promise((resolve) => sent.once('continue', resolve));
  sent.flushHeaders();
  await accepted;
  return () => sent.destroy();
}

describe('watches', () => {
  test('a watch goes on over a restart from the version it has seen', async () => {
    const first = await server.request('POST', MAPS, map('before'));
    const seen = (first.body.metadata as { resourceVersion: string }).resourceVersion;
    await server.request('POST', MAPS, map('missed', { a: '1' }));
    await server.request('PATCH', `${MAPS}/missed`, { data: { a: '2' } });
    await server.request('DELETE', `${MAPS}/before`);
    await server.restart();
    const watch = await server.open('GET', `${MAPS}?watch=true&resourceVersion=${seen}`);
    const events: string[] = [];
    for await (const { type, object } of watchEvents(watch)) {
      events.push(`${type} ${object.metadata.name}`);
      if (events.length === 3) break;
    }
    expect(events).toEqual(['ADDED missed', 'MODIFIED missed', 'DELETED before']);
  });

  test('a version that was never given out ends with 410', async () => {
    const { body } = await server.request('POST', MAPS, map('now'));
    const now = Number((body.metadata as { resourceVersion: string }).resourceVersion);
    await server.restart();
    // A start skips versions: those between were never given out, whatever a power failure took back.
    const { text } = await server.request('GET', `${MAPS}?watch=true&resourceVersion=${now + 500}`);
    expect(JSON.parse(text)).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
  });

  test('a client that reads nothing does not hold up the others, and goes on where it stopped', async () => {
    const slow = await server.open('GET', `${MAPS}?watch=true&labelSelector=big`);
    slow.pause();
    const value = 'x'.repeat(200_000);
    const count = 40;
    for (let index = 0; index < count; index += 1) {
      await server.request('PUT', `${MAPS}/big`, { ...map('big', { value, index: String(index) }), metadata: { name: 'big', labels: { big: 'yes' } } }).then(async ({ code }) => {
        if (code === 404) await server.request('POST', MAPS, { ...map('big', { value, index: '0' }), metadata: { name: 'big', labels: { big: 'yes' } } });
      });
    }
    const indexes: string[] = [];
    for await (const { object } of watchEvents(slow)) {
      indexes.push((object.data as { index: string }).index);
      if (indexes.length === count) break;
    }
    expect(indexes).toEqual(Array.from({ length: count }, (_, index) => String(index)));
  });
});

test('objects and credentials survive a restart, and versions grow', async () => {
  const before = await server.request('POST', MAPS, map('kept', { a: 'b' }));
  const token = server.api.adminToken;
  await server.restart();
  expect(server.api.adminToken).toBe(token);
  const after = await server.request('GET', `${MAPS}/kept`);
  expect(after.body).toEqual(before.body);
  const next = await server.request('POST', MAPS, map('next'));
  const version = ({ body }: { body: Record<string, unknown> }) => Number((body.metadata as { resourceVersion: string }).resourceVersion);
  expect(version(next)).toBeGreaterThan(version(before));
});
