import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, operationEnd, type OperationState } from '../support/test-client.js';

jest.setTimeout(600_000);

const END_TIMEOUT_MS = 240_000;
const ROWS = 60;
/** Rows before this one may be from the second in which the backup ended. */
const FIRST_TARGET_ROW = 35;

const cluster = { namespace: 'restore', name: 'tardis' };
const copy = { namespace: 'restore', name: 'twin' };
const seed = Number(process.env['PGO_SEED'] ?? Date.now() % 1_000_000);
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;
/** When each row was about to be inserted; row n at index n - 1. */
let moments: readonly string[];

const rowsOf = async (of: typeof cluster): Promise<number[]> =>
  (await psql(await psqlEnvironment(client, of), 'select n from moment order by n')).split('\n').filter((line) => line !== '').map(Number);

const firstRows = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Number of rows that shall be there, and a moment between the commit of the last one and that of the next. */
function randomTarget(draw: number): { readonly rows: number; readonly at: string } {
  const random = Math.abs(Math.sin(seed * 12.9898 + draw * 78.233) * 43_758.5453) % 1;
  const rows = FIRST_TARGET_ROW + Math.floor(random * (ROWS - FIRST_TARGET_ROW));
  return { rows, at: moments[rows] ?? '' };
}

const endOf = async (operation: { readonly id: string } | null | undefined): Promise<OperationState> => operationEnd(client, operation?.id ?? '', END_TIMEOUT_MS);

