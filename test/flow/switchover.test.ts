import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { PERSISTENT_VOLUME_CLAIM, POD } from '../../kube/core-kinds.js';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { nodeId } from '../../server/node-id.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { startWriter } from '../support/continuous-writer.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { testOfProcesses } from '../support/test-of-processes.js';
import { processesOf } from '../support/processes.js';
import { psql, psqlEnvironment, replicasStream } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith, operationEnd, type ClusterState } from '../support/test-client.js';

jest.setTimeout(300_000);

const cluster = { namespace: 'switchover', name: 'baton' };
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

const primaryOf = (state: ClusterState | null | undefined): string => state?.primary?.name ?? '';
const otherThan = (state: ClusterState, name: string): string => state.instances.find((instance) => instance.name !== name)?.name ?? '';

/** Resolves when a replica is a candidate, or one of a reason. */
async function candidateBecomes(name: string, refusal: string | null, timeoutMs = 120_000): Promise<void> {
  await clusterBecomes(client, cluster, (state) => state.instances.some((instance) => instance.name === name), timeoutMs);
  for await (const _ of client.clusterChanged(cluster, { signal: AbortSignal.timeout(timeoutMs) })) {
    const { cluster: found } = await client.clusterCandidates(cluster);
    if (found?.candidates.find(({ instance }) => instance === name)?.refusal === refusal) return;
  }
}

test('switchoverCluster moves the primary under a writer, nothing acknowledged is missing', async () => {
  const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2));
  const writer = await startWriter(client, cluster);
  try {
    await writer.moreRows(50, 20_000);
    const { switchoverCluster } = await client.switchoverCluster({ input: { cluster } });
    expect(switchoverCluster.plan.impact).toBe('SWITCHOVER');
    const ended = await operationEnd(client, switchoverCluster.operation?.id ?? '', 180_000);
    expect(ended).toMatchObject({ kind: 'Switchover', state: 'SUCCEEDED', error: null });
    expect(ended.steps.map(({ state }) => state)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    await writer.moreRows(50, 60_000);
  } finally {
    await writer.stop();
  }
  const { cluster: after } = await clusterBecomes(client, cluster, (state) => isReadyWith(2)(state) && primaryOf(state) !== primaryOf(before));
  expect(after.instances.find(({ name }) => name === primaryOf(before))?.role).toBe('REPLICA');
  const kept = new Set((await psql(await psqlEnvironment(client, cluster), 'select number from acknowledged_row')).split('\n').map(Number));
  expect(writer.acknowledged.filter((number) => !kept.has(number))).toEqual([]);
});

test('an operation made with kubectl does the same', async () => {
  const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2));
  const target = otherThan(before, primaryOf(before));
  await candidateBecomes(target, null);
  const name = 'back-again';
  await kubernetes.create(POSTGRES_OPERATION, {
    apiVersion: 'pgo.dev/v1', kind: 'PostgresOperation', metadata: { name, namespace: cluster.namespace, labels: { 'pgo.dev/cluster': cluster.name } },
    spec: { kind: 'Switchover', cluster: cluster.name, requestedBy: 'kubectl', input: { target } },
  }, { manager: 'test' });
  await clusterBecomes(client, cluster, (state) => primaryOf(state) === target, 120_000);
  const ended = await operationEnd(client, nodeId({ kind: 'Operation', namespace: cluster.namespace, name }), 120_000);
  expect(ended).toMatchObject({ kind: 'Switchover', state: 'SUCCEEDED' });
});

testOfProcesses('a replica that does not replay is neither ready nor a candidate', async () => {
  const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2), 120_000);
  const replica = otherThan(before, primaryOf(before));
  const environment = await psqlEnvironment(client, cluster);
  // An old primary restarts once more before it streams.
  await replicasStream(environment, 1);
  await candidateBecomes(replica, null);
  const pod = await kubernetes.get(POD, { namespace: cluster.namespace, name: `${replica}-0` });
  const replay = processesOf(pod?.metadata.uid ?? 'no pod').find(({ command }) => /startup/.test(command));
  expect(replay).toBeDefined();
  process.kill(replay?.pid ?? 0, 'SIGSTOP');
  try {
    await psql(environment, "create table more_ballast as select repeat('x', 1000) as text from generate_series(1, 80000)");
    const { cluster: stuck } = await clusterBecomes(client, cluster, ({ message }) => /does not replay/.test(message), 120_000);
    expect(stuck.state).toBe('DEGRADED');
    await candidateBecomes(replica, 'NOT_READY');
  } finally {
    process.kill(replay?.pid ?? 0, 'SIGCONT');
  }
  await candidateBecomes(replica, null);
});

