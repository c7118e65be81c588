import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EVENT, SECRET } from '../../kube/core-kinds.js';
import { POSTGRES_BACKUP, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { nodeId } from '../../server/node-id.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { psql, psqlEnvironment, type PsqlEnvironment } from '../support/psql.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, operationEnd, type OperationState } from '../support/test-client.js';

jest.setTimeout(600_000);

const END_TIMEOUT_MS = 120_000;
const cluster = { namespace: 'backups', name: 'vault' };
let service: SharedService;
let storage: S3Server;
let client: PgoClient;
let kubernetes: KubeConnection;
let environment: PsqlEnvironment;

type View = NonNullable<Awaited<ReturnType<PgoClient['clusterBackups']>>['cluster']>;
type BackupView = View['backups']['nodes'][number];

/** The first thing that is found in the backups of the cluster, as soon as there is one. */
async function becomes<T>(find: (view: View) => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + END_TIMEOUT_MS;
  for (;;) {
    const { cluster: view } = await client.clusterBackups({ ...cluster, first: 100 });
    const found = view == null ? undefined : await find(view);
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`not in ${JSON.stringify(view)}`);
    await delay(200);
  }
}

/** Reasons of the events of the cluster, as soon as all of these are among them. */
const eventsTell = (...wanted: readonly string[]): Promise<true> => becomes(async () => {
  const events = await kubernetes.list(EVENT, { namespace: cluster.namespace });
  const reasons = events.filter(({ involvedObject }) => involvedObject.name === cluster.name).map(({ reason }) => reason);
  return wanted.every((reason) => reasons.includes(reason)) ? true : undefined;
});

const backupThat = (wanted: (backup: BackupView) => boolean): Promise<BackupView> => becomes(({ backups }) => backups.nodes.find(wanted));
const endOf = async (operation: { readonly id: string } | null | undefined): Promise<OperationState> => operationEnd(client, operation?.id ?? '', END_TIMEOUT_MS);

async function backUp(repository: string): Promise<BackupView> {
  const { createBackup } = await client.createBackup({ input: { cluster, type: 'FULL', repository } });
  expect(await endOf(createBackup.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
  return backupThat(({ name, state }) => name === createBackup.backup?.name && state === 'SUCCEEDED');
}

async function dump(database?: string): Promise<BackupView> {
  const { createBackup } = await client.createBackup({ input: { cluster, type: 'LOGICAL', ...(database === undefined ? {} : { database }) } });
  expect(await endOf(createBackup.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
  return backupThat(({ name, state }) => name === createBackup.backup?.name && state === 'SUCCEEDED');
}

const secret = async (name: string, values: Readonly<Record<string, string>>): Promise<void> => {
  const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));
  await kubernetes.create(SECRET, { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { name, namespace: cluster.namespace }, data }, { manager: 'test' });
};

/** A repository in the bucket; what is secret is only named. */
const bucket = (credentials: string): Record<string, unknown> => ({
  name: 'repo1', type: 's3', bucket: storage.bucket, endpoint: storage.endpoint, region: 'us-east-1', uriStyle: 'path', credentials,
  certificateAuthority: { secret: 'bucket', key: 'ca.crt' }, encryption: { secret: 'bucket', key: 'pass' }, retention: { fullBackupDays: 7, logicalBackups: 2 },
});

const volume = { name: 'repo2', type: 'volume', retention: { fullBackups: 1 } };

beforeAll(async () => {
  [storage, service] = await Promise.all([startS3Server(), sharedService()]);
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, cluster.namespace);
  await secret('bucket', { ...storage.credentials, 'ca.crt': storage.authority, pass: 'a pass phrase' });
  await secret('wrong', { ...storage.credentials, key: 'WRONG' });
  await createReadyCluster(client, { ...cluster, repositories: [bucket('bucket'), volume] });
  environment = await psqlEnvironment(client, cluster);
  await psql(environment, 'create table account as select n, md5(n::text) as name from generate_series(1, 1000) n');
});

afterAll(async () => {
  try {
    await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
    await client.close();
    await kubernetes.close();
  } finally {
    // Jest would wait for it for ever.
    await storage.stop();
  }
});

test('backups in a bucket are encrypted, and one of them is restored in place', async () => {
  const full = await backUp('repo1');
  expect(full).toMatchObject({ type: 'FULL', repository: 'repo1' });
  const files = readdirSync(storage.directory, { recursive: true, encoding: 'utf8' }).filter((name) => /manifest.*_object$|[0-9A-F]{24}.*_object$/.test(name));
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) expect(readFileSync(path.join(storage.directory, file)).subarray(0, 8).toString('latin1')).toBe('Salted__');
  await psql(environment, 'drop table account');
  const { restoreCluster } = await client.restoreCluster({ input: { cluster, confirm: cluster.name, backup: full.label } });
  expect(await endOf(restoreCluster.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
  expect(await psql(environment, 'select count(*) from account')).toBe('1000');
});

test('each repository keeps what its own retention says', async () => {
  const [older, newer] = [await backUp('repo2'), await backUp('repo2')];
  await backupThat(({ name, state }) => name === older.name && state === 'EXPIRED');
  await backupThat(({ name, state }) => name === newer.name && state === 'SUCCEEDED');
  await backupThat(({ repository, type, state }) => repository === 'repo1' && type === 'FULL' && state === 'SUCCEEDED');
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
  const id = nodeId({ kind: 'Operation', namespace: cluster.namespace, name: 'by-hand' });
  // Kubernetes has it; the server hears of it.
  await becomes(async () => (await client.operation({ id })).operation ?? undefined);
  expect(await endOf({ id })).toMatchObject({ state: 'SUCCEEDED', error: null });
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

test('wrong credentials of one repository are told, and the other one is backed up to', async () => {
  await client.updateCluster({ input: { cluster, repositories: [bucket('wrong'), volume] } });
  const { message } = await becomes(({ repositories }) => repositories.find((one) => one.name === 'repo1' && !one.healthy && one.message.includes('403')));
  expect(message).not.toContain(storage.credentials['key-secret']);
  await eventsTell('RepositoryUnavailable', 'ArchivingFails');
  await becomes(({ repositories }) => repositories.find(({ name, healthy }) => name === 'repo2' && healthy));
  await backUp('repo2');
});

test('backups that are turned off are no small thing: plan, condition and event say so', async () => {
  const off = { cluster, repositories: [] };
  const { updateCluster: { plan } } = await client.updateCluster({ input: { ...off, dryRun: true } });
  expect(plan).toMatchObject({ impact: 'DATA_LOSS' });
  expect(plan.summary).toMatch(/Backups are turned off/);
  await client.updateCluster({ input: off });
  const archivingIs = (wanted: string): Promise<unknown> => clusterBecomes(client, cluster, ({ conditions }) => conditions.some(({ type, reason }) => type === 'Archiving' && reason === wanted), END_TIMEOUT_MS);
  await archivingIs('BackupsDisabled');
  await expect(client.createBackup({ input: { cluster } })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION' });
  await eventsTell('BackupsDisabled');
});
