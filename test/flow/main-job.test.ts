import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { CONFIG_MAP, PERSISTENT_VOLUME_CLAIM, POD } from '../../kube/core-kinds.js';
import { LABEL_INSTANCE } from '../../schema/naming/labels.js';
import { patroniLeaderName } from '../../schema/naming/names.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf, objectsOf } from '../support/kubernetes.js';
import { testOfProcesses } from '../support/test-of-processes.js';
import { processesOf } from '../support/processes.js';
import { psql, psqlEnvironment, replicasStream, type PsqlEnvironment } from '../support/psql.js';
import { sharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, isReadyWith, operationEnd } from '../support/test-client.js';
import { whenChanged } from '../support/when-changed.js';

jest.setTimeout(240_000);

const cluster = { namespace: 'main-job', name: 'elephant' };
let client: PgoClient;
let kubernetes: KubeConnection;
let volumes: string;
let primary: PsqlEnvironment;

beforeAll(async () => {
  const service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  volumes = path.join(service.dataDir, 'kubernetes', 'volumes');
  await ensureNamespace(kubernetes, cluster.namespace);
});

afterAll(async () => {
  await client.close();
  await kubernetes.close();
});

test('a cluster with a replica is created and used', async () => {
  const { createCluster } = await client.createCluster({ input: { ...cluster, replicas: 1, parameters: { work_mem: '8MB' } } });
  expect(createCluster.cluster).toMatchObject({ ...cluster, replicas: 1 });
  const created = await operationEnd(client, createCluster.operation?.id ?? '');
  expect(created).toMatchObject({ state: 'SUCCEEDED', kind: 'CreateCluster', cluster: cluster.name, progress: 1, error: null });
  expect(created.steps.map((step) => step.state)).toEqual(created.steps.map(() => 'SUCCEEDED'));

  const { cluster: ready } = await clusterBecomes(client, cluster, isReadyWith(2));
  expect(ready.instances.map((instance) => instance.role).sort()).toEqual(['PRIMARY', 'REPLICA']);
  expect(ready.primary?.name).toBe(ready.instances.find((instance) => instance.role === 'PRIMARY')?.name);

  primary = await psqlEnvironment(client, cluster);
  expect(await psql(primary, 'show work_mem')).toBe('8MB');
  expect(await psql(primary, `select ssl from pg_stat_ssl where pid = pg_backend_pid()`)).toBe('t');
  await psql(primary, `create table word (text text); insert into word select 'w' || n from generate_series(1, 1000) n`);
  const replicas = { ...primary, PGHOST: ready.endpoints.replicas?.host ?? '' };
  expect(await psql(replicas, 'select pg_is_in_recovery()')).toBe('t');
  await expect(psql({ ...primary, PGPASSWORD: 'wrong' }, 'select 1')).rejects.toThrow(/password authentication failed/);
  await expect(psql({ ...primary, PGSSLMODE: 'disable' }, 'select 1')).rejects.toThrow(/no encryption|pg_hba/);
});

testOfProcesses('Patroni is the one of the distribution, unchanged, and this Kubernetes is its store', async () => {
  const pods = await kubernetes.list(POD, { namespace: cluster.namespace, labelSelector: LABEL_INSTANCE });
  expect(pods).toHaveLength(2);
  for (const { metadata } of pods) {
    expect(processesOf(metadata.uid ?? 'no pod').map(({ command }) => command)).toContainEqual(expect.stringMatching(/python3? (\/usr)?\/bin\/patroni /));
  }
  // Says which files of a package differ from what it brought.
  if (existsSync('/var/lib/dpkg/info/patroni.list')) expect(execFileSync('dpkg', ['--verify', 'patroni'], { encoding: 'utf8' })).toBe('');
  const leader = await kubernetes.get(CONFIG_MAP, { namespace: cluster.namespace, name: patroniLeaderName(cluster.name) });
  const { cluster: now } = await client.cluster(cluster);
  expect(leader?.metadata.annotations).toMatchObject({ leader: `${now?.primary?.name}-0`, optime: expect.stringMatching(/^\d+$/) });
});

test('it is scaled up and down, and the data stay', async () => {
  const { scaleCluster } = await client.scaleCluster({ input: { cluster, replicas: 2 } });
  expect((await operationEnd(client, scaleCluster.operation?.id ?? '')).state).toBe('SUCCEEDED');
  await clusterBecomes(client, cluster, isReadyWith(3));
  await replicasStream(primary, 2);

  const down = await client.scaleCluster({ input: { cluster, replicas: 0 } });
  expect((await operationEnd(client, down.scaleCluster.operation?.id ?? '')).state).toBe('SUCCEEDED');
  const { cluster: alone } = await clusterBecomes(client, cluster, isReadyWith(1));
  expect(await psql(primary, 'select count(*) from word')).toBe('1000');
  expect((await objectsOf(kubernetes, cluster)).filter((object) => object.startsWith('Pod/'))).toEqual([`Pod/${alone.instances[0]?.name}-0`, `Pod/${cluster.name}-repository-0`]);
});

testOfProcesses('it is deleted, and nothing is left: no object, process, volume or address', async () => {
  const [pod] = await kubernetes.list(POD, { namespace: cluster.namespace });
  const [claim] = await kubernetes.list(PERSISTENT_VOLUME_CLAIM, { namespace: cluster.namespace });
  const uid = pod?.metadata.uid ?? 'no pod';
  const volume = path.join(volumes, String(claim?.spec?.volumeName));
  expect(processesOf(uid).length).toBeGreaterThan(0);
  expect(existsSync(volume)).toBe(true);
  const { deleteCluster } = await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
  expect((await operationEnd(client, deleteCluster.operation?.id ?? '')).state).toBe('SUCCEEDED');
  expect((await client.cluster(cluster)).cluster).toBeNull();
  expect(await objectsOf(kubernetes, cluster)).toEqual([]);
  expect(processesOf(uid)).toEqual([]);
  await whenChanged(volumes, () => !existsSync(volume), 30_000);
  await expect(psql(primary, 'select 1')).rejects.toThrow(/refused|timeout|could not/i);
});
