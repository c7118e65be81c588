import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { createClient, type PgoClient } from '../../schema/sdk/client.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { hasKubectl, kubectlFor, type Kubectl } from '../support/kubectl.js';
import { copyProgram, startSeparateKubernetes, type SeparateKubernetes } from '../support/separate-kubernetes.js';
import { clusterBecomes, isReadyWith, operationEnd } from '../support/test-client.js';

jest.setTimeout(400_000);

const isThere = await hasKubectl();
const withKubectl = isThere ? describe : describe.skip;
if (!isThere) console.warn('kubectl is not installed: the test of the manifests in a cluster is skipped');

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly template: { readonly spec: { readonly containers: { command?: string[]; env: unknown[]; volumeMounts: unknown[] }[]; readonly volumes: unknown[] } } };
}

interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly status: { readonly podIP: string; readonly conditions: readonly { readonly type: string; readonly status: string }[] };
}

/** On this Kubernetes images are names: the program comes in a volume, and a pod has an address, but not all of them. */
function adapted(documents: Manifest[]): Manifest[] {
  const [container] = documents.find(({ kind }) => kind === 'Deployment')?.spec.template.spec.containers ?? [];
  const volumes = documents.find(({ kind }) => kind === 'Deployment')?.spec.template.spec.volumes;
  if (!container || !volumes) throw new Error('the manifests have no Deployment');
  container.command = ['node', '/app/bin/start.mjs'];
  container.env = [
    ...container.env.filter((one) => (one as { name: string }).name !== 'PGO_IMAGE_CATALOGUE'),
    { name: 'PGO_PREPARED', value: 'true' }, { name: 'PGO_HOST', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
  ];
  container.volumeMounts.push({ name: 'app', mountPath: '/app' });
  volumes.push({ name: 'app', persistentVolumeClaim: { claimName: 'app' } });
  return documents;
}

const programVolume = (directory: string): object[] => [
  {
    apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'app' },
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadOnlyMany'], storageClassName: '', hostPath: { path: directory } },
  },
  {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'app', namespace: 'pgo' },
    spec: { accessModes: ['ReadOnlyMany'], storageClassName: '', volumeName: 'app', resources: { requests: { storage: '1Gi' } } },
  },
];

/** Makes another version of a program that was copied: files of the copy are links, so they are written anew. */
function changeVersion(program: string): void {
  const change = (file: string, pattern: string, text: string): void => {
    const name = path.join(program, file);
    const before = readFileSync(name, 'utf8');
    if (!before.includes(pattern)) throw new Error(`${file} has no ${pattern}`);
    rmSync(name);
    writeFileSync(name, before.replace(pattern, text));
  };
  change('package.json', '"version": "', '"version": "9.');
  // It wants more of every pod than the version before.
  change('dist/operator/cluster/desire/pod-metadata.js', 'labels: { ...', "labels: { 'example.org/made-by': 'next', ...");
}

/** Takes a minute, so only where it is asked for: PGO_TEST_UNINSTALL=1. */
const uninstallTest = process.env['PGO_TEST_UNINSTALL'] === '1' ? test : test.skip;

const text = (objects: readonly object[]): string => objects.map((object) => stringify(object)).join('---\n');

