import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { PgoClient, UpgradeClusterInput } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { sharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith, operationEnd, type OperationState } from '../support/test-client.js';

jest.setTimeout(900_000);

/** An older major version than that of the distribution; see docs/upgrades.md for how it gets here. */
const OLD = 13;
const isOldThere = process.env['PGO_TEST_UPGRADE'] === '1' && existsSync(`/usr/local/lib/pgo/postgresql/${OLD}/bin/postgres`);
if (!isOldThere) process.stderr.write(`upgrade: skipped; it runs with PGO_TEST_UPGRADE=1 where PostgreSQL ${OLD} is: sh bin/setup/install-postgres-${OLD}.sh\n`);

const END_TIMEOUT_MS = 300_000;
const cluster = { namespace: 'upgrade', name: 'phoenix' };
let client: PgoClient;
let kubernetes: KubeConnection;
let newest: number;

const ended = async (operation: { readonly id: string } | null | undefined): Promise<OperationState> => operationEnd(client, operation?.id ?? '', END_TIMEOUT_MS);
const upgrade = async (input: Omit<UpgradeClusterInput, 'cluster'>): Promise<OperationState> =>
  ended((await client.upgradeCluster({ input: { cluster, ...input } })).upgradeCluster.operation);
const ask = async (sql: string): Promise<string> => (await psql(await psqlEnvironment(client, cluster), sql)).trim();

/** A backup counts once the operator has looked into the repository. */
const windowOpens = async (): Promise<void> => {
  const deadline = Date.now() + END_TIMEOUT_MS;
  for (;;) {
    const { cluster: found } = await client.clusterBackups({ ...cluster, first: 1 });
    if (found?.recoveryWindow.earliest != null) return;
    if (Date.now() > deadline) throw new Error(`no recovery window: ${JSON.stringify(found)}`);
    await delay(200);
  }
};

(isOldThere ? describe : describe.skip)('from one major version to another', () => {
  beforeAll(async () => {
    const service = await sharedService();
    client = clientOf(service);
    kubernetes = await kubernetesOf(service);
    await ensureNamespace(kubernetes, cluster.namespace);
    const { serverInfo } = await client.serverInfo();
    newest = Math.max(...(serverInfo as { postgresVersions: number[] }).postgresVersions);
    await createReadyCluster(client, { ...cluster, postgresVersion: OLD, replicas: 1 }, END_TIMEOUT_MS);
    await ask('create table egg as select generate_series(1, 1000) n');
  });

  afterAll(async () => {
    await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
    await client.close();
    await kubernetes.close();
  });

  test('the version cannot be changed without an upgrade, nor without a backup', async () => {
    await expect(kubernetes.mergePatch(POSTGRES_CLUSTER, cluster, { spec: { postgresVersion: newest } }, { manager: 'test' })).rejects.toThrow(/cannot be changed in place/);
    await expect(upgrade({ version: newest })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION' });
  });

  test('what pg_upgrade cannot take is told before anything stops, to kubectl as well', async () => {
    await ask('create type pair as (a int); create table odd (n pg_catalog.regproc)');
    const object: PostgresOperation = {
      apiVersion: 'pgo.dev/v1', kind: 'PostgresOperation', metadata: { name: 'phoenix-too-early', namespace: cluster.namespace },
      spec: { kind: 'UpgradeCluster', cluster: cluster.name, requestedBy: 'kubectl', input: { version: newest, withoutBackup: true } },
    };
    const { metadata: { uid = '' } } = await kubernetes.create(POSTGRES_OPERATION, object, { manager: 'test' });
    const { operations } = await client.operations({ namespace: cluster.namespace, cluster: cluster.name, first: 10 });
    expect(uid).not.toBe('');
    const stored = operations.nodes.find(({ kind }) => kind === 'UpgradeCluster');
    expect(await ended(stored)).toMatchObject({ state: 'FAILED', error: { code: 'UPGRADE_FAILED', message: expect.stringMatching(/pg_upgrade --check says no[^]*odd/) } });
    expect(await ask('drop table odd; select count(*) from egg')).toMatch(/1000$/);
  });

  test('there, with a replica made anew and a backup of its own; then back to the data of before', async () => {
    await ended((await client.createBackup({ input: { cluster, type: 'FULL' } })).createBackup.operation);
    await windowOpens();
    expect(await upgrade({ version: newest })).toMatchObject({ state: 'SUCCEEDED', error: null });
    const { cluster: there } = await clusterBecomes(client, cluster, isReadyWith(2), END_TIMEOUT_MS);
    expect(there).toMatchObject({ postgresVersion: newest });
    expect(await ask("select count(*), current_setting('server_version_num')::int / 10000 from egg")).toBe(`1000|${newest}`);
    await ask('insert into egg values (1001)');
    expect(await ended((await client.createBackup({ input: { cluster, type: 'FULL' } })).createBackup.operation)).toMatchObject({ state: 'SUCCEEDED', error: null });
    expect(await upgrade({ rollback: true, confirm: cluster.name })).toMatchObject({ state: 'SUCCEEDED', error: null });
    await clusterBecomes(client, cluster, isReadyWith(2), END_TIMEOUT_MS);
    expect(await ask("select count(*), current_setting('server_version_num')::int / 10000 from egg")).toBe(`1000|${OLD}`);
  });

  test('once finalized there is no way back', async () => {
    expect(await upgrade({ version: newest, withoutBackup: true })).toMatchObject({ state: 'SUCCEEDED', error: null });
    await clusterBecomes(client, cluster, isReadyWith(2), END_TIMEOUT_MS);
    expect(await upgrade({ finalize: true, confirm: cluster.name })).toMatchObject({ state: 'SUCCEEDED', error: null });
    await expect(upgrade({ rollback: true, confirm: cluster.name })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION' });
    expect(await ask('select count(*) from egg')).toBe('1000');
  });
});
