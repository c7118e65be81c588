import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { PERSISTENT_VOLUME_CLAIM } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { DATABASE_CONTAINER, dataClaimName, podName, walClaimName } from '../../schema/naming/names.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { canLimitVolumes, limitedVolume, type LimitedVolume } from '../support/limited-volume.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith, operationEnd, type ClusterState } from '../support/test-client.js';

jest.setTimeout(300_000);

const WAIT_MS = 150_000;
const SIZE_MIB = 160;
const cluster = { namespace: 'storage', name: 'small' };
const apart = { namespace: 'storage', name: 'apart' };
const run = canLimitVolumes ? test : test.skip;
if (!canLimitVolumes) console.warn('volumes of a fixed size cannot be mounted here, or belong to the Kubernetes of KUBECONFIG: the tests of full volumes are skipped');
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;
const volumes: LimitedVolume[] = [];

const sql = async (text: string): Promise<string> => psql(await psqlEnvironment(client, cluster), text);
const conditionOf = ({ conditions }: ClusterState, type: string): ClusterState['conditions'][number] | undefined => conditions.find((condition) => condition.type === type);

/** Resolves when the claim has so much, as Kubernetes says once its provider is to make it so. */
const claimHas = async (name: string, size: string): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    const claim = await kubernetes.get(PERSISTENT_VOLUME_CLAIM, { namespace: cluster.namespace, name });
    if (claim?.status?.capacity?.['storage'] === size) return;
    if (attempt >= 600) throw new Error(`the claim did not get ${size}: ${JSON.stringify(claim)}`);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
};

beforeAll(async () => {
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, cluster.namespace);
  if (!canLimitVolumes) return;
  volumes.push(await limitedVolume(kubernetes, service.dataDir, { namespace: cluster.namespace, name: dataClaimName('small-1'), sizeMib: SIZE_MIB }));
  await createReadyCluster(client, { ...cluster, storageSize: `${SIZE_MIB}Mi`, parameters: { max_wal_size: '64MB' } });
});

afterAll(async () => {
  for (const one of [apart, ...(canLimitVolumes ? [cluster] : [])]) {
    const { deleteCluster } = await client.deleteCluster({ input: { cluster: one, confirm: one.name } });
    await operationEnd(client, deleteCluster.operation?.id ?? '', WAIT_MS);
  }
  for (const volume of volumes) await volume.end();
  await client.close();
  await kubernetes.close();
});

run('a primary that ran out of room says so in one sentence, and comes back with all its rows when the volume is grown', async () => {
  await sql('create table kept as select generate_series(1, 1000) as n');
  const measured = await clusterBecomes(client, cluster, ({ primary, instances }) => instances.some(({ name, dataBytes }) => name === primary?.name && (dataBytes ?? 0) > 0), WAIT_MS);
  expect(measured.cluster.instances[0]?.dataBytes).toBeLessThan(SIZE_MIB * 2 ** 20);
  await kubernetes.exec({ namespace: cluster.namespace, name: podName('small-1') }, { container: DATABASE_CONTAINER, command: ['dd', 'if=/dev/zero', 'of=/pgdata/filler', 'bs=64k'], timeoutMs: WAIT_MS });
  // WAL that takes no room elsewhere: its next file does not fit, and PostgreSQL ends itself.
  await expect(sql("select count(pg_logical_emit_message(false, 'fill', repeat('x', 1000000))) from generate_series(1, 40)")).rejects.toThrow(/No space left|connection|terminat/i);
  const full = await clusterBecomes(client, cluster, (state) => state.state === 'DEGRADED' && conditionOf(state, 'StorageAvailable')?.reason === 'VolumeFull', WAIT_MS);
  expect(full.cluster.message).toMatch(/^The volume of small-1 \(160Mi\) is full, .* are free, and .*; grow it with pgo update cluster small --storage-size\.$/);
  // It is written after the status, and not waited for.
  for await (const { events } of client.events({ namespace: cluster.namespace, cluster: cluster.name }, { signal: AbortSignal.timeout(WAIT_MS) })) {
    if (events.reason === 'VolumeFull') break;
  }
  const { updateCluster } = await client.updateCluster({ input: { cluster, storageSize: `${2 * SIZE_MIB}Mi` } });
  await claimHas(dataClaimName('small-1'), `${2 * SIZE_MIB}Mi`);
  await volumes[0]?.grow(2 * SIZE_MIB);
  expect(await operationEnd(client, updateCluster.operation?.id ?? '', WAIT_MS)).toMatchObject({ state: 'SUCCEEDED', error: null });
  await clusterBecomes(client, cluster, (state) => isReadyWith(1)(state) && conditionOf(state, 'StorageAvailable')?.status === 'True', WAIT_MS);
  expect(await sql('select count(*) from kept')).toBe('1000');
  await sql('insert into kept values (1001)');
});

