import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import pg from 'pg';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { POD, SECRET, type Secret } from '../../kube/core-kinds.js';
import { secretData, secretText } from '../../kube/secret-text.js';
import { issueServerCertificate, serverNames } from '../../operator/cluster/certificates.js';
import { servedFingerprint } from '../../operator/instance/served-certificate.js';
import { authoritySecretName, serverCertificateSecretName } from '../../schema/naming/names.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { ensureNamespace, kubernetesOf, objectsOf } from '../support/kubernetes.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith, operationEnd, type OperationState } from '../support/test-client.js';

jest.setTimeout(300_000);

const WAIT_MS = 120_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const cluster = { namespace: 'maintenance', name: 'works' };
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;

beforeAll(async () => {
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, cluster.namespace);
  await createReadyCluster(client, { ...cluster, replicas: 1 });
});

afterAll(async () => {
  await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
  await client.close();
  await kubernetes.close();
});

/** Asks until the answer is as wanted; throws with the last one when the time is over. */
async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  const endMs = Date.now() + WAIT_MS;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (Date.now() > endMs) throw new Error(`It stayed ${JSON.stringify(answer)}.`);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}

/** Changes the sizes of the pooler while a session goes through it. */
async function resizePooler(): Promise<void> {
  const environment = await psqlEnvironment(client, cluster, true);
  const session = new pg.Client({ host: environment['PGHOST'] ?? '', port: Number(environment['PGPORT']), user: environment['PGUSER'] ?? '', password: environment['PGPASSWORD'] ?? '', database: environment['PGDATABASE'] ?? '', ssl: { rejectUnauthorized: false } });
  await session.connect();
  const answerOfSession = async (): Promise<unknown> => (await session.query('select 1 as answer')).rows;
  const another = async (): Promise<string> => psql(environment, 'select 1').catch(String);
  const resize = async (pooler: object): Promise<void> => {
    const { updateCluster } = await client.updateCluster({ input: { cluster, pooler: { enabled: true, ...pooler } } });
    expect(updateCluster.plan.impact).toBe('NONE');
    expect(await endOf(updateCluster)).toMatchObject({ state: 'SUCCEEDED', error: null });
  };
  try {
    expect(await answerOfSession()).toEqual([{ answer: 1 }]);
    await resize({ maxClientConnections: 1 });
    expect(await until(another, (answer) => answer !== '1')).toMatch(/no more connections allowed/);
    await resize({ maxClientConnections: 100, replicas: 2 });
    expect((await clusterBecomes(client, cluster, ({ pooler }) => pooler?.readyReplicas === 2, WAIT_MS)).cluster).toMatchObject({ state: 'READY' });
    expect(await until(another, (answer) => answer === '1')).toBe('1');
    expect(await answerOfSession()).toEqual([{ answer: 1 }]);
    await resize({ replicas: 1 });
    await clusterBecomes(client, cluster, ({ pooler }) => pooler?.readyReplicas === 1, WAIT_MS);
    expect(await another()).toBe('1');
  } finally {
    await session.end().catch(() => undefined);
  }
}

const endOf = async ({ operation }: { operation?: { id: string } | null }): Promise<OperationState> => operationEnd(client, operation?.id ?? '', 200_000);
const sql = async (text: string): Promise<string> => psql(await psqlEnvironment(client, cluster), text);

test('testCluster connects to every service and instance', async () => {
  const ended = await endOf((await client.testCluster({ input: { cluster } })).testCluster);
  expect(ended).toMatchObject({ kind: 'TestCluster', state: 'SUCCEEDED', error: null });
  expect(ended.steps.map(({ name, message }) => [name, message.slice(0, 2)])).toEqual([
    ['Service works-primary', 'UP'], ['Service works-replicas', 'UP'], ['Instance works-1', 'UP'], ['Instance works-2', 'UP'],
  ]);
});

