import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Durability, InstanceStatus } from '../../schema/resource/postgres-cluster.js';
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

const cluster = { namespace: 'team', name: 'hippo' };
const instance = (name: string, more: Partial<InstanceStatus> = {}): InstanceStatus => ({ name, role: 'REPLICA', ready: true, state: 'running', timeline: 2, lagBytes: 0, ...more });
const put = (replicas: InstanceStatus[], { durability = 'ASYNC' as Durability, primary = true } = {}): void => {
  const first = primary ? instance('hippo-1', { role: 'PRIMARY', lagBytes: undefined }) : instance('hippo-1', { role: 'UNKNOWN', ready: false, state: 'its pod is being made' });
  it.kube.put(POSTGRES_CLUSTER, {
    metadata: { ...cluster }, spec: { replicas: replicas.length, durability }, status: { ...(primary ? { primary: 'hippo-1' } : {}), instances: [first, ...replicas] },
  });
};
const operations = (): readonly PostgresOperation[] => it.kube.cache.list(POSTGRES_OPERATION);
const refusal = async (call: Promise<unknown>): Promise<PgoError> => {
  const outcome: unknown = await call.catch((error: unknown) => error);
  if (!(outcome instanceof PgoError)) throw new Error(`It was not refused: ${JSON.stringify(outcome)}`);
  return outcome;
};

describe('switchoverCluster', () => {
  test('chooses the best candidate and leaves an operation that names it', async () => {
    put([instance('hippo-2', { lagBytes: 7 }), instance('hippo-3')]);
    const { switchoverCluster } = await client.switchoverCluster({ input: { cluster } });
    expect(switchoverCluster.plan).toMatchObject({ impact: 'SWITCHOVER', changes: [{ path: 'status.primary', before: 'hippo-1', after: 'hippo-3' }] });
    expect(operations()).toMatchObject([{ spec: { kind: 'Switchover', cluster: 'hippo', requestedBy: 'admin', input: { from: 'hippo-1', target: 'hippo-3' } } }]);
  });

  test('dryRun stores nothing', async () => {
    put([instance('hippo-2')]);
    const { switchoverCluster } = await client.switchoverCluster({ input: { cluster, target: 'hippo-2', dryRun: true } });
    expect(switchoverCluster).toMatchObject({ cluster: null, operation: null, plan: { impact: 'SWITCHOVER' } });
    expect(operations()).toEqual([]);
  });

  interface Refused { name: string; replicas: InstanceStatus[]; setup?: { durability?: Durability; primary?: boolean }; target?: string; code?: string; message: RegExp }
  const refused: Refused[] = [
    { name: 'a name that no instance has', replicas: [instance('hippo-2')], target: 'hippo-3', code: 'BAD_USER_INPUT', message: /no instance "hippo-3"/ },
    { name: 'the primary itself', replicas: [instance('hippo-2')], target: 'hippo-1', message: /is the primary/ },
    { name: 'an instance that is down', replicas: [instance('hippo-2', { role: 'UNKNOWN', state: 'stopped', ready: false })], target: 'hippo-2', message: /does not run as a replica/ },
    { name: 'an instance far behind', replicas: [instance('hippo-2', { lagBytes: 2 ** 30 })], target: 'hippo-2', message: /lacks 1073741824 bytes/ },
    { name: 'an instance of an older timeline', replicas: [instance('hippo-2', { timeline: 1 })], target: 'hippo-2', message: /timeline 1/ },
    { name: 'an instance out of step', replicas: [instance('hippo-2')], setup: { durability: 'SYNC' }, target: 'hippo-2', message: /commits wait for/ },
    { name: 'a cluster without replicas', replicas: [], message: /no replica/ },
    { name: 'a cluster without a fit replica', replicas: [instance('hippo-2', { lagBytes: 2 ** 30 })], message: /hippo-2 lacks/ },
    { name: 'a cluster without a primary', replicas: [instance('hippo-2')], setup: { primary: false }, message: /has no primary/ },
  ];
  test.each(refused)('refuses $name', async ({ replicas, setup, target, code = 'FAILED_PRECONDITION', message }) => {
    put(replicas, setup);
    const error = await refusal(client.switchoverCluster({ input: { cluster, ...(target === undefined ? {} : { target }) } }));
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(error.field).toBe(target === undefined ? undefined : 'target');
    expect(error.suggestion).not.toBe('');
    expect(operations()).toEqual([]);
  });
});

