import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { KubeError } from '../../kube/kube-error.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { ANNOTATION_KEEP_DATA, ANNOTATION_OPERATION } from '../../schema/naming/labels.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
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

const ref = { namespace: 'team', name: 'hippo' };
const cluster = (): PostgresCluster | undefined => it.kube.cache.get(POSTGRES_CLUSTER, ref);
const operations = (): readonly PostgresOperation[] => it.kube.cache.list(POSTGRES_OPERATION);
const writes = (): string[] => it.kube.writes.filter((write) => write.includes('Postgres')).map((write) => write.replace(/\/op-.*/, ''));
const refusal = async (call: Promise<unknown>): Promise<PgoError> => {
  const outcome: unknown = await call.catch((error: unknown) => error);
  if (!(outcome instanceof PgoError)) throw new Error(`It was not refused: ${JSON.stringify(outcome)}`);
  return outcome;
};
const create = (more: object = {}): ReturnType<PgoClient['createCluster']> => client.createCluster({ input: { ...ref, ...more } });

describe('createCluster', () => {
  test('stores the operation first, then the cluster that names it', async () => {
    const { createCluster: { cluster: made, operation, plan } } = await create({ replicas: 1, labels: { env: 'prod' }, parameters: { work_mem: '8MB', jit: false } });
    expect(writes()).toEqual(['create PostgresOperation', 'create PostgresCluster/hippo']);
    expect(cluster()).toMatchObject({
      metadata: { labels: { env: 'prod' }, annotations: { [ANNOTATION_OPERATION]: operations()[0]?.metadata.name } },
      spec: { postgresVersion: 17, replicas: 1, durability: 'ASYNC', storage: { size: '1Gi' }, parameters: { work_mem: '8MB', jit: 'off' }, databases: [{ name: 'hippo' }], users: [{ name: 'hippo' }] },
    });
    expect(made).toMatchObject({ name: 'hippo', state: 'CREATING', replicas: 1, labels: [{ key: 'env', value: 'prod' }] });
    expect(operation).toMatchObject({ kind: 'CreateCluster', cluster: 'hippo', state: 'PENDING', requestedBy: 'admin' });
    expect(plan).toMatchObject({ impact: 'NONE', summary: expect.stringContaining('1 replica') });
  });

  test('a pooler is stored as it was asked for, answered with its defaults, and named by the plan', async () => {
    const { createCluster: { cluster: made, plan } } = await create({ pooler: { enabled: true, mode: 'transaction' } });
    expect(cluster()).toMatchObject({ spec: { pooler: { enabled: true, mode: 'transaction' } } });
    expect(made).toMatchObject({ pooler: { replicas: 1, mode: 'transaction', ready: false } });
    expect(plan.changes.map(({ object }) => object)).toEqual(expect.arrayContaining(['Deployment/hippo-pooler', 'Service/hippo-pooler']));
  });

  test.each([['replicas', { replicas: 0 }], ['mode', { mode: 'statement' }], ['poolSize', { poolSize: 0 }], ['serviceType', { serviceType: 'ExternalName' }]])('a pooler with wrong %s is refused', async (_field, wrong) => {
    expect(await refusal(create({ pooler: { enabled: true, ...wrong } }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'pooler' });
    expect(operations()).toHaveLength(0);
  });

  test('volumes that grow by themselves are stored as they were asked for, and shown with their defaults and sizes', async () => {
    const { createCluster: { cluster: made } } = await create({ storageAutoGrow: { maximum: '4Gi' } });
    expect(cluster()?.spec.storage).toEqual({ size: '1Gi', autoGrow: { maximum: '4Gi' } });
    expect(made?.storageAutoGrow).toMatchObject({ enabled: true, thresholdPercent: 80, maximum: '4Gi', lastGrownAt: null });
    expect(await refusal(create({ name: 'other', storageAutoGrow: { thresholdPercent: 70 } }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'storageAutoGrow' });
  });

  test('dryRun stores nothing', async () => {
    const { createCluster } = await create({ dryRun: true });
    expect(createCluster).toMatchObject({ cluster: null, operation: null, plan: { changes: expect.arrayContaining([expect.objectContaining({ object: 'PostgresCluster/hippo', action: 'create' })]) } });
    expect(writes()).toEqual([]);
  });

  test('a second one of the name is ALREADY_EXISTS and leaves no operation', async () => {
    await create();
    expect(await refusal(create())).toMatchObject({ code: 'ALREADY_EXISTS', field: 'name' });
    expect(operations()).toHaveLength(1);
  });

  test('what Kubernetes refuses leaves no operation', async () => {
    it.kube.fail('create', 'PostgresCluster', new KubeError(422, 'Invalid', 'invalid', { causes: [{ field: 'spec.storage.size', message: 'size cannot shrink' }] }));
    expect(await refusal(create())).toMatchObject({ code: 'BAD_USER_INPUT', field: 'storageSize' });
    expect([operations(), cluster()]).toEqual([[], undefined]);
  });
});

describe('scaleCluster and updateCluster', () => {
  test('decide again when someone else changed the cluster in between', async () => {
    await create();
    it.kube.fail('patch', 'PostgresCluster', new KubeError(409, 'Conflict', 'the object has been modified'));
    const { scaleCluster } = await client.scaleCluster({ input: { cluster: ref, replicas: 3 } });
    expect([scaleCluster.cluster?.replicas, scaleCluster.plan.changes]).toEqual([3, [expect.objectContaining({ path: 'spec.replicas', before: 0, after: 3 })]]);
  });

  test.each([
    ['too many replicas', () => client.scaleCluster({ input: { cluster: ref, replicas: 16 } }), 'replicas'],
    ['a volume that would shrink', () => client.updateCluster({ input: { cluster: ref, storageSize: '512Mi' } }), 'storageSize'],
    ['a durability without replicas', () => client.updateCluster({ input: { cluster: ref, durability: 'SYNC' } }), 'durability'],
    ['an unknown parameter', () => client.updateCluster({ input: { cluster: ref, parameters: { shared_bufers: '1GB' } } }), 'parameters'],
    ['a reserved annotation of pods', () => client.updateCluster({ input: { cluster: ref, podMetadata: { annotations: { status: '{}' } } } }), 'podMetadata'],
    ['a reserved label', () => client.updateCluster({ input: { cluster: ref, labels: { 'pgo.dev/cluster': 'x' } } }), 'labels'],
  ])('refuse %s', async (_name, call, field) => {
    await create();
    expect(await refusal(call())).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(operations()).toHaveLength(1);
  });

  test('set, keep and remove parameters and labels', async () => {
    await create({ parameters: { work_mem: '8MB', max_connections: 50 }, labels: { env: 'prod', team: 'a' } });
    const { updateCluster } = await client.updateCluster({ input: { cluster: ref, parameters: { work_mem: null, max_connections: 60 }, labels: { env: null, tier: 'db' } } });
    expect(cluster()).toMatchObject({ spec: { parameters: { max_connections: '60' } }, metadata: { labels: { team: 'a', tier: 'db' } } });
    expect(Object.keys(cluster()?.spec.parameters ?? {})).toEqual(['max_connections']);
    expect(updateCluster.plan.impact).toBe('ROLLING_RESTART');
  });

  test('set, keep and remove labels and annotations of pods, and restart nothing for them', async () => {
    const { createCluster: { cluster: made } } = await create({ podMetadata: { labels: { team: 'shop', tier: 'db' }, annotations: { 'sidecar.istio.io/inject': 'false' } } });
    expect(made?.podMetadata).toEqual({ labels: [{ key: 'team', value: 'shop' }, { key: 'tier', value: 'db' }], annotations: [{ key: 'sidecar.istio.io/inject', value: 'false' }] });
    const change = { cluster: ref, podMetadata: { labels: { tier: null, cost: '42' } } };
    const { updateCluster: { plan } } = await client.updateCluster({ input: { ...change, dryRun: true } });
    expect([plan.impact, plan.changes.map(({ path, before, after }) => [path, before, after])]).toEqual(['NONE', [['spec.podMetadata.labels.tier', 'db', null], ['spec.podMetadata.labels.cost', null, '42']]]);
    await client.updateCluster({ input: change });
    expect(cluster()?.spec.podMetadata).toEqual({ labels: { team: 'shop', cost: '42' }, annotations: { 'sidecar.istio.io/inject': 'false' } });
    const more = Object.fromEntries(Array.from({ length: 63 }, (_value, index) => [`k${index}`, '']));
    expect(await refusal(client.updateCluster({ input: { cluster: ref, podMetadata: { labels: more } } }))).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('has 65 keys') });
  });

  test('of a cluster that is not there is NOT_FOUND', async () => {
    expect(await refusal(client.scaleCluster({ input: { cluster: ref, replicas: 1 } }))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('deleteCluster', () => {
  const remove = (more: object = {}): ReturnType<PgoClient['deleteCluster']> => client.deleteCluster({ input: { cluster: ref, confirm: 'hippo', ...more } });

  test('needs the name, and the protection off', async () => {
    await create({ deletionProtection: true });
    expect(await refusal(remove({ confirm: 'hipo' }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'confirm' });
    expect(await refusal(remove())).toMatchObject({ code: 'FAILED_PRECONDITION' });
    expect(cluster()).toBeDefined();
  });

  test.each([[true, 'true', 'OFFLINE'], [false, undefined, 'DATA_LOSS']])('with keepData %s tells the operator so', async (keepData, annotation, impact) => {
    await create();
    const seen: (string | undefined)[] = [];
    it.kube.cache.onChange(POSTGRES_CLUSTER, ({ object, type }) => { if (type === 'DELETED') seen.push(object.metadata.annotations?.[ANNOTATION_KEEP_DATA]); });
    const { deleteCluster } = await remove({ keepData });
    expect([seen, deleteCluster.plan.impact, cluster()]).toEqual([[annotation], impact, undefined]);
  });

  test('again with its key gets the first result, though the cluster is gone', async () => {
    await create();
    const first = await remove({ idempotencyKey: 'k' });
    expect((await remove({ idempotencyKey: 'k' })).deleteCluster.operation?.id).toBe(first.deleteCluster.operation?.id);
    expect(await refusal(remove())).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('again with its key leaves another cluster of the name alone', async () => {
    await create();
    await remove({ idempotencyKey: 'k' });
    await create();
    await remove({ idempotencyKey: 'k' });
    expect(cluster()).toBeDefined();
  });
});