test('labelClusters sets labels and takes them off, selected by labels', async () => {
  await client.labelClusters({ input: { namespace: cluster.namespace, clusters: [cluster.name], labels: { env: 'prod', trial: 'yes' } } });
  const { labelClusters } = await client.labelClusters({ input: { namespace: cluster.namespace, selector: 'env=prod', labels: { trial: null } } });
  expect(labelClusters.clusters?.map(({ labels }) => labels)).toEqual([[{ key: 'env', value: 'prod' }]]);
  expect(await endOf(labelClusters)).toMatchObject({ kind: 'LabelClusters', state: 'SUCCEEDED' });
  await expect(client.labelClusters({ input: { namespace: cluster.namespace, selector: 'env=none', labels: { a: 'b' } } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'selector' });
});

test('logs come from every instance, and a wrong instance is refused', async () => {
  const seen = new Set<string>();
  for await (const { logs } of client.logs({ ...{ namespace: cluster.namespace, cluster: cluster.name }, tail: 5 }, { signal: AbortSignal.timeout(120_000) })) {
    expect(logs.at).toMatch(/Z$/);
    seen.add(logs.instance);
    if (seen.size === 2) break;
  }
  const wrong = client.logs({ namespace: cluster.namespace, cluster: cluster.name, instance: 'works-9' })[Symbol.asyncIterator]();
  await expect(wrong.next()).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'instance' });
});

test('events tell what happened to the cluster', async () => {
  const reasons = new Set<string>();
  for await (const { events } of client.events({ namespace: cluster.namespace, cluster: cluster.name }, { signal: AbortSignal.timeout(120_000) })) {
    expect(events.cluster).toBe(cluster.name);
    reasons.add(events.reason);
    if (reasons.has('PrimaryChanged')) break;
  }
  const { cluster: found } = await client.clusterEvents(cluster);
  expect(found?.events.nodes.map(({ reason }) => reason)).toContain('PrimaryChanged');
});

test('reloadCluster has PostgreSQL read its configuration', async () => {
  const before = await sql('select pg_conf_load_time()');
  expect(await endOf((await client.reloadCluster({ input: { cluster } })).reloadCluster)).toMatchObject({ kind: 'Reload', state: 'SUCCEEDED' });
  expect(await sql('select pg_conf_load_time()')).not.toBe(before);
});

test('a certificate of the cluster\'s own authority is renewed before it ends, and PostgreSQL serves the new one as it runs', async () => {
  const key = { namespace: cluster.namespace, name: serverCertificateSecretName(cluster.name) };
  const stored = async (name: string): Promise<Secret | undefined> => kubernetes.get(SECRET, { ...key, name });
  const { PGHOST: host = '' } = await psqlEnvironment(client, cluster);
  const started = await sql('select pg_postmaster_start_time()');
  const [authority, before] = [await stored(authoritySecretName(cluster.name)), await servedFingerprint(host)];
  const pair = { certificate: secretText(authority, 'tls.crt') ?? '', key: secretText(authority, 'tls.key') ?? '' };
  // One that has served for ten of its twelve months.
  const aged = await issueServerCertificate(pair, serverNames(cluster.namespace, cluster.name, [host]), { nowMs: Date.now() - 300 * DAY_MS, serialNumber: '77' });
  await kubernetes.mergePatch(SECRET, key, { data: secretData({ 'tls.crt': aged.certificate, 'tls.key': aged.key }) }, { manager: 'test' });
  const fingerprint = async (): Promise<string | undefined> => {
    const certificate = secretText(await stored(key.name), 'tls.crt');
    return certificate === undefined || certificate === aged.certificate ? undefined : new X509Certificate(certificate).fingerprint256;
  };
  const [renewed, served] = await until(async () => [await fingerprint(), await servedFingerprint(host)] as const, ([wanted, has]) => wanted !== undefined && wanted === has && wanted !== before);
  expect(served).toBe(renewed);
  expect(Date.parse(new X509Certificate(secretText(await stored(key.name), 'tls.crt') ?? '').validTo)).toBeGreaterThan(Date.now() + 360 * DAY_MS);
  expect(await sql('select pg_postmaster_start_time()')).toBe(started);
});