describe('failoverCluster', () => {
  test('works without a primary', async () => {
    put([instance('hippo-2', { lagBytes: undefined })], { primary: false });
    const { failoverCluster } = await client.failoverCluster({ input: { cluster, target: 'hippo-2' } });
    expect(failoverCluster.plan.impact).toBe('SWITCHOVER');
    expect(operations()).toMatchObject([{ spec: { kind: 'Failover', input: { target: 'hippo-2', force: false } } }]);
  });

  test('takes a lagging instance only by force, and says that data are lost', async () => {
    put([instance('hippo-2', { lagBytes: 2 ** 30 })]);
    expect(await refusal(client.failoverCluster({ input: { cluster, target: 'hippo-2' } }))).toMatchObject({ code: 'FAILED_PRECONDITION', field: 'target', suggestion: expect.stringContaining('force') });
    const { failoverCluster } = await client.failoverCluster({ input: { cluster, target: 'hippo-2', force: true } });
    expect(failoverCluster.plan).toMatchObject({ impact: 'DATA_LOSS', summary: expect.stringContaining('lost') });
    expect(operations()).toMatchObject([{ spec: { input: { from: 'hippo-1', target: 'hippo-2', force: true } } }]);
  });

  test('takes an instance that is down by no means', async () => {
    put([instance('hippo-2', { role: 'UNKNOWN', state: 'stopped', ready: false })]);
    expect(await refusal(client.failoverCluster({ input: { cluster, target: 'hippo-2', force: true } }))).toMatchObject({ code: 'FAILED_PRECONDITION', field: 'target' });
  });
});

describe('removeInstance', () => {
  test('of a replica names it in the operation', async () => {
    put([instance('hippo-2'), instance('hippo-3')]);
    const { removeInstance } = await client.removeInstance({ input: { cluster, instance: 'hippo-2', keepData: true } });
    expect(removeInstance.plan).toMatchObject({ impact: 'NONE', summary: expect.stringContaining('stays') });
    expect(operations()).toMatchObject([{ spec: { kind: 'RemoveInstance', input: { instance: 'hippo-2', keepData: true } } }]);
  });

  test('of the primary says who takes over', async () => {
    put([instance('hippo-2')]);
    const { removeInstance } = await client.removeInstance({ input: { cluster, instance: 'hippo-1', dryRun: true } });
    expect(removeInstance.plan).toMatchObject({ impact: 'SWITCHOVER', summary: expect.stringContaining('hippo-2') });
  });

  const refused: { name: string; replicas: InstanceStatus[]; durability?: Durability; target: string; code?: string }[] = [
    { name: 'a name that no instance has', replicas: [instance('hippo-2')], target: 'hippo-9', code: 'BAD_USER_INPUT' },
    { name: 'the last instance', replicas: [], target: 'hippo-1' },
    { name: 'the replica that SYNC needs', replicas: [instance('hippo-2', { role: 'SYNC_REPLICA' })], durability: 'SYNC', target: 'hippo-2' },
    { name: 'a primary without heir', replicas: [instance('hippo-2', { lagBytes: 2 ** 30 })], target: 'hippo-1' },
  ];
  test.each(refused)('refuses $name', async ({ replicas, durability = 'ASYNC', target, code = 'FAILED_PRECONDITION' }) => {
    put(replicas, { durability });
    expect(await refusal(client.removeInstance({ input: { cluster, instance: target } }))).toMatchObject({ code, field: 'instance' });
    expect(operations()).toEqual([]);
  });
});

test('Cluster.candidates says who can and why others cannot', async () => {
  put([instance('hippo-2'), instance('hippo-3', { role: 'SYNC_REPLICA', lagBytes: 5 })], { durability: 'SYNC' });
  const { cluster: found } = await client.clusterCandidates(cluster);
  expect(found?.candidates).toMatchObject([
    { instance: 'hippo-3', eligible: true, lagBytes: 5, timeline: 2, refusal: null, reason: null },
    { instance: 'hippo-2', eligible: false, forceable: true, refusal: 'NOT_IN_STEP' },
    { instance: 'hippo-1', eligible: false, forceable: false, refusal: 'IS_PRIMARY' },
  ]);
});
