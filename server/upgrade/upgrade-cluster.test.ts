import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { PostgresClusterSpec, PostgresClusterStatus } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { type PgoClient, type UpgradeClusterInput, createClient } from '../../schema/sdk/client.js';
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
const BACKED_UP: Partial<PostgresClusterStatus> = { backups: { recoveryWindow: { earliest: '2026-06-01T12:00:00Z' } } };
const UPGRADED: Partial<PostgresClusterSpec> = { postgresVersion: 17, restore: { id: 'op-1', previous: '', previousVersion: 15, previousPrimary: 'hippo-1' } };
const put = (version: number, { spec = {}, status = {} }: { readonly spec?: Partial<PostgresClusterSpec>; readonly status?: Partial<PostgresClusterStatus> } = {}): void => {
  const instances = (['hippo-1', 'hippo-2'] as const).map((name, index) => ({ name, role: index === 0 ? 'PRIMARY' as const : 'REPLICA' as const, ready: true, state: 'running' }));
  it.kube.put(POSTGRES_CLUSTER, { metadata: { ...cluster }, spec: { replicas: 1, ...spec }, status: { primary: 'hippo-1', postgresVersion: version, instances, ...status } });
};
const operations = (): readonly PostgresOperation[] => it.kube.cache.list(POSTGRES_OPERATION);
const upgrade = async (input: Omit<UpgradeClusterInput, 'cluster'>): ReturnType<PgoClient['upgradeCluster']> => client.upgradeCluster({ input: { cluster, ...input } });

test('without a version every instance is started again, the primary last', async () => {
  put(15);
  const { upgradeCluster } = await upgrade({});
  expect(upgradeCluster.plan).toMatchObject({ impact: 'SWITCHOVER', changes: [{ object: 'Instance/hippo-2' }, { object: 'Instance/hippo-1' }] });
  expect(operations()).toMatchObject([{ spec: { kind: 'UpgradeCluster', cluster: 'hippo', input: { instances: ['hippo-2', 'hippo-1'], rolling: true } } }]);
});

test('another major version is an operation of its own, and a dry run leaves none', async () => {
  put(15, { status: BACKED_UP });
  const dry = await upgrade({ version: 17, dryRun: true });
  expect(dry.upgradeCluster).toMatchObject({ operation: null, plan: { impact: 'OFFLINE', changes: expect.arrayContaining([expect.objectContaining({ path: 'spec.postgresVersion', before: 15, after: 17 })]) } });
  expect(operations()).toEqual([]);
  await upgrade({ version: 17 });
  expect(operations()).toMatchObject([{ spec: { kind: 'UpgradeCluster', input: { version: 17, withoutBackup: false } } }]);
});

test('the way back and its end want the name once more', async () => {
  put(17, { spec: UPGRADED });
  const { upgradeCluster } = await upgrade({ rollback: true, confirm: 'hippo', dryRun: true });
  expect(upgradeCluster.plan).toMatchObject({ impact: 'DATA_LOSS', changes: expect.arrayContaining([expect.objectContaining({ path: 'spec.postgresVersion', before: 17, after: 15 })]) });
  await expect(upgrade({ finalize: true })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'confirm' });
  await upgrade({ finalize: true, confirm: 'hippo' });
  expect(operations()).toMatchObject([{ spec: { kind: 'UpgradeCluster', input: { finalize: true } } }]);
});

interface Refused { name: string; version: number; spec?: Partial<PostgresClusterSpec>; status?: Partial<PostgresClusterStatus>; input: Omit<UpgradeClusterInput, 'cluster'>; code?: string; message: RegExp }
const refused: Refused[] = [
  { name: 'a version that is not offered', version: 15, status: BACKED_UP, input: { version: 12 }, message: /not offered/ },
  { name: 'an older version', version: 17, status: BACKED_UP, input: { version: 15 }, message: /not taken to an older version/ },
  { name: 'a cluster without a backup', version: 15, input: { version: 17 }, code: 'FAILED_PRECONDITION', message: /no backup/ },
  { name: 'a stopped cluster', version: 15, spec: { stopped: true }, status: BACKED_UP, input: { version: 17 }, code: 'FAILED_PRECONDITION', message: /is stopped/ },
  { name: 'a way back without an upgrade', version: 15, input: { rollback: true, confirm: 'hippo' }, code: 'FAILED_PRECONDITION', message: /no upgrade/ },
  { name: 'a way back that has been ended', version: 17, spec: { restore: { id: 'op-1', previousVersion: 15 } }, input: { rollback: true, confirm: 'hippo' }, code: 'FAILED_PRECONDITION', message: /no upgrade/ },
  { name: 'two wishes at once', version: 17, spec: UPGRADED, input: { rollback: true, finalize: true, confirm: 'hippo' }, message: /exclude each other/ },
];
test.each(refused)('refuses $name, and stores nothing', async ({ version, spec, status, input, code = 'BAD_USER_INPUT', message }) => {
  put(version, { spec, status });
  await expect(upgrade(input)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  expect(operations()).toEqual([]);
});
