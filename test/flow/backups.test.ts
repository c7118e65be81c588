import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { POSTGRES_BACKUP, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { nodeId } from '../../server/node-id.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { psql, psqlEnvironment, type PsqlEnvironment } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, createReadyCluster, operationEnd, type OperationState } from '../support/test-client.js';

jest.setTimeout(600_000);

const END_TIMEOUT_MS = 240_000;
const cluster = { namespace: 'backups', name: 'vault' };
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;
let environment: PsqlEnvironment;

type View = NonNullable<Awaited<ReturnType<PgoClient['clusterBackups']>>['cluster']>;
type BackupView = View['backups']['nodes'][number];

/** The first thing that is found in the backups of the cluster, as soon as there is one. */
async function becomes<T>(find: (view: View) => T | undefined): Promise<T> {
  const deadline = Date.now() + END_TIMEOUT_MS;
  for (;;) {
    const { cluster: view } = await client.clusterBackups({ ...cluster, first: 100 });
    const found = view == null ? undefined : find(view);
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`not in ${JSON.stringify(view)}`);
    await delay(200);
  }
}

const backupThat = (wanted: (backup: BackupView) => boolean): Promise<BackupView> => becomes(({ backups }) => backups.nodes.find(wanted));
const endOf = async (operation: { readonly id: string } | null | undefined): Promise<OperationState> => operationEnd(client, operation?.id ?? '', END_TIMEOUT_MS);

async function dump(database?: string): Promise<BackupView> {
  const { createBackup } = await client.createBackup({ input: { cluster, type: 'LOGICAL', ...(database === undefined ? {} : { database }) } });
  expect(await endOf(createBackup.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
  return backupThat(({ name, state }) => name === createBackup.backup?.name && state === 'SUCCEEDED');
}

beforeAll(async () => {
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, cluster.namespace);
  await createReadyCluster(client, { ...cluster, retention: { fullBackups: 2, logicalBackups: 2 } });
  environment = await psqlEnvironment(client, cluster);
  await psql(environment, 'create table account as select n, md5(n::text) as name from generate_series(1, 1000) n');
});

afterAll(async () => {
  await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
  await client.close();
  await kubernetes.close();
});

test('one database comes back from a dump into its own name and into a new one, and the one of before is kept', async () => {
  const backup = await dump(cluster.name);
  expect(backup).toMatchObject({ type: 'LOGICAL', repository: 'repo1', databases: [cluster.name], database: cluster.name });
  expect(backup.repositoryBytes).toBeGreaterThan(1000);
  await psql(environment, 'drop table account; create table later (n int)');
  const label = backup.label ?? '';
  const { restoreCluster } = await client.restoreCluster({ input: { cluster, confirm: cluster.name, backup: label } });
  const ended = await endOf(restoreCluster.operation);
  expect(ended).toMatchObject({ state: 'SUCCEEDED', error: null });
  expect(await psql(environment, 'select count(*), max(n) from account')).toBe('1000|1000');
  expect(await psql(environment, `select count(*) from pg_database where datname like 'vault_before_%'`)).toBe('1');
  const operation = { apiVersion: 'pgo.dev/v1', kind: 'PostgresOperation', metadata: { name: 'by-hand', namespace: cluster.namespace }, spec: { kind: 'RestoreDatabase', cluster: cluster.name, requestedBy: 'test', input: { backup: label, targetDatabase: 'Copy of "it"' } } } as const;
  await kubernetes.create(POSTGRES_OPERATION, operation, { manager: 'test' });
  expect(await endOf({ id: nodeId({ kind: 'Operation', namespace: cluster.namespace, name: 'by-hand' }) })).toMatchObject({ state: 'SUCCEEDED', error: null });
  expect(await psql({ ...environment, PGDATABASE: 'Copy of "it"' }, 'select count(*) from account')).toBe('1000');
});

test('what cannot be restored is refused with a word, and a dump of what is not there fails with one', async () => {
  const restore = (input: object): Promise<unknown> => client.restoreCluster({ input: { cluster, confirm: cluster.name, ...input } });
  const { label } = await backupThat(({ type }) => type === 'LOGICAL');
  await expect(restore({ backup: label, database: 'nope' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'database' });
  await expect(restore({ backup: label, targetDatabase: 'template1' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'targetDatabase' });
  await expect(restore({ backup: label, at: '2026-06-01T12:00:00Z' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(client.createBackup({ input: { cluster, type: 'FULL', database: 'vault' } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'database' });
  const { createBackup } = await client.createBackup({ input: { cluster, type: 'LOGICAL', database: 'nowhere' } });
  expect(await endOf(createBackup.operation)).toMatchObject({ state: 'FAILED', error: { code: 'BACKUP_FAILED', message: 'There is no database "nowhere".' } });
});

test('a dump made by kubectl is of all databases; the oldest beyond the retention expires, and one is deleted', async () => {
  await kubernetes.create(POSTGRES_BACKUP, { apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { name: 'all', namespace: cluster.namespace }, spec: { cluster: cluster.name, type: 'LOGICAL' } }, { manager: 'test' });
  const [first] = [await backupThat(({ database, state }) => database === cluster.name && state === 'SUCCEEDED'), await dump(cluster.name), await dump(cluster.name)];
  await backupThat(({ name, state }) => name === first.name && state === 'EXPIRED');
  const all = await backupThat(({ name, state }) => name === 'all' && state === 'SUCCEEDED');
  expect(all.databases).toEqual(expect.arrayContaining(['postgres', cluster.name, 'Copy of "it"']));
  const { deleteBackup } = await client.deleteBackup({ input: { cluster, backup: all.label } });
  expect(await endOf(deleteBackup.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
  await becomes(({ backups }) => (backups.nodes.some(({ name }) => name === 'all') ? undefined : true));
});
