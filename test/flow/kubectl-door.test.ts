import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { POD } from '../../kube/core-kinds.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { hasKubectl, kubectlFor, type Kubectl } from '../support/kubectl.js';
import { ensureNamespace, kubernetesOf, objectsOf } from '../support/kubernetes.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { sharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith } from '../support/test-client.js';

jest.setTimeout(300_000);

const namespace = 'doors';
let client: PgoClient;
let kubernetes: KubeConnection;
let kubectl: Kubectl;
const withKubectl = await hasKubectl() ? test : test.skip;

beforeAll(async () => {
  const service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  kubectl = kubectlFor(service.dataDir, namespace);
  await ensureNamespace(kubernetes, namespace);
});

afterAll(async () => {
  await client.close();
  await kubernetes.close();
});

const specOf = async (name: string): Promise<PostgresCluster['spec'] | undefined> => (await kubernetes.get(POSTGRES_CLUSTER, { namespace, name }))?.spec;

test('a resource that is applied ends in the same objects as the mutation, is shown, and goes when it is deleted', async () => {
  await createReadyCluster(client, { namespace, name: 'front' });
  const spec = { ...(await specOf('front')), databases: [{ name: 'back' }], users: [{ name: 'back' }] };
  const object: PostgresCluster = { apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { namespace, name: 'back' }, spec };
  await kubernetes.apply(POSTGRES_CLUSTER, object, { manager: 'kubectl' });
  await clusterBecomes(client, { namespace, name: 'back' }, isReadyWith(1));

  const renamed = (await objectsOf(kubernetes, { namespace, name: 'front' })).map((entry) => entry.replaceAll('front', 'back'));
  expect(await objectsOf(kubernetes, { namespace, name: 'back' })).toEqual(renamed.sort());
  expect(await psql(await psqlEnvironment(client, { namespace, name: 'back' }), 'select current_database(), current_user')).toBe('back|back');

  await Promise.all([
    kubernetes.delete(POSTGRES_CLUSTER, { namespace, name: 'back' }),
    client.deleteCluster({ input: { cluster: { namespace, name: 'front' }, confirm: 'front' } }),
  ]);
  for await (const { clustersChanged } of client.clustersChanged({ namespace }, { signal: AbortSignal.timeout(60_000) })) {
    void clustersChanged;
    if ((await client.clusters({ namespace })).clusters.totalCount === 0) break;
  }
  for (const name of ['front', 'back']) expect(await objectsOf(kubernetes, { namespace, name })).toEqual([]);
});

withKubectl('pods have the labels and annotations that were asked for once they are made again, and reserved keys are refused by either door', async () => {
  const cluster = { namespace, name: 'marked' };
  await createReadyCluster(client, cluster);
  const podOf = async (): Promise<KubeObject | undefined> => kubernetes.get<KubeObject>(POD, { namespace, name: 'marked-1-0' });
  const before = await podOf();
  await client.updateCluster({ input: { cluster, podMetadata: { labels: { team: 'shop' }, annotations: { 'sidecar.istio.io/inject': 'false' } } } });
  const refused = await kubectl.run(['patch', 'postgrescluster', 'marked', '--type', 'merge', '-p', '{"spec":{"podMetadata":{"annotations":{"status":"{}"}}}}']);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Patroni says in it how a member is')]);
  await expect(client.updateCluster({ input: { cluster, podMetadata: { annotations: { status: '{}' } } } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'podMetadata', message: expect.stringContaining('Patroni') });
  await kubectl.out(['wait', 'statefulset/marked-1', '--for=jsonpath={.spec.template.metadata.labels.team}=shop', '--timeout=30s']);
  expect((await podOf())?.metadata.uid).toBe(before?.metadata.uid);

  await kubectl.out(['rollout', 'restart', 'statefulset/marked-1']);
  await kubectl.out(['wait', 'pod/marked-1-0', '--for=jsonpath={.metadata.labels.team}=shop', '--timeout=50s']);
  expect((await podOf())?.metadata.annotations).toMatchObject({ 'sidecar.istio.io/inject': 'false' });
  await clusterBecomes(client, cluster, isReadyWith(1));
  await client.deleteCluster({ input: { cluster, confirm: 'marked' } });
});
