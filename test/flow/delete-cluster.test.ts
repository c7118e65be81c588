import { connect } from 'node:net';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { CONFIG_MAP, JOB, NETWORK_POLICY, PERSISTENT_VOLUME_CLAIM, POD, POD_DISRUPTION_BUDGET, ROLE, ROLE_BINDING, SECRET, SERVICE, SERVICE_ACCOUNT, STATEFUL_SET } from '../../kube/core-kinds.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { processesOf } from '../support/processes.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, operationEnd } from '../support/test-client.js';

jest.setTimeout(300_000);

const cluster = { namespace: 'deletion', name: 'vault' };
const PERSISTENT_VOLUME: Kind<KubeObject & { spec?: { claimRef?: { namespace?: string } } }> = { apiVersion: 'v1', kind: 'PersistentVolume', plural: 'persistentvolumes', namespaced: false };
const ENDPOINT_SLICE: Kind = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', plural: 'endpointslices', namespaced: true };
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;

beforeAll(async () => {
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, cluster.namespace);
  await createReadyCluster(client, { ...cluster, deletionProtection: true, walStorageSize: '128Mi' });
});

afterAll(async () => {
  await client.close();
  await kubernetes.close();
});

const passwordNow = async (): Promise<string> => (await client.clusterConnection(cluster)).cluster?.connection?.password ?? '';

/** What is left of the cluster, as `Kind/name`. */
const leftOf = async (): Promise<string[]> => {
  const kinds: readonly Kind[] = [
    STATEFUL_SET, POD, PERSISTENT_VOLUME_CLAIM, SECRET, SERVICE, CONFIG_MAP, JOB, SERVICE_ACCOUNT, ROLE, ROLE_BINDING, POD_DISRUPTION_BUDGET, NETWORK_POLICY, ENDPOINT_SLICE,
  ];
  const lists = await Promise.all(kinds.map(async (kind) => (await kubernetes.list(kind, { namespace: cluster.namespace, labelSelector: `pgo.dev/cluster=${cluster.name}` }))
    .map(({ metadata }) => `${kind.kind}/${metadata.name}`)));
  return lists.flat();
};

/** Waits until the volumes behind the claims are gone, which Kubernetes removes after them. */
const volumesAreGone = async (): Promise<void> => {
  const { items, resourceVersion } = await kubernetes.listPage(PERSISTENT_VOLUME, {}, { limit: 500 });
  const left = new Set(items.filter(({ spec }) => spec?.claimRef?.namespace === cluster.namespace).map(({ metadata }) => metadata.name));
  if (left.size === 0) return;
  for await (const { type, object } of kubernetes.watch(PERSISTENT_VOLUME, {}, { resourceVersion, signal: AbortSignal.timeout(60_000), idleTimeoutMs: 60_000 })) {
    if (type === 'DELETED') left.delete(object.metadata.name);
    if (left.size === 0) return;
  }
  throw new Error(`These volumes are left: ${[...left].join(', ')}.`);
};

/** The addresses that pods and services of the cluster have, with whose they are. */
const addressesOf = async (): Promise<string[]> => {
  const selection = { namespace: cluster.namespace };
  const pods = (await kubernetes.list(POD, selection)).map(({ status }) => status?.podIP);
  const services = (await kubernetes.list(SERVICE, selection)).map(({ spec }) => spec?.clusterIP);
  return [...pods, ...services].filter((address): address is string => address !== undefined && address !== 'None');
};

/** Whether anything listens on the port of PostgreSQL of an address. */
const isListening = (host: string): Promise<boolean> => new Promise((resolve) => {
  const socket = connect({ host, port: 5432, timeout: 2_000 });
  const end = (answer: boolean) => () => {
    socket.destroy();
    resolve(answer);
  };
  socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
});

test('a protected cluster is refused, and one whose name is not typed', async () => {
  await expect(client.deleteCluster({ input: { cluster, confirm: cluster.name } })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION' });
  await expect(client.deleteCluster({ input: { cluster, confirm: 'valut' } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'confirm' });
});

test('kept data and credentials are taken over by a cluster of the same name', async () => {
  await psql(await psqlEnvironment(client, cluster), 'create table kept as select 42 as answer');
  const password = await passwordNow();
  await client.updateCluster({ input: { cluster, deletionProtection: false } });
  const { deleteCluster } = await client.deleteCluster({ input: { cluster, confirm: cluster.name, keepData: true } });
  expect(await operationEnd(client, deleteCluster.operation?.id ?? '', 200_000)).toMatchObject({ state: 'SUCCEEDED' });
  expect(await leftOf()).toEqual(expect.arrayContaining(['data', 'wal'].map((purpose) => `PersistentVolumeClaim/${purpose}-${cluster.name}-1-0`)));
  // Not asked for again: the data need the volume that their WAL is on.
  await createReadyCluster(client, { ...cluster, deletionProtection: true }, 200_000);
  expect([await psql(await psqlEnvironment(client, cluster), 'select answer from kept'), await passwordNow()]).toEqual(['42', password]);
});

test('a deletion by Kubernetes waits for the protection, then leaves nothing', async () => {
  const [pod] = await kubernetes.list(POD, { namespace: cluster.namespace, labelSelector: `pgo.dev/instance=${cluster.name}-1` });
  const addresses = await addressesOf();
  expect(await Promise.all(addresses.map(isListening))).toContain(true);
  await kubernetes.delete(POSTGRES_CLUSTER, cluster);
  const { cluster: waiting } = await clusterBecomes(client, cluster, ({ conditions }) => conditions.some(({ reason }) => reason === 'DeletionProtected'), 120_000);
  expect(waiting.message).toContain('deletionProtection');
  expect(await psql(await psqlEnvironment(client, cluster), 'select answer from kept')).toBe('42');
  await kubernetes.mergePatch(POSTGRES_CLUSTER, cluster, { spec: { deletionProtection: false } }, { manager: 'test' });
  for await (const { clusterChanged } of client.clusterChanged(cluster, { signal: AbortSignal.timeout(200_000) })) expect(clusterChanged.name).toBe(cluster.name);
  expect(await leftOf()).toEqual([]);
  await volumesAreGone();
  expect(await addressesOf()).toEqual([]);
  expect(await Promise.all(addresses.map(isListening))).not.toContain(true);
  expect(processesOf(pod?.metadata.uid ?? 'no pod')).toEqual([]);
});
