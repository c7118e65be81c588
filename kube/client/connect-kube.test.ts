import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONFIG_MAP } from '../core-kinds.js';
import { KubeError } from '../kube-error.js';
import { connectKube } from './connect-kube.js';
import type { KubeConnection } from './kube-connection.js';

interface Seen { method: string; url: string; type?: string; authorization?: string; body: string }
type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const json = (code: number, body: object, headers: Record<string, string> = {}): Answer => (response) => {
  response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const refused = (code: number, reason: string): Answer => json(code, { kind: 'Status', reason, message: `no: ${reason}`, details: { causes: [{ field: 'f' }] } });
const cut: Answer = (_response, request) => void request.socket.destroy();

describe('the client', () => {
  let server: Server | undefined;
  let client: KubeConnection | undefined;
  const seen: Seen[] = [];

  /** Serves the answers in order; a request beyond them is answered 599. */
  const serve = async (...answers: Answer[]): Promise<KubeConnection> => {
    seen.length = 0;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString())).on('end', () => {
        const { method = '', url = '', headers } = request;
        seen.push({ method, url, type: headers['content-type'], authorization: headers.authorization, body });
        (answers.shift() ?? json(599, {}))(response, request);
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = connectKube(
      { server: `http://127.0.0.1:${port}`, headers: () => Promise.resolve({ authorization: 'Bearer t' }) },
      { settings: { retry: { minMs: 1, maxMs: 2, attemptsMax: 3 } }, random: () => 0 },
    );
    return client;
  };
  afterEach(async () => {
    await client?.close();
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  });

  const key = { namespace: 'n', name: 'a' };
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...key } };
  const manager = { manager: 'm' };

  it('applies on the server with manager and force', async () => {
    const kube = await serve(json(200, object));
    await kube.apply(CONFIG_MAP, object, { ...manager, dryRun: true });
    expect(seen).toEqual([{
      method: 'PATCH', url: '/api/v1/namespaces/n/configmaps/a?fieldManager=m&force=true&dryRun=All',
      type: 'application/apply-patch+yaml', authorization: 'Bearer t', body: JSON.stringify(object),
    }]);
  });

  it('gives undefined for what is not there', async () => {
    const kube = await serve(refused(404, 'NotFound'), refused(404, 'NotFound'));
    expect(await kube.get(CONFIG_MAP, key)).toBeUndefined();
    expect(await kube.delete(CONFIG_MAP, key)).toBe(false);
  });

  it('lists every page and makes the items whole', async () => {
    const kube = await serve(
      json(200, { metadata: { resourceVersion: '5', continue: 'c1' }, items: [{ metadata: { name: 'a' } }] }),
      json(200, { metadata: { resourceVersion: '5' }, items: [{ metadata: { name: 'b' } }] }),
    );
    const found = await kube.list(CONFIG_MAP, { namespace: 'n', labelSelector: 'x=y' });
    expect(found).toEqual(['a', 'b'].map((name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })));
    expect(seen.map(({ url }) => url)).toEqual([
      '/api/v1/namespaces/n/configmaps?labelSelector=x%3Dy&limit=500', '/api/v1/namespaces/n/configmaps?labelSelector=x%3Dy&limit=500&continue=c1',
    ]);
  });

  const retries: { name: string; answers: Answer[]; create?: boolean; requests: number; code?: number }[] = [
    { name: 'tries a read again after a cut connection', answers: [cut, json(200, object)], requests: 2 },
    { name: 'tries a read again after 500 and 503', answers: [refused(500, 'InternalError'), refused(503, 'ServiceUnavailable'), json(200, object)], requests: 3 },
    { name: 'gives up after the last try', answers: [refused(500, 'a'), refused(500, 'b'), refused(500, 'c')], requests: 3, code: 500 },
    { name: 'never repeats a create that may have been done', answers: [cut], create: true, requests: 1, code: 0 },
    { name: 'repeats a create that was turned away', answers: [refused(429, 'TooManyRequests'), json(201, object)], create: true, requests: 2 },
    { name: 'applies again after a webhook that timed out', answers: [refused(500, 'InternalError'), refused(504, 'Timeout'), json(200, object)], requests: 3 },
    { name: 'tells an expired token at once, for a loop to try again with a new one', answers: [refused(401, 'Unauthorized')], requests: 1, code: 401 },
    { name: 'never repeats a create that a webhook may have let through', answers: [refused(500, 'InternalError')], create: true, requests: 1, code: 500 },
    { name: 'tells a conflict at once', answers: [refused(409, 'Conflict')], requests: 1, code: 409 },
  ];
  it.each(retries)('$name', async ({ answers, create, requests, code }) => {
    const kube = await serve(...answers);
    const call = create === true ? kube.create(CONFIG_MAP, object, manager) : kube.get(CONFIG_MAP, key);
    if (code === undefined) expect(await call).toEqual(object);
    else await expect(call).rejects.toMatchObject({ name: 'KubeError', code });
    expect(seen).toHaveLength(requests);
  });

  it('waits as long as it is told to before it asks a busy server again', async () => {
    const answeredAt: number[] = [];
    const note = (answer: Answer): Answer => (response, request) => {
      answeredAt.push(performance.now());
      answer(response, request);
    };
    const kube = await serve(note(json(429, { kind: 'Status', reason: 'TooManyRequests' }, { 'retry-after': '1' })), note(json(200, object)));
    expect(await kube.apply(CONFIG_MAP, object, manager)).toEqual(object);
    // Timers may be a little early.
    expect((answeredAt[1] ?? 0) - (answeredAt[0] ?? 0)).toBeGreaterThan(990);
  });

  it('asks each time who it is, so that a token that was replaced counts from the next request on', async () => {
    const tokens = ['old', 'new'];
    await serve(refused(401, 'Unauthorized'), json(200, object));
    const kube = connectKube({ server: `http://127.0.0.1:${(server?.address() as AddressInfo).port}`, headers: () => Promise.resolve({ authorization: `Bearer ${tokens.shift()}` }) });
    await expect(kube.get(CONFIG_MAP, key)).rejects.toMatchObject({ code: 401 });
    expect(await kube.get(CONFIG_MAP, key)).toEqual(object);
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer old', 'Bearer new']);
    await kube.close();
  });

  it('ends a watch that has gone silent, so that it is begun anew', async () => {
    const kube = await serve((response) => void response.write('{"type":"ADDED","object":{"metadata":{"name":"a"}}}\n'));
    const events: string[] = [];
    for await (const { type, object: { metadata } } of kube.watch(CONFIG_MAP, {}, { resourceVersion: '1', signal: new AbortController().signal, idleTimeoutMs: 300 })) events.push(`${type} ${metadata.name}`);
    expect(events).toEqual(['BOOKMARK ', 'ADDED a']);
  });

  it('carries reason, message and causes of a refusal', async () => {
    const kube = await serve(refused(422, 'Invalid'));
    const error = await kube.create(CONFIG_MAP, object, manager).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(KubeError);
    expect(error).toMatchObject({ code: 422, reason: 'Invalid', message: 'no: Invalid', causes: [{ field: 'f' }] });
  });

  it('reads events across chunks and turns an ERROR event into an error', async () => {
    const kube = await serve((response) => {
      response.write('{"type":"ADDED","object":{"metadata":{"na');
      response.end('me":"a"}}}\n{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"old"}}\n');
    });
    const events: string[] = [];
    const reading = (async () => {
      const from = { resourceVersion: '1', signal: new AbortController().signal, idleTimeoutMs: 5000 };
      for await (const { type, object: { metadata } } of kube.watch(CONFIG_MAP, {}, from)) events.push(`${type} ${metadata.name}`);
    })();
    await expect(reading).rejects.toMatchObject({ code: 410, reason: 'Expired' });
    expect(events).toEqual(['BOOKMARK ', 'ADDED a']);
    expect(seen[0]?.url).toContain('allowWatchBookmarks=true');
  });
});