withKubectl('the manifests in a cluster', () => {
  let kubernetes: SeparateKubernetes;
  let kubectl: Kubectl;
  let clients: PgoClient[] = [];
  let program: string;
  let install: () => Promise<void>;

  beforeAll(async () => {
    kubernetes = await startSeparateKubernetes();
    kubectl = kubectlFor(kubernetes.dataDir, 'pgo');
    program = path.join(kubernetes.volumes, 'program');
    copyProgram(program);
    const rendered = parseAllDocuments(await kubectl.out(['kustomize', 'manifests'])).map((document) => document.toJS() as Manifest);
    // Strict: a field that Kubernetes does not know is refused.
    const input = text([...adapted(rendered), ...programVolume(program)]);
    install = async () => {
      await kubectl.out(['apply', '--server-side', '--force-conflicts', '--validate=strict', '-f', '-'], { input });
      await kubectl.out(['wait', 'deployment/pgo', '--for=jsonpath={.status.readyReplicas}=2', '--timeout=55s']).catch(() => ready(2));
      clients = await connect();
    };
    await install();
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await kubernetes.stop();
  });

  /** kubectl's own waits are shorter than a busy machine may need. */
  async function ready(replicas: number): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { code } = await kubectl.run(['wait', 'deployment/pgo', `--for=jsonpath={.status.readyReplicas}=${replicas}`, '--timeout=55s']);
      if (code === 0) return;
    }
    throw new Error(`the replicas are not ready:\n${await kubectl.out(['describe', 'pods', '-l', 'app.kubernetes.io/name=pgo'])}\n${await kubectl.out(['logs', '-l', 'app.kubernetes.io/name=pgo'])}`);
  }

  /** A client of each replica, as an administrator who reads the token and the authority from the cluster. */
  async function connect(): Promise<PgoClient[]> {
    const secret = async (key: string): Promise<string> =>
      Buffer.from(await kubectl.out(['get', 'secret', 'pgo-identity', '-o', `jsonpath={.data.${key.replace('.', '\\.')}}`]), 'base64').toString();
    const [token, ca, pods] = await Promise.all([secret('admin.token'), secret('ca.crt'), readyPods()]);
    return pods.map(({ status }) => createClient({ url: `https://${status.podIP}:8443/graphql`, token: token.trim(), ca }));
  }

  /** The replicas that answer, without those that are about to end. */
  async function readyPods(): Promise<Pod[]> {
    const { items } = JSON.parse(await kubectl.out(['get', 'pods', '-l', 'app.kubernetes.io/name=pgo', '-o', 'json'])) as { items: Pod[] };
    return items.filter(({ metadata, status }) => metadata.deletionTimestamp === undefined
      && status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True'));
  }

  test('a cluster gets READY with the rights of the manifests, though the leader is killed while it is made', async () => {
    const cluster = { namespace: 'pgo', name: 'hippo' };
    const holder = await kubectl.out(['get', 'lease', 'pgo-operator', '-o', 'jsonpath={.spec.holderIdentity}']);
    const pods = (await readyPods()).map(({ metadata }) => metadata.name);
    const leader = pods.findIndex((pod) => holder.startsWith(pod));
    const follower = clients[1 - leader] as PgoClient;

    // The replica that does not lead takes the request and shows it at once.
    const { createCluster } = await follower.createCluster({ input: { ...cluster, replicas: 1 } });
    expect((await follower.cluster(cluster)).cluster?.name).toBe('hippo');
    await clusterBecomes(follower, cluster, ({ instances }) => instances.length > 0);
    await kubectl.out(['delete', 'pod', pods[leader] ?? '', '--grace-period=0', '--force']);

    expect(await operationEnd(follower, createCluster.operation?.id ?? '', 180_000)).toMatchObject({ state: 'SUCCEEDED' });
    await clusterBecomes(follower, cluster, isReadyWith(2));
    expect(await kubectl.out(['get', 'statefulsets', '-l', 'pgo.dev/cluster=hippo', '-o', 'name'])).toBe('statefulset.apps/hippo-1\nstatefulset.apps/hippo-2\nstatefulset.apps/hippo-repository\n');
    expect(await kubectl.out(['get', 'lease', 'pgo-operator', '-o', 'jsonpath={.spec.holderIdentity}'])).not.toBe(holder);
    expect((await follower.operations({ namespace: 'pgo' })).operations.nodes).toHaveLength(1);
  });

  test('it does without a ClusterRole in a list of namespaces', async () => {
    await kubectl.out(['create', 'namespace', 'team']);
    await kubectl.out(['delete', 'clusterrolebinding', 'pgo']);
    for (const namespace of ['pgo', 'team']) await kubectl.out(['apply', '-n', namespace, '-k', 'manifests/install/watched-namespace']);
    await kubectl.out(['scale', 'deployment/pgo', '--replicas=1']);
    await kubectl.out(['set', 'env', 'deployment/pgo', 'PGO_WATCH_NAMESPACES=team']);
    await kubectl.out(['rollout', 'status', 'deployment/pgo', '--timeout=55s']).catch(() => kubectl.out(['rollout', 'status', 'deployment/pgo', '--timeout=59s']));
    await Promise.all(clients.map((client) => client.close()));
    clients = await connect();
    const [client] = clients as [PgoClient];

    const { createCluster } = await client.createCluster({ input: { namespace: 'team', name: 'otter' } });
    expect(await operationEnd(client, createCluster.operation?.id ?? '', 180_000)).toMatchObject({ state: 'SUCCEEDED' });
    expect((await client.cluster({ namespace: 'pgo', name: 'hippo' })).cluster?.state).toBe('READY');
    await expect(client.createCluster({ input: { namespace: 'default', name: 'otter' } })).rejects.toMatchObject({ code: expect.stringMatching(/NOT_FOUND|BAD_USER_INPUT|FAILED_PRECONDITION/) });
  });

  uninstallTest('uninstalled, it leaves every database; a changed version takes them over and restarts none', async () => {
    const cluster = { namespace: 'pgo', name: 'hippo' };
    const [client] = clients as [PgoClient];
    const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2));
    const environment = await psqlEnvironment(client, cluster);
    const databases = async (): Promise<string> => kubectl.out(['get', 'pods', '-A', '-l', 'pgo.dev/instance', '-o', 'jsonpath={range .items[*]}{.metadata.name}={.metadata.uid} {.status.containerStatuses[*].restartCount}{"\\n"}{end}']);
    const startedAt = await psql(environment, 'select pg_postmaster_start_time()');
    const podsBefore = await databases();
    expect(podsBefore.trim().split('\n')).toHaveLength(3);
    await Promise.all(clients.map((one) => one.close()));

    // As the page on installation says.
    for (const kinds of ['deployment,service,configmap,serviceaccount,poddisruptionbudget,networkpolicy,rolebinding,role', 'clusterrolebinding,clusterrole']) {
      await kubectl.out(['delete', kinds, '-l', 'app.kubernetes.io/part-of=pgo']);
    }
    await kubectl.out(['wait', 'pod', '-l', 'app.kubernetes.io/name=pgo', '--for=delete', '--timeout=50s']);
    expect(await psql(environment, 'create table kept (n int); insert into kept values (1); select pg_postmaster_start_time()')).toContain(startedAt);
    expect(await databases()).toBe(podsBefore);

    changeVersion(program);
    await install();
    const [next] = clients as [PgoClient];
    const { cluster: after } = await clusterBecomes(next, cluster, isReadyWith(2));
    await kubectl.out(['wait', 'statefulset/hippo-1', '--for=jsonpath={.spec.template.metadata.labels.example\\.org/made-by}=next', '--timeout=50s']);
    const { scaleCluster } = await next.scaleCluster({ input: { cluster, replicas: 2 } });
    expect(await operationEnd(next, scaleCluster.operation?.id ?? '', 180_000)).toMatchObject({ state: 'SUCCEEDED' });
    expect(await databases()).toContain(podsBefore.split('\n').filter((line) => line.startsWith('hippo')).join('\n'));
    expect(after.instances.map(({ name, startedAt: since }) => [name, since])).toEqual(before.instances.map(({ name, startedAt: since }) => [name, since]));
    expect(await psql(environment, 'select count(*), pg_postmaster_start_time() from kept')).toBe(`1|${startedAt}`);
    expect(await kubectl.out(['get', 'pods', '-l', 'example.org/made-by=next,pgo.dev/instance', '-o', 'name'])).toBe('pod/hippo-3-0\n');
  });
});
