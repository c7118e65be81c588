import { afterEach, describe, expect, test } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, PgoError } from './client.js';
import { documentIdOf } from './document-id.js';
import { ClusterDocument } from './generated/operations.js';
import { endpointOf } from './client-options.js';
import { EventQueue } from './event-queue.js';
import { closeCode, reconnectDelayMs } from './reconnect.js';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  })));
});

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const answering = (body: unknown, status = 200): Promise<string> => serve((request, response) => {
  request.resume().on('end', () => response.writeHead(status, { 'content-type': 'application/json', 'x-correlation-id': 'c-1' }).end(typeof body === 'string' ? body : JSON.stringify(body)));
});
const refusal = async (call: Promise<unknown>): Promise<PgoError> => {
  const outcome: unknown = await call.catch((error: unknown) => error);
  if (!(outcome instanceof PgoError)) throw new Error(`It was not refused: ${JSON.stringify(outcome)}`);
  return outcome;
};

describe('a request', () => {
  test('is the document and its variables with the token, asked for anew each time', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => { text += chunk.toString(); }).on('end', () => {
        const { documentId, variables } = JSON.parse(text) as { documentId: string; variables: unknown };
        seen.push([request.url, request.headers.authorization, documentId === id, variables]);
        response.end(JSON.stringify({ data: { cluster: null } }));
      });
    });
    const id = await documentIdOf(ClusterDocument.toString());
    let calls = 0;
    const client = createClient({ url, token: () => `t${calls += 1}` });
    expect(await client.cluster({ namespace: 'a', name: 'b' })).toEqual({ cluster: null });
    await client.cluster({ namespace: 'a', name: 'b' });
    expect(seen).toEqual(['t1', 't2'].map((token) => ['/graphql', `Bearer ${token}`, true, { namespace: 'a', name: 'b' }]));
  });

  test('that is refused says what the server said', async () => {
    const extensions = { code: 'FORBIDDEN', suggestion: 'Ask.', permission: 'SHOW_CLUSTER', field: 'namespace', correlationId: 'c-2' };
    const url = await answering({ errors: [{ message: 'You may not.', extensions }, { message: 'Nor this.' }], data: null });
    const error = await refusal(createClient({ url }).viewer());
    expect({ ...error, message: error.message }).toMatchObject({ message: 'You may not.', ...extensions, errors: [{}, { message: 'Nor this.' }] });
  });

  test.each([
    ['no JSON', '<html>', 502, /HTTP 502 with no JSON/], ['no GraphQL', { hello: 1 }, 200, /no GraphQL/], ['no data', { data: null }, 200, /no data/],
  ])('that is answered with %s is UNAVAILABLE', async (_name, body, status, sentence) => {
    const url = await answering(body, status);
    expect(await refusal(createClient({ url }).viewer())).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(sentence), suggestion: expect.stringMatching(/./) });
  });

  test('with an unknown code is INTERNAL and keeps the correlation id of the header', async () => {
    const url = await answering({ errors: [{ message: 'x', extensions: { code: 'ODD' } }] });
    expect(await refusal(createClient({ url }).viewer())).toMatchObject({ code: 'INTERNAL', correlationId: 'c-1' });
  });

  test('that takes too long is UNAVAILABLE, one that the caller ends rejects with the caller\'s reason', async () => {
    const url = await serve(() => {});
    expect(await refusal(createClient({ url, timeoutMs: 20 }).viewer())).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('20 ms') });
    const abort = new AbortController();
    const call = createClient({ url }).viewer({}, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });

  test('to nobody is UNAVAILABLE', async () => {
    const url = await answering({});
    servers.splice(0).forEach((server) => server.close());
    expect(await refusal(createClient({ url }).viewer())).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('could not be reached') });
  });
});

describe('a subscription', () => {
  test('to nobody fails after few attempts', async () => {
    const url = await answering({});
    servers.splice(0).forEach((server) => server.close());
    const client = createClient({ url, reconnectAttemptsMax: 1 });
    await expect(client.clustersChanged().next()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await client.close();
  });

  test('ends with the reason of its signal, also before it is opened', async () => {
    const client = createClient({ url: 'http://127.0.0.1:9' });
    await expect(client.clustersChanged({}, { signal: AbortSignal.abort(new Error('enough')) }).next()).rejects.toThrow('enough');
    await client.close();
  });
});

describe('events on their way to a consumer', () => {
  const queueOf = (max = 2): { queue: EventQueue<number>; ends: () => number } => {
    let ends = 0;
    return { queue: new EventQueue<number>(max, () => { ends += 1; }), ends: () => ends };
  };
  test('keep their order, and what waits comes before an error', async () => {
    const { queue, ends } = queueOf();
    expect([queue.push(1), queue.push(2), queue.push(3)]).toEqual([true, true, false]);
    queue.fail(new Error('lost'));
    expect([(await queue.next()).value, (await queue.next()).value]).toEqual([1, 2]);
    await expect(queue.next()).rejects.toThrow('lost');
    expect([await queue.next(), ends()]).toEqual([{ done: true, value: undefined }, 1]);
  });
  test('end for everyone who waits', async () => {
    const { queue } = queueOf();
    const waiting = [queue.next(), queue.next()];
    queue.end();
    expect(await Promise.all(waiting)).toEqual([{ done: true, value: undefined }, { done: true, value: undefined }]);
  });
  test('are dropped when the consumer leaves', async () => {
    const { queue, ends } = queueOf();
    queue.push(1);
    await queue.return();
    expect([await queue.next(), ends()]).toEqual([{ done: true, value: undefined }, 1]);
  });
});

test.each([[0, 0, 100], [0, 1, 200], [3, 1, 1600], [50, 1, 10_000], [50, 0, 5_000]])('attempt %i with chance %d waits %i ms', (attempt, random, delayMs) => {
  expect(reconnectDelayMs(attempt, random)).toBe(delayMs);
});

test.each([[{ code: 4401 }, 4401], [{ code: 'ECONNREFUSED' }, undefined], [undefined, undefined]])('the close code of %j is %p', (event, code) => {
  expect(closeCode(event)).toBe(code);
});

test.each([
  ['http://h:4000', 'http://h:4000/graphql'], ['http://h:4000/', 'http://h:4000/graphql'], ['https://h/pgo/graphql', 'https://h/pgo/graphql'],
])('%s is asked at %s', (url, endpoint) => {
  expect(endpointOf(url)).toBe(endpoint);
});
