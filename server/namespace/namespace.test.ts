import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NAMESPACE } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { PgoError, type PgoClient, createClient } from '../../schema/sdk/client.js';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';

let it: TestServer;
let client: PgoClient;
beforeEach(async () => {
  it = await startTestServer();
  client = createClient({ url: it.server.url, token: it.token });
});
afterEach(async () => {
  await client.close();
  await it.server.close();
});

const names = (): string[] => it.kube.cache.list(NAMESPACE).map(({ metadata }) => metadata.name).sort();
const refusal = async (call: Promise<unknown>): Promise<PgoError> => {
  const outcome: unknown = await call.catch((error: unknown) => error);
  if (!(outcome instanceof PgoError)) throw new Error(`It was not refused: ${JSON.stringify(outcome)}`);
  return outcome;
};

describe('namespaces', () => {
  test('are created, once, and deleted again', async () => {
    const { createNamespace } = await client.createNamespace({ input: { namespace: 'shop' } });
    expect(createNamespace).toMatchObject({ namespace: 'shop', operation: { kind: 'CreateNamespace', namespace: 'pgo' }, plan: { impact: 'NONE' } });
    expect(await refusal(client.createNamespace({ input: { namespace: 'shop' } }))).toMatchObject({ code: 'ALREADY_EXISTS', field: 'namespace' });
    await client.deleteNamespace({ input: { namespace: 'shop', confirm: 'shop' } });
    expect(names()).toEqual(['team']);
  });

  test('a retry with the same key gets the first result', async () => {
    const input = { namespace: 'shop', idempotencyKey: 'once' };
    const first = await client.createNamespace({ input });
    expect(await client.createNamespace({ input })).toEqual(first);
  });

  test('dryRun changes nothing', async () => {
    expect((await client.createNamespace({ input: { namespace: 'shop', dryRun: true } })).createNamespace).toMatchObject({ namespace: null, operation: null });
    expect(names()).toEqual(['team']);
  });

  test.each([
    ['a name that is none', 'Shop!', 'BAD_USER_INPUT'],
    ['a name of Kubernetes', 'kube-system', 'BAD_USER_INPUT'],
  ])('%s is refused', async (_name, namespace, code) => {
    expect(await refusal(client.createNamespace({ input: { namespace } }))).toMatchObject({ code, field: 'namespace' });
  });

  test('one that others made, that holds a cluster, or that is not confirmed stays', async () => {
    expect(await refusal(client.deleteNamespace({ input: { namespace: 'team', confirm: 'team' } }))).toMatchObject({ code: 'FAILED_PRECONDITION' });
    await client.createNamespace({ input: { namespace: 'shop' } });
    expect(await refusal(client.deleteNamespace({ input: { namespace: 'shop', confirm: 'shoop' } }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'confirm' });
    it.kube.put(POSTGRES_CLUSTER, { metadata: { name: 'hippo', namespace: 'shop' }, spec: {} });
    expect(await refusal(client.deleteNamespace({ input: { namespace: 'shop', confirm: 'shop' } }))).toMatchObject({ code: 'FAILED_PRECONDITION', message: expect.stringContaining('hippo') });
    expect(names()).toEqual(['shop', 'team']);
  });
});

describe('cancelOperation', () => {
  const begin = async (): Promise<string> => (await client.createNamespace({ input: { namespace: 'shop' } })).createNamespace.operation?.id ?? '';

  test('notes on the operation who asked', async () => {
    const id = await begin();
    const { cancelOperation } = await client.cancelOperation({ input: { id } });
    expect(cancelOperation.operation).toMatchObject({ id, kind: 'CreateNamespace' });
    expect(it.kube.cache.list(POSTGRES_OPERATION)[0]?.metadata.annotations).toMatchObject({ 'pgo.dev/cancel': 'admin' });
  });

  test('is refused for what is stored in a specification, and for what is not there', async () => {
    const { createCluster } = await client.createCluster({ input: { namespace: 'team', name: 'hippo' } });
    expect(await refusal(client.cancelOperation({ input: { id: createCluster.operation?.id ?? '' } }))).toMatchObject({ code: 'FAILED_PRECONDITION', field: 'id' });
    expect(await refusal(client.cancelOperation({ input: { id: 'nonsense' } }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is refused for what has ended', async () => {
    const id = await begin();
    for (const operation of it.kube.cache.list(POSTGRES_OPERATION)) it.kube.put(POSTGRES_OPERATION, { ...operation, status: { state: 'SUCCEEDED' } });
    expect(await refusal(client.cancelOperation({ input: { id } }))).toMatchObject({ code: 'FAILED_PRECONDITION', message: expect.stringContaining('SUCCEEDED') });
  });
});