async function backUp(): Promise<void> {
  const { createBackup } = await client.createBackup({ input: { cluster, type: 'FULL' } });
  expect(await endOf(createBackup.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
}

type BackupView = NonNullable<Awaited<ReturnType<PgoClient['clusterBackups']>>['cluster']>['backups']['nodes'][number];

/** The backup of the list that is as wanted, as soon as there is one. */
async function becomes(wanted: (backup: BackupView) => boolean): Promise<BackupView> {
  const deadline = Date.now() + END_TIMEOUT_MS;
  for (;;) {
    const { cluster: found } = await client.clusterBackups({ ...cluster, first: 100 });
    const backup = found?.backups.nodes.find(wanted);
    if (backup !== undefined) return backup;
    if (Date.now() > deadline) throw new Error(`no such backup: ${JSON.stringify(found?.backups.nodes)}`);
    await delay(200);
  }
}

beforeAll(async () => {
  process.stderr.write(`restore: PGO_SEED=${seed}\n`);
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, cluster.namespace);
  await createReadyCluster(client, { ...cluster, walStorageSize: '256Mi' });
  const environment = await psqlEnvironment(client, cluster);
  await psql(environment, 'create table moment (n int, at timestamptz)');
  await backUp();
  await psql(environment, `do $$ begin
    for row in 1..${ROWS} loop insert into moment values (row, clock_timestamp()); commit; perform pg_sleep(0.05); end loop;
  end $$`);
  moments = (await psql(environment, `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') from moment order by n`)).split('\n');
});

afterAll(async () => {
  for (const one of [cluster, copy]) await client.deleteCluster({ input: { cluster: one, confirm: one.name } });
  await client.close();
  await kubernetes.close();
});

test('what cannot be reached is refused, and nothing is touched', async () => {
  const restore = (input: { at?: string; lsn?: string; backup?: string; confirm?: string }): Promise<unknown> =>
    client.restoreCluster({ input: { cluster, confirm: cluster.name, ...input } });
  await expect(restore({ at: moments[40], confirm: 'other' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'confirm' });
  await expect(restore({ at: '2026-06-01T12:00:00' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(restore({ at: '2999-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'at' });
  await expect(restore({ lsn: 'somewhere' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'lsn' });
  const { restoreCluster } = await client.restoreCluster({ input: { cluster, confirm: cluster.name, backup: '20200101-000000F' } });
  expect(await endOf(restoreCluster.operation)).toMatchObject({ state: 'FAILED', error: { code: 'TARGET_OUTSIDE_WINDOW' } });
  expect(await rowsOf(cluster)).toEqual(firstRows(ROWS));
});

test('a backup made by kubectl is listed with the one that it needs, and goes with it after the plan has said so', async () => {
  const { createBackup } = await client.createBackup({ input: { cluster, type: 'FULL' } });
  expect(await endOf(createBackup.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
  const object: PostgresBackup = { apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { name: 'by-hand', namespace: cluster.namespace }, spec: { cluster: cluster.name, type: 'INCREMENTAL' } };
  await kubernetes.create(POSTGRES_BACKUP, object, { manager: 'test' });
  const byHand = await becomes(({ name, state }) => name === 'by-hand' && state === 'SUCCEEDED');
  const needed = await becomes(({ label }) => label !== undefined && label !== null && byHand.dependsOn.includes(label));
  expect(needed).toMatchObject({ name: createBackup.backup?.name, type: 'FULL' });
  expect(needed.databaseBytes).toBeGreaterThan(1_000_000);
  const dry = await client.deleteBackup({ input: { cluster, backup: needed.name, dryRun: true } });
  expect(dry.deleteBackup.plan.changes.map(({ object: changed }) => changed)).toEqual(expect.arrayContaining([`PostgresBackup/${needed.name}`, 'PostgresBackup/by-hand']));
  const { deleteBackup } = await client.deleteBackup({ input: { cluster, backup: needed.name } });
  expect(await endOf(deleteBackup.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
});

test('in place to a random moment: exactly what was committed by then; the undo brings the rest back', async () => {
  const { rows, at } = randomTarget(1);
  const { restoreCluster } = await client.restoreCluster({ input: { cluster, confirm: cluster.name, at } });
  expect(await endOf(restoreCluster.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
  expect(await rowsOf(cluster)).toEqual(firstRows(rows));
  const undone = await client.restoreCluster({ input: { cluster, confirm: cluster.name, undo: true } });
  expect(await endOf(undone.restoreCluster.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
  expect(await rowsOf(cluster)).toEqual(firstRows(ROWS));
});

test('to a restore point: what was committed before it was made, and nothing behind; a second one of the name is refused', async () => {
  const mark = (name: string): Promise<OperationState> => client.createRestorePoint({ input: { cluster, name } }).then(({ createRestorePoint }) => endOf(createRestorePoint.operation));
  await psql(await psqlEnvironment(client, cluster), `insert into moment values (${ROWS + 1}, now())`);
  expect(await mark('before')).toMatchObject({ state: 'SUCCEEDED', error: null });
  await psql(await psqlEnvironment(client, cluster), `insert into moment values (${ROWS + 2}, now())`);
  await expect(client.createRestorePoint({ input: { cluster, name: 'before' } })).rejects.toMatchObject({ code: 'ALREADY_EXISTS', field: 'name' });
  await expect(client.createRestorePoint({ input: { cluster, name: 'with space' } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
  const { restoreCluster } = await client.restoreCluster({ input: { cluster, confirm: cluster.name, restorePoint: 'before' } });
  expect(await endOf(restoreCluster.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
  expect(await rowsOf(cluster)).toEqual(firstRows(ROWS + 1));
  const { cluster: { keptData } } = await clusterBecomes(client, cluster, (one) => one.keptData != null, END_TIMEOUT_MS);
  expect(keptData?.bytes).toBeGreaterThan(1_000_000);
  await client.updateCluster({ input: { cluster, retention: { replacedDataHours: 0 } } });
  await clusterBecomes(client, cluster, (one) => one.keptData == null, END_TIMEOUT_MS);
  await expect(client.restoreCluster({ input: { cluster, confirm: cluster.name, undo: true } })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION' });
  expect(await rowsOf(cluster)).toEqual(firstRows(ROWS + 1));
});

test('a clone as of a random moment while the backup is proven: exactly what was committed by then', async () => {
  const { rows, at } = randomTarget(2);
  const [{ createCluster }, { verifyBackup }] = await Promise.all([
    client.createCluster({ input: { ...copy, source: { cluster, at } } }),
    client.verifyBackup({ input: { cluster, assertions: [{ database: cluster.name, sql: "select to_regclass('moment') is not null" }] } }),
  ]);
  expect(await endOf(createCluster.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
  expect(await rowsOf(copy)).toEqual(firstRows(rows));
  expect(await endOf(verifyBackup.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
});
