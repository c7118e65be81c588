import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { EVENT, POD } from '../../kube/core-kinds.js';
import { DATABASE_CONTAINER, podName } from '../../schema/naming/names.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { startWriter } from '../support/continuous-writer.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { testOfProcesses } from '../support/test-of-processes.js';
import { killAll, processesOf } from '../support/processes.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith, operationEnd, type ClusterState } from '../support/test-client.js';

jest.setTimeout(300_000);

const cluster = { namespace: 'failover', name: 'phoenix' };
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;

beforeAll(async () => {
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, cluster.namespace);
  await createReadyCluster(client, { ...cluster, replicas: 1, durability: 'SYNC' });
});

afterAll(async () => {
  await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
  await client.close();
  await kubernetes.close();
});

const primaryOf = (state: ClusterState): string => state.primary?.name ?? '';

/** Does something to the primary under a writer; checks that the other takes over and that nothing acknowledged is lost. */
async function survives(fault: (primary: string) => Promise<void>): Promise<void> {
  const { cluster: before } = await clusterBecomes(client, cluster, (state) => isReadyWith(2)(state) && state.instances.some((one) => one.role === 'SYNC_REPLICA'));
  const writer = await startWriter(client, cluster);
  try {
    await writer.moreRows(50, 20_000);
    const recovered = clusterBecomes(client, cluster, (state) => isReadyWith(2)(state) && primaryOf(state) !== primaryOf(before), 120_000);
    await fault(primaryOf(before));
    const { cluster: after, states } = await recovered;
    expect(states).toContain('DEGRADED');
    expect(after.instances.find((instance) => instance.name === primaryOf(before))?.role).toMatch(/REPLICA/);
    await writer.moreRows(50, 60_000);
  } finally {
    await writer.stop();
  }
  const environment = await psqlEnvironment(client, cluster);
  const kept = new Set((await psql(environment, 'select number from acknowledged_row')).split('\n').map(Number));
  expect(writer.acknowledged.filter((number) => !kept.has(number))).toEqual([]);
  await psql(environment, 'drop table acknowledged_row');
}

testOfProcesses('kill -9 of every process of the primary: the replica takes over, nothing acknowledged is missing, the old one comes back as replica', async () => {
  await survives(async (primary) => {
    const pod = await kubernetes.get(POD, { namespace: cluster.namespace, name: `${primary}-0` });
    const uid = pod?.metadata.uid ?? 'no pod';
    const processes = processesOf(uid);
    expect(processes.length).toBeGreaterThan(0);
    killAll(processes);
  });
  const { operations } = await client.operations({ namespace: cluster.namespace, cluster: cluster.name, first: 100 });
  const record = operations.nodes.find(({ kind, requestedBy }) => kind === 'Failover' && requestedBy === 'system');
  expect(record?.steps.map(({ name }) => name)).toEqual(['Detect', 'Lose the leader', 'Elect', 'Promote', 'Move the services', 'Bring the old primary back']);
  const ended = await operationEnd(client, record?.id ?? '', 120_000);
  expect(ended).toMatchObject({ state: 'SUCCEEDED', steps: expect.arrayContaining([expect.objectContaining({ name: 'Promote', message: expect.stringMatching(/accepts writes, [\d.]+ s after/) })]) });
});

test('deleting the pod of the primary without grace: the same', async () => {
  await survives(async (primary) => {
    await kubernetes.delete(POD, { namespace: cluster.namespace, name: `${primary}-0` }, { gracePeriodSeconds: 0 });
  });
});

testOfProcesses('kill -9 of the postmaster alone: it is back, nothing acknowledged is missing', async () => {
  const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2));
  const writer = await startWriter(client, cluster);
  try {
    await writer.moreRows(50, 20_000);
    const pod = await kubernetes.get(POD, { namespace: cluster.namespace, name: `${primaryOf(before)}-0` });
    const postmaster = processesOf(pod?.metadata.uid ?? 'no pod').find(({ command }) => /\/postgres -D/.test(command));
    expect(postmaster).toBeDefined();
    process.kill(postmaster?.pid ?? 0, 'SIGKILL');
    await writer.moreRows(100, 90_000);
  } finally {
    await writer.stop();
  }
  const environment = await psqlEnvironment(client, cluster);
  const kept = new Set((await psql(environment, 'select number from acknowledged_row')).split('\n').map(Number));
  expect(writer.acknowledged.filter((number) => !kept.has(number))).toEqual([]);
  await clusterBecomes(client, cluster, isReadyWith(2));
});

/** What Patroni 3.0 does to a new replica when Kubernetes does not answer at the end of its copy: a recovery of its own, which writes WAL. */
const DIVERGE = `set -e
cd /pgdata/pg[0-9]*
patroni=$(ps -eo pid,args | awk '/[p]atroni \\/etc/ && !/launch/ { print $1; exit }')
kill -STOP "$patroni"
trap 'kill -CONT "$patroni"' EXIT
pg_ctl stop -D . -m fast -w
rm standby.signal
postgres --single -D . postgres < /dev/null`;

testOfProcesses('a replica whose WAL is not the primary\'s is copied anew, and follows', async () => {
  const { cluster: before } = await clusterBecomes(client, cluster, isReadyWith(2));
  const replica = before.instances.find(({ name }) => name !== primaryOf(before))?.name ?? '';
  const environment = await psqlEnvironment(client, cluster);
  const { exitCode, stderr } = await kubernetes.exec({ namespace: cluster.namespace, name: podName(replica) }, { container: DATABASE_CONTAINER, command: ['sh', '-c', DIVERGE], timeoutMs: 30_000 });
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('FATAL')]);
  await psql(environment, 'set synchronous_commit = local; create table diverged_row as select generate_series(1, 600000) as number');
  await clusterBecomes(client, cluster, (state) => !isReadyWith(2)(state));
  await clusterBecomes(client, cluster, isReadyWith(2), 120_000);
  const events = await kubernetes.list(EVENT, { namespace: cluster.namespace });
  expect(events.filter(({ reason }) => reason === 'ReplicaCopiedAnew').map(({ message }) => message)).toEqual([expect.stringContaining(`The WAL of ${replica} had diverged`)]);
  await psql(environment, 'drop table diverged_row');
});
