import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { KubeError } from '../../kube/kube-error.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { PgoError, type PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { sharedService } from '../support/shared-service.js';
import { clientOf } from '../support/test-client.js';

jest.setTimeout(120_000);

const namespace = 'bad-input';
let client: PgoClient;
let kubernetes: KubeConnection;

beforeAll(async () => {
  const service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, namespace);
});

afterAll(async () => {
  await client.close();
  await kubernetes.close();
});

const refusal = async (call: Promise<unknown>): Promise<PgoError> => {
  const outcome = await call.then(() => undefined, (error: unknown) => error);
  if (!(outcome instanceof PgoError)) throw new Error(`not refused by the server: ${String(outcome)}`);
  return outcome;
};

type Input = Parameters<PgoClient['createCluster']>[0]['input'];

describe('createCluster refuses, names the field, says what would be right, and creates nothing', () => {
  test.each<[string, Partial<Input>, string, RegExp]>([
    ['an upper-case name', { name: 'Elephant' }, 'name', /lower-case/],
    ['a name that begins with a digit', { name: '1elephant' }, 'name', /letter/],
    ['a name with an underscore', { name: 'big_elephant' }, 'name', /lower-case|hyphen/],
    ['an empty name', { name: '' }, 'name', /./],
    ['a name that is too long', { name: 'e'.repeat(64) }, 'name', /40/],
    ['a size that is no quantity', { storageSize: 'ten gigabytes' }, 'storageSize', /Gi/],
    ['a size of nothing', { storageSize: '0' }, 'storageSize', /./],
    ['a negative size', { storageSize: '-1Gi' }, 'storageSize', /./],
    ['a version that is not installed', { postgresVersion: 42 }, 'postgresVersion', /1\d/],
    ['a negative number of replicas', { replicas: -1 }, 'replicas', /0/],
    ['too many replicas', { replicas: 16 }, 'replicas', /15/],
    ['an unknown parameter', { parameters: { work_memory: '8MB' } }, 'parameters', /work_mem/],
    ['a parameter that belongs to the operator', { parameters: { listen_addresses: '*' } }, 'parameters', /listen_addresses/],
    ['a value that the parameter does not take', { parameters: { work_mem: 'much' } }, 'parameters', /work_mem/],
    ['parameters that are no object', { parameters: ['work_mem'] }, 'parameters', /object/],
    ['a label that Kubernetes would not take', { labels: { 'a b': 'c' } }, 'labels', /./],
    ['a database name that is too long', { database: 'd'.repeat(64) }, 'database', /63/],
    ['a user that PostgreSQL reserves', { user: 'pg_monitor' }, 'user', /pg_/],
  ])('%s', async (_name, change, field, sentence) => {
    const before = await stored();
    const error = await refusal(client.createCluster({ input: { namespace, name: 'elephant', ...change } }));
    expect({ code: error.code, field: error.field?.split('.').at(-1)?.replace(/\[.*/, '') ?? error.field }).toEqual({ code: 'BAD_USER_INPUT', field });
    expect(`${error.message} ${error.suggestion}`).toMatch(sentence);
    expect(error.suggestion).not.toBe('');
    expect(await stored()).toEqual(before);
  });

  test('a namespace that is not there', async () => {
    const error = await refusal(client.createCluster({ input: { namespace: 'nowhere', name: 'elephant' } }));
    expect(error).toMatchObject({ field: expect.stringContaining('namespace') });
    expect(['BAD_USER_INPUT', 'NOT_FOUND']).toContain(error.code);
  });
});

test('a second cluster of the same name is refused, the same request with its key is answered again', async () => {
  const input = { namespace, name: 'twice', idempotencyKey: 'once' };
  const first = await client.createCluster({ input });
  const again = await client.createCluster({ input });
  expect(again.createCluster.operation?.id).toBe(first.createCluster.operation?.id);
  expect(await refusal(client.createCluster({ input: { namespace, name: 'twice' } }))).toMatchObject({ code: 'ALREADY_EXISTS' });
  expect(await refusal(client.createCluster({ input: { ...input, replicas: 1 } }))).toMatchObject({ code: 'CONFLICT' });
  expect(await refusal(client.deleteCluster({ input: { cluster: { namespace, name: 'twice' }, confirm: 'thrice' } }))).toMatchObject({ code: 'BAD_USER_INPUT' });
  await client.deleteCluster({ input: { cluster: { namespace, name: 'twice' }, confirm: 'twice' } });
});

test('what is not there is said to be not there', async () => {
  const cluster = { namespace, name: 'ghost' };
  expect((await client.cluster(cluster)).cluster).toBeNull();
  expect(await refusal(client.scaleCluster({ input: { cluster, replicas: 1 } }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refusal(client.deleteCluster({ input: { cluster, confirm: 'ghost' } }))).toMatchObject({ code: 'NOT_FOUND' });
});

describe('kubectl apply is refused as well', () => {
  test.each<[string, PostgresCluster['spec'], RegExp]>([
    ['too many replicas', { replicas: 16 }, /spec\.replicas/],
    ['a durability that does not exist', { durability: 'MAYBE' as 'SYNC' }, /spec\.durability/],
  ])('%s', async (_name, spec, sentence) => {
    const object: PostgresCluster = { apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { namespace, name: 'elephant' }, spec };
    const outcome = await kubernetes.apply(POSTGRES_CLUSTER, object, { manager: 'kubectl' }).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(KubeError);
    expect(outcome).toMatchObject({ code: 422, message: expect.stringMatching(sentence) });
  });
});

async function stored(): Promise<string[]> {
  const lists = await Promise.all([POSTGRES_CLUSTER, POSTGRES_OPERATION].map((kind) => kubernetes.list<KubeObject>(kind, { namespace })));
  return lists.flat().map((object) => `${object.kind}/${object.metadata.name}`).sort();
}