test('a pooler is added, serves through its own certificate, changes its mode and goes without a trace', async () => {
  const pooled = async (text: string): Promise<string> => psql(await psqlEnvironment(client, cluster, true), text);
  expect(await endOf((await client.createPooler({ input: { cluster, settings: { mode: 'transaction' } } })).createPooler)).toMatchObject({ state: 'SUCCEEDED', error: null });
  expect(await pooled('select current_user, not pg_is_in_recovery()')).toBe('works|t');
  await expect(psql({ ...await psqlEnvironment(client, cluster, true), PGPASSWORD: 'wrong' }, 'select 1')).rejects.toThrow(/authentication|password/i);
  await expect(psql({ ...await psqlEnvironment(client, cluster, true), PGSSLMODE: 'disable' }, 'select 1')).rejects.toThrow(/SSL required/);
  await expect(psql({ ...await psqlEnvironment(client, cluster, true), PGUSER: 'postgres' }, 'select 1')).rejects.toThrow();
  await kubernetes.mergePatch(POSTGRES_CLUSTER, cluster, { spec: { pooler: { mode: 'SESSION' } } }, { manager: 'test' });
  await clusterBecomes(client, cluster, ({ state, pooler }) => state === 'READY' && pooler?.mode === 'SESSION' && pooler.ready, 120_000);
  expect(await pooled('select 1')).toBe('1');
  await resizePooler();
  await kubernetes.mergePatch(POSTGRES_CLUSTER, cluster, { spec: { pooler: { enabled: false } } }, { manager: 'test' });
  await clusterBecomes(client, cluster, ({ state, pooler, conditions }) => state === 'READY' && pooler == null && !conditions.some(({ type }) => type === 'PoolerReady'), 120_000);
  const left = async (): Promise<string> => sql("select count(*) from pg_roles where rolname = 'pgo_pooler'");
  for (let attempt = 0; attempt < 240 && await left() !== '0'; attempt += 1) await sql('select pg_sleep(0.5)');
  expect(await left()).toBe('0');
  expect((await objectsOf(kubernetes, cluster)).filter((object) => object.includes('pooler'))).toEqual([]);
});

test('a rolling restart restarts every instance and moves the primary', async () => {
  const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2));
  const startedAt = await sql('select pg_postmaster_start_time()');
  const { restartCluster } = await client.restartCluster({ input: { cluster, rolling: true } });
  expect(restartCluster.plan.impact).toBe('SWITCHOVER');
  const ended = await endOf(restartCluster);
  expect(ended).toMatchObject({ kind: 'Restart', state: 'SUCCEEDED', error: null });
  expect(ended.steps).toHaveLength(3);
  const { cluster: after } = await clusterBecomes(client, cluster, (state) => isReadyWith(2)(state) && state.primary?.name !== before.primary?.name, 120_000);
  expect(after.primary?.name).toBeDefined();
  expect(await sql('select pg_postmaster_start_time()')).not.toBe(startedAt);
});

test('one instance is restarted, an unknown one refused', async () => {
  const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2));
  await expect(client.restartCluster({ input: { cluster, targets: ['works-9'] } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'targets' });
  const primary = before.primary?.name ?? '';
  const startedAt = await sql('select pg_postmaster_start_time()');
  const ended = await endOf((await client.restartCluster({ input: { cluster, targets: [primary] } })).restartCluster);
  expect([ended.state, ended.steps.map(({ name }) => name)]).toEqual(['SUCCEEDED', [`Restart ${primary}`]]);
  await clusterBecomes(client, cluster, isReadyWith(2), 120_000);
  expect(await sql('select pg_postmaster_start_time()')).not.toBe(startedAt);
});

test('a stopped cluster runs nothing, and has every row when it is started', async () => {
  await sql('create table kept as select 42 as answer');
  const { stopCluster } = await client.stopCluster({ input: { cluster } });
  expect(stopCluster.plan.impact).toBe('OFFLINE');
  expect(await endOf(stopCluster)).toMatchObject({ kind: 'StopCluster', state: 'SUCCEEDED' });
  expect((await clusterBecomes(client, cluster, ({ state }) => state === 'STOPPED')).cluster.instances.every(({ ready }) => !ready)).toBe(true);
  expect(await kubernetes.list(POD, { namespace: cluster.namespace, labelSelector: `pgo.dev/cluster=${cluster.name}` })).toEqual([]);
  expect(await endOf((await client.testCluster({ input: { cluster } })).testCluster)).toMatchObject({ state: 'FAILED', error: { code: 'ENDPOINT_DOWN' } });
  await expect(client.restartCluster({ input: { cluster } })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION' });
  expect(await endOf((await client.startCluster({ input: { cluster } })).startCluster)).toMatchObject({ kind: 'StartCluster', state: 'SUCCEEDED' });
  expect(await sql('select answer from kept')).toBe('42');
});
