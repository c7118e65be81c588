import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { POSTGRES_CLUSTER, POSTGRES_USER } from '../../kube/kinds.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { psql, psqlEnvironment, type PsqlEnvironment } from '../support/psql.js';
import { sharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, operationEnd } from '../support/test-client.js';

jest.setTimeout(300_000);

const namespace = 'standby';
const source = { namespace, name: 'lead' };
const standby = { namespace, name: 'follow' };
let client: PgoClient;
let kubernetes: KubeConnection;

beforeAll(async () => {
  const service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, namespace);
  await createReadyCluster(client, source);
});

afterAll(async () => {
  for (const cluster of [standby, source]) await client.deleteCluster({ input: { cluster, confirm: cluster.name } }).catch(() => undefined);
  await client.close();
  await kubernetes.close();
});

/** Waits in the database until a table that is written elsewhere has so many rows here. */
const rowsArrive = (environment: PsqlEnvironment, rows: number): Promise<string> => psql(environment, `do $$ begin
  for attempt in 1..250 loop
    if to_regclass('notes') is not null and (select count(*) from notes) >= ${rows} then return; end if;
    perform pg_sleep(0.1);
  end loop;
  raise exception 'the rows have not arrived';
end $$`);

test('follows a cluster, takes no writes, and is promoted once the other one is stopped', async () => {
  const writer = await psqlEnvironment(client, source);
  await psql(writer, 'create table notes (id int); insert into notes values (1)');
  const { createCluster } = await client.createCluster({ input: { ...standby, standby: { cluster: source.name }, repositories: [] } });
  expect(await operationEnd(client, createCluster.operation?.id ?? '')).toMatchObject({ state: 'SUCCEEDED' });
  const { cluster: following } = await clusterBecomes(client, standby, (state) => state.standby?.streaming === true && state.state === 'READY', 120_000);
  expect(following).toMatchObject({ standby: { source: 'lead', following: true }, primary: { name: 'follow-1' }, instances: [{ role: 'STANDBY_LEADER', ready: true }] });

  const reader = await psqlEnvironment(client, standby);
  await psql(writer, 'insert into notes values (2)');
  await rowsArrive(reader, 2);
  await expect(psql(reader, 'insert into notes values (3)')).rejects.toThrow(/read-only/);

  await expect(client.promoteCluster({ input: { cluster: standby } })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION', message: expect.stringContaining('still runs') });
  await expect(client.createBackup({ input: { cluster: standby } })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION' });
  await expect(client.createUser({ input: { cluster: standby, name: 'eve' } })).rejects.toMatchObject({ message: expect.stringContaining('is a standby') });

  const stop = await client.stopCluster({ input: { cluster: source } });
  expect(await operationEnd(client, stop.stopCluster.operation?.id ?? '')).toMatchObject({ state: 'SUCCEEDED' });
  await clusterBecomes(client, standby, (state) => state.standby?.following === true && state.standby.sourceWrites == null, 120_000);
  const { promoteCluster } = await client.promoteCluster({ input: { cluster: standby } });
  expect(await operationEnd(client, promoteCluster.operation?.id ?? '')).toMatchObject({ state: 'SUCCEEDED' });
  const { cluster: promoted } = await clusterBecomes(client, standby, (state) => state.state === 'READY' && state.instances[0]?.role === 'PRIMARY', 120_000);
  expect(promoted.standby).toMatchObject({ source: 'lead', following: false });
  expect(await psql(await psqlEnvironment(client, standby), 'insert into notes values (3); select count(*) from notes')).toContain('3');
});

test('a specification written to Kubernetes is held to the same rules', async () => {
  const patch = (spec: object): Promise<unknown> => kubernetes.mergePatch(POSTGRES_CLUSTER, standby, { spec }, { manager: 'test' });
  await expect(patch({ standby: { host: 'elsewhere' } })).rejects.toThrow(/cluster or a host/);
  await expect(kubernetes.mergePatch(POSTGRES_CLUSTER, source, { spec: { standby: { cluster: 'follow' } } }, { manager: 'test' })).rejects.toThrow(/at creation only/);
  expect(await kubernetes.get(POSTGRES_USER, { namespace, name: 'follow.eve' })).toBeUndefined();
});
