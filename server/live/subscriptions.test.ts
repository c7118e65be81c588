import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import WebSocket from 'ws';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { type PgoClient, createClient } from '../../schema/sdk/client.js';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';
import { nodeId } from '../node-id.js';

let it: TestServer;
let client: PgoClient;
beforeEach(async () => {
  it = await startTestServer({ subscriptionsPerConnectionMax: 3, subscriptionsPerViewerMax: 5, connectionsMax: 2 });
  client = createClient({ url: it.server.url, token: it.token });
});
afterEach(async () => {
  await client.close();
  await it.server.close();
});

const put = (name: string, replicas = 0, labels: Record<string, string> = {}): void => {
  it.kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'team', name, labels }, spec: { replicas } });
};
const ref = { namespace: 'team', name: 'hippo' };

describe('clusterChanged', () => {
  test('begins with the current state, tells every change, and completes when the cluster is gone', async () => {
    put('hippo', 1);
    const events = client.clusterChanged(ref);
    expect((await events.next()).value).toMatchObject({ clusterChanged: { replicas: 1 } });
    put('hippo', 2);
    expect((await events.next()).value).toMatchObject({ clusterChanged: { replicas: 2 } });
    await it.kube.client.delete(POSTGRES_CLUSTER, ref);
    expect((await events.next()).value).toMatchObject({ clusterChanged: { state: 'DELETING' } });
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test('of a cluster that is not there is NOT_FOUND', async () => {
    await expect(client.clusterChanged(ref).next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('reaches everyone who watches, each once', async () => {
    put('hippo', 1);
    const watchers = [client.clusterChanged(ref), client.clusterChanged(ref), client.clusterChanged(ref)];
    await Promise.all(watchers.map((watcher) => watcher.next()));
    put('hippo', 2);
    const seen = await Promise.all(watchers.map(async (watcher) => (await watcher.next()).value?.clusterChanged.replicas));
    expect(seen).toEqual([2, 2, 2]);
  });
});

test('clustersChanged tells what comes into sight and what goes out of it', async () => {
  put('a', 0, { env: 'prod' });
  put('b', 0, { env: 'test' });
  const events = client.clustersChanged({ namespace: 'team', selector: 'env=prod' });
  const next = async (): Promise<unknown> => {
    const { type, cluster } = (await events.next()).value?.clustersChanged ?? {};
    return [type, cluster?.name];
  };
  expect(await next()).toEqual(['ADDED', 'a']);
  put('b', 0, { env: 'prod' });
  expect(await next()).toEqual(['ADDED', 'b']);
  put('a', 0, { env: 'test' });
  expect(await next()).toEqual(['DELETED', 'a']);
  await events.return?.();
});

test('what others of one client end in, such as NOT_FOUND, ends no subscription but theirs', async () => {
  const roomy = await startTestServer({}, { kube: it.kube, token: it.token });
  const many = createClient({ url: roomy.server.url, token: it.token });
  const id = nodeId({ kind: 'Operation', namespace: 'team', name: 'op-1' });
  const operation = (state: 'RUNNING' | 'SUCCEEDED'): void => {
    it.kube.put(POSTGRES_OPERATION, { metadata: { namespace: 'team', name: 'op-1' }, spec: { kind: 'CreateCluster', requestedBy: 'admin' }, status: { state } });
  };
  put('hippo');
  operation('RUNNING');
  const lasting = many.operationChanged({ id });
  expect((await lasting.next()).value).toMatchObject({ operationChanged: { state: 'RUNNING' } });
  let result: unknown;
  const end = lasting.next().then((found) => { result = found; });
  for (let round = 0; round < 50; round += 1) {
    const open = many.clusterChanged(ref);
    const refused = many.clusterChanged({ ...ref, name: 'nobody' }).next();
    await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await open.next()).value).toMatchObject({ clusterChanged: { name: 'hippo' } });
    await open.return?.();
    expect({ round, result }).toEqual({ round, result: undefined });
  }
  operation('SUCCEEDED');
  await end;
  expect(result).toMatchObject({ done: false, value: { operationChanged: { state: 'SUCCEEDED' } } });
  await many.close();
  await roomy.server.close();
});

test('operationChanged completes when the operation has ended', async () => {
  const operation = (state: 'RUNNING' | 'SUCCEEDED'): void => {
    it.kube.put(POSTGRES_OPERATION, { metadata: { namespace: 'team', name: 'op-1' }, spec: { kind: 'CreateCluster', requestedBy: 'admin' }, status: { state } });
  };
  operation('RUNNING');
  const states: string[] = [];
  for await (const { operationChanged } of client.operationChanged({ id: nodeId({ kind: 'Operation', namespace: 'team', name: 'op-1' }) })) {
    states.push(operationChanged.state);
    if (operationChanged.state === 'RUNNING') operation('SUCCEEDED');
  }
  expect(states).toEqual(['RUNNING', 'SUCCEEDED']);
});

describe('a connection', () => {
  test('without a valid token is closed with 4401', async () => {
    const stranger = createClient({ url: it.server.url, token: 'pgo_wrong' });
    await expect(stranger.clustersChanged().next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await stranger.close();
  });

  test('has so many subscriptions and no more', async () => {
    put('hippo');
    const open = [1, 2, 3].map(() => client.clusterChanged(ref));
    await Promise.all(open.map((events) => events.next()));
    await expect(client.clusterChanged(ref).next()).rejects.toMatchObject({ code: 'RATE_LIMITED', message: expect.stringContaining('3') });
  });

  test('shares so many subscriptions with the others of its account, and gives them back', async () => {
    put('hippo');
    const second = createClient({ url: it.server.url, token: it.token });
    const open = [client, client, client, second, second].map((from) => from.clusterChanged(ref));
    await Promise.all(open.map((events) => events.next()));
    await expect(second.clusterChanged(ref).next()).rejects.toMatchObject({ code: 'RATE_LIMITED', message: expect.stringContaining('account has 5') });
    await client.close();
    // The server learns of the close a moment later: each attempt is a round trip to it.
    let first: unknown;
    for (let attempt = 0; attempt < 100 && first === undefined; attempt += 1) first = (await second.clusterChanged(ref).next().catch(() => undefined))?.value;
    expect(first).toMatchObject({ clusterChanged: { name: 'hippo' } });
    await second.close();
  });

  test('is bound by the limits of documents, too', async () => {
    const deep = 'subscription { clustersChanged { cluster { operations { edges { node { steps { name } } } } } } }';
    const strict = await startTestServer({ depthMax: 5 });
    const asked = createClient({ url: strict.server.url, token: strict.token });
    await expect(asked.subscribe(deep).next()).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('5') });
    await asked.close();
    await strict.server.close();
  });

  test('beyond the number that the server holds is refused', async () => {
    const open = (): WebSocket => new WebSocket(`${it.server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const held = [open(), open()];
    await Promise.all(held.map((socket) => once(socket, 'open')));
    const [error] = await once(open(), 'error') as [Error];
    expect(error.message).toContain('503');
    for (const socket of held) socket.close();
  });
});

test('a client that lost its server comes back by itself and sees the current state', async () => {
  put('hippo', 1);
  const events = client.clusterChanged(ref);
  await events.next();
  const { port } = it.server;
  await it.server.close();
  put('hippo', 5);
  const again = await startTestServer({}, { kube: it.kube, port, token: it.token });
  expect((await events.next()).value).toMatchObject({ clusterChanged: { replicas: 5 } });
  await events.return?.();
  await again.server.close();
});