run('a volume grows by itself as far as it may, while what was asked for and PostgreSQL stay as they are', async () => {
  const started = await sql('select pg_postmaster_start_time()');
  const growing = { maximum: `${3 * SIZE_MIB}Mi`, thresholdPercent: 50, stepPercent: 40 };
  const { updateCluster } = await client.updateCluster({ input: { cluster, storageAutoGrow: growing } });
  expect(updateCluster.plan.impact).toBe('NONE');
  await claimHas(dataClaimName('small-1'), `${2.8 * SIZE_MIB}Mi`);
  const waiting = await clusterBecomes(client, cluster, (state) => conditionOf(state, 'StorageAutoGrow')?.reason === 'GrowthWaits', WAIT_MS);
  expect(conditionOf(waiting.cluster, 'StorageAutoGrow')?.message).toMatch(/^The volume of small-1 \(448Mi\) is \d+ % taken; they grew not long ago and grow again from .*Z on\.$/);
  expect(waiting.cluster).toMatchObject({ storageSize: `${2.8 * SIZE_MIB}Mi`, storageAutoGrow: { lastGrownAt: expect.any(String), message: expect.stringContaining('grow again from') } });
  expect((await kubernetes.get(POSTGRES_CLUSTER, cluster))?.spec.storage).toMatchObject({ size: `${2 * SIZE_MIB}Mi`, autoGrow: growing });
  await expect(client.updateCluster({ input: { cluster, storageSize: `${2 * SIZE_MIB}Mi` } })).rejects.toThrow(/cannot shrink/);
  await client.updateCluster({ input: { cluster, storageAutoGrow: { coolDownMinutes: 0 } } });
  await claimHas(dataClaimName('small-1'), growing.maximum);
  await clusterBecomes(client, cluster, (state) => conditionOf(state, 'StorageAutoGrow')?.reason === 'GrowthLimited', WAIT_MS);
  expect(await sql('select pg_postmaster_start_time()')).toBe(started);
});

test('WAL moves to a volume of its own, that of replicas too, and the volume grows without a restart', async () => {
  await createReadyCluster(client, apart);
  const environment = await psqlEnvironment(client, apart);
  await psql(environment, 'create table kept as select generate_series(1, 1000) as n');
  const input = { cluster: apart, walStorageSize: '128Mi' };
  expect((await client.updateCluster({ input: { ...input, dryRun: true } })).updateCluster.plan.impact).toBe('ROLLING_RESTART');
  const { updateCluster } = await client.updateCluster({ input });
  expect(await operationEnd(client, updateCluster.operation?.id ?? '', WAIT_MS)).toMatchObject({ state: 'SUCCEEDED', error: null });
  const { scaleCluster } = await client.scaleCluster({ input: { cluster: apart, replicas: 1 } });
  expect(await operationEnd(client, scaleCluster.operation?.id ?? '', WAIT_MS)).toMatchObject({ state: 'SUCCEEDED', error: null });
  await clusterBecomes(client, apart, isReadyWith(2), WAIT_MS);
  for (const instance of ['apart-1', 'apart-2']) {
    const { stdout } = await kubernetes.exec({ namespace: apart.namespace, name: podName(instance) }, { container: DATABASE_CONTAINER, command: ['sh', '-c', 'readlink /pgdata/pg*/pg_wal; ls /pgwal/*'], timeoutMs: WAIT_MS });
    expect(stdout).toMatch(/^\/pgwal\/pg\d+\n(.*\n)*[0-9A-F]{24}\n/);
  }
  const started = await psql(await psqlEnvironment(client, apart), 'select count(*), pg_postmaster_start_time() from kept');
  expect(started).toMatch(/^1000/);
  const growth = await client.updateCluster({ input: { cluster: apart, walStorageSize: '256Mi' } });
  expect(growth.updateCluster.plan.impact).toBe('NONE');
  expect(await operationEnd(client, growth.updateCluster.operation?.id ?? '', WAIT_MS)).toMatchObject({ state: 'SUCCEEDED', error: null });
  await claimHas(walClaimName('apart-2'), '256Mi');
  const { cluster: measured } = await client.clusterUsage(apart);
  expect(measured?.usage).toMatchObject(['apart-1', 'apart-2'].map((instance) => ({ instance, walVolumeSize: expect.stringMatching(/Mi$/), walBytes: expect.any(Number), walFreeBytes: expect.any(Number), message: '' })));
  expect(await psql(await psqlEnvironment(client, apart), 'select count(*), pg_postmaster_start_time() from kept')).toBe(started);
  await expect(kubernetes.mergePatch(POSTGRES_CLUSTER, apart, { spec: { storage: { walSize: null } } }, { manager: 'test' })).rejects.toThrow(/cannot be removed/);
});
