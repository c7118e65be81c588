import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith, operationEnd, type OperationState } from '../support/test-client.js';

jest.setTimeout(300_000);

const cluster = { namespace: 'configuration', name: 'dials' };
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;

beforeAll(async () => {
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, cluster.namespace);
  await createReadyCluster(client, { ...cluster, replicas: 1, parameters: { max_connections: 60 } });
});

afterAll(async () => {
  await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
  await client.close();
  await kubernetes.close();
});

const update = async (parameters: Record<string, unknown>): Promise<OperationState> => {
  const { updateCluster } = await client.updateCluster({ input: { cluster, parameters } });
  return operationEnd(client, updateCluster.operation?.id ?? '', 240_000);
};
const sql = async (text: string): Promise<string> => psql(await psqlEnvironment(client, cluster), text);

test('a parameter that is reloaded counts when the operation has ended, without a restart', async () => {
  const before = await sql('select pg_postmaster_start_time()');
  const { updateCluster: { plan } } = await client.updateCluster({ input: { cluster, parameters: { work_mem: '7MB' }, dryRun: true } });
  expect(plan.impact).toBe('RELOAD');
  expect(await update({ work_mem: '7MB' })).toMatchObject({ state: 'SUCCEEDED' });
  expect([await sql('show work_mem'), await sql('select pg_postmaster_start_time()')]).toEqual(['7MB', before]);
});

test('a parameter that needs it restarts the replica, moves the primary and restarts the old one', async () => {
  const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2));
  const { updateCluster: { plan } } = await client.updateCluster({ input: { cluster, parameters: { max_connections: 80 }, dryRun: true } });
  expect(plan.impact).toBe('ROLLING_RESTART');
  const ended = await update({ max_connections: 80 });
  expect([ended.state, ended.steps.map(({ name }) => name)]).toEqual(
    ['SUCCEEDED', ['Store the request', 'Apply the settings', 'Restart the replicas', 'Move the primary', 'Restart every instance', 'Ready']]);
  const { cluster: after } = await clusterBecomes(client, cluster, isReadyWith(2));
  expect([await sql('show max_connections'), after.primary?.name === before.primary?.name]).toEqual(['80', false]);
  expect(after.instances.map(({ pendingRestart, pendingParameters }) => [pendingRestart, pendingParameters])).toEqual([[false, []], [false, []]]);
  expect(after.parameters.find(({ name }) => name === 'max_connections')).toMatchObject({ value: '80', pendingRestart: false });
});

test('a limit of connections that becomes smaller reaches the primary first, and null puts the default back', async () => {
  expect(await update({ max_connections: 50, work_mem: null })).toMatchObject({ state: 'SUCCEEDED' });
  const { cluster: after } = await clusterBecomes(client, cluster, isReadyWith(2));
  expect([await sql('show max_connections'), await sql('show work_mem')]).toEqual(['50', '4MB']);
  expect(after.instances.every(({ pendingRestart }) => !pendingRestart)).toBe(true);
});