testOfProcesses('a replica that does not receive is refused as target, and taken by force', async () => {
  const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2));
  const target = otherThan(before, primaryOf(before));
  const pod = await kubernetes.get(POD, { namespace: cluster.namespace, name: `${target}-0` });
  const receiver = processesOf(pod?.metadata.uid ?? 'no pod').find(({ command }) => command.includes('walreceiver'));
  expect(receiver).toBeDefined();
  process.kill(receiver?.pid ?? 0, 'SIGSTOP');
  try {
    await psql(await psqlEnvironment(client, cluster), "create table ballast as select repeat('x', 1000) as text from generate_series(1, 20000)");
    await candidateBecomes(target, 'LAGGING');
    await expect(client.switchoverCluster({ input: { cluster, target } })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION', field: 'target' });
    await expect(client.failoverCluster({ input: { cluster, target } })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION', field: 'target' });
    const { failoverCluster } = await client.failoverCluster({ input: { cluster, target, force: true } });
    expect(failoverCluster.plan.impact).toBe('DATA_LOSS');
    await clusterBecomes(client, cluster, (state) => primaryOf(state) !== primaryOf(before), 120_000);
    // A stopped receiver cannot end either, and the promotion waits for that.
    process.kill(receiver?.pid ?? 0, 'SIGCONT');
    expect(await operationEnd(client, failoverCluster.operation?.id ?? '', 180_000)).toMatchObject({ kind: 'Failover', state: 'SUCCEEDED' });
  } finally {
    try {
      process.kill(receiver?.pid ?? 0, 'SIGCONT');
    } catch {
      // It has ended with the stream.
    }
  }
  const { cluster: after } = await clusterBecomes(client, cluster, isReadyWith(2), 120_000);
  expect(primaryOf(after)).toBe(target);
});

test('durability changes while the cluster runs, and what it needs cannot be taken away', async () => {
  await clusterBecomes(client, cluster, isReadyWith(2), 120_000);
  const environment = await psqlEnvironment(client, cluster);
  for (const durability of ['SYNC', 'STRICT_SYNC'] as const) {
    const { updateCluster } = await client.updateCluster({ input: { cluster, durability } });
    expect(updateCluster.plan.impact).toBe('RELOAD');
    await clusterBecomes(client, cluster, (state) => isReadyWith(2)(state) && state.durability === durability && state.instances.some(({ role }) => role === 'SYNC_REPLICA'), 120_000);
    expect(await psql(environment, 'show synchronous_standby_names')).not.toBe('');
    await expect(client.scaleCluster({ input: { cluster, replicas: 0 } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'replicas' });
  }
  await client.updateCluster({ input: { cluster, durability: 'ASYNC' } });
  await clusterBecomes(client, cluster, (state) => isReadyWith(2)(state) && state.instances.every(({ role }) => role !== 'SYNC_REPLICA'), 120_000);
});

test('removeInstance takes the primary away after it handed over, keeps its volume, and the next of its name takes it over', async () => {
  const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2), 120_000);
  const instance = primaryOf(before);
  await candidateBecomes(otherThan(before, instance), null);
  const { removeInstance } = await client.removeInstance({ input: { cluster, instance, keepData: true } });
  expect(removeInstance.plan.impact).toBe('SWITCHOVER');
  expect(await operationEnd(client, removeInstance.operation?.id ?? '', 180_000)).toMatchObject({ kind: 'RemoveInstance', state: 'SUCCEEDED' });
  const { cluster: after } = await clusterBecomes(client, cluster, isReadyWith(1), 120_000);
  expect(after).toMatchObject({ replicas: 0, primary: { name: otherThan(before, instance) } });
  const claims = await kubernetes.list(PERSISTENT_VOLUME_CLAIM, { namespace: cluster.namespace });
  const kept = claims.find(({ metadata }) => metadata.labels?.['pgo.dev/instance'] === instance);
  expect(kept).toBeDefined();
  await expect(client.removeInstance({ input: { cluster, instance: otherThan(before, instance) } })).rejects.toMatchObject({ code: 'FAILED_PRECONDITION', field: 'instance' });
  await client.scaleCluster({ input: { cluster, replicas: 1 } });
  const { cluster: again } = await clusterBecomes(client, cluster, isReadyWith(2), 180_000);
  expect(again.instances.map(({ name }) => name)).toContain(instance);
  const [adopted] = (await kubernetes.list(PERSISTENT_VOLUME_CLAIM, { namespace: cluster.namespace })).filter(({ metadata }) => metadata.name === kept?.metadata.name);
  expect(adopted?.metadata.uid).toBe(kept?.metadata.uid);
});
