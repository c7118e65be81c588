/**
 * How long nobody can write while a cluster moves its primary, and how long new replicas take. Beside it the same with
 * Patroni alone: the very same cluster on the same Kubernetes, with the control plane stopped.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { POD, SECRET } from '../../kube/core-kinds.js';
import { secretText } from '../../kube/secret-text.js';
import { PatroniClient } from '../../operator/instance/patroni-client.js';
import { REPLICATION_USER, SYSTEM_SECRET_KEYS } from '../../operator/postgres/instance-layout.js';
import { LABEL_CLUSTER, LABEL_INSTANCE } from '../../schema/naming/labels.js';
import { systemSecretName } from '../../schema/naming/names.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { findInstalledPostgres } from '../../start/preflight/postgres-catalogue.js';
import { sessionsOf, startAppending, type AppendWorkload } from '../chaos/append-workload.js';
import { ensureNamespace } from '../support/kubernetes.js';
import { killAll, processesOf } from '../support/processes.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith, operationEnd } from '../support/test-client.js';
import { testDirectory } from '../support/test-directory.js';
import { startTestService } from '../support/test-service.js';
import { median, ms, repeated, timed, type Benchmark, type BenchTable } from './benchmark.js';
import { startBenchKubernetes, type BenchKubernetes } from './bench-kubernetes.js';

const ROUNDS = Number(process.env['PGO_BENCH_ROUNDS'] ?? 10);
const REPLICAS = 2;
const WRITERS = 4;
/** Rows that show that writing goes on. */
const ROWS = 100;
const TIMEOUT_MS = 180_000;
const LOOK_MS = 200;
const cluster = { namespace: 'gaps', name: 'gap' };
const run = promisify(execFile);

interface Member { readonly pod: string; readonly uid: string; readonly host: string; readonly patroni: PatroniClient }

/** The instances of the cluster, asked of Kubernetes and of Patroni only. */
async function membersOf({ connection }: BenchKubernetes): Promise<Member[]> {
  const secret = await connection.get(SECRET, { namespace: cluster.namespace, name: systemSecretName(cluster.name) });
  const password = secretText(secret, SYSTEM_SECRET_KEYS.restApi) ?? '';
  const pods = await connection.list(POD, { namespace: cluster.namespace, labelSelector: `${LABEL_CLUSTER}=${cluster.name},${LABEL_INSTANCE}` });
  return pods.flatMap(({ metadata, status }) => (status?.podIP === undefined ? []
    : [{ pod: metadata.name, uid: metadata.uid ?? '', host: status.podIP, patroni: new PatroniClient({ host: status.podIP, password }) }]));
}

/** Waits until one leads and all others follow it without lag; answers with the one that leads. */
async function settledLeader(kubernetes: BenchKubernetes, replicas: number): Promise<Member> {
  const startedAt = performance.now();
  for (;;) {
    const members = await membersOf(kubernetes);
    const states = await Promise.all(members.map(async (member) => ({ member, state: await member.patroni.state().catch(() => undefined) })));
    const leader = states.find(({ state }) => state?.role === 'master' || state?.role === 'primary');
    const streaming = leader?.state?.replication.filter(({ state }) => state === 'streaming').length ?? 0;
    if (leader !== undefined && leader.state?.state === 'running' && streaming === replicas) return leader.member;
    if (performance.now() - startedAt > TIMEOUT_MS) throw new Error(`the cluster does not settle: ${JSON.stringify(states.map(({ member, state }) => [member.pod, state?.role, state?.state]))}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** The longest time without an acknowledged commit while something is done, until all is well again. */
async function gapOf(kubernetes: BenchKubernetes, workload: AppendWorkload, act: (leader: Member) => Promise<unknown>): Promise<number> {
  const leader = await settledLeader(kubernetes, REPLICAS);
  await workload.moreRows(ROWS, TIMEOUT_MS);
  workload.takeLongestGapMs();
  await act(leader);
  await workload.moreRows(ROWS, TIMEOUT_MS);
  await settledLeader(kubernetes, REPLICAS);
  await workload.moreRows(ROWS, TIMEOUT_MS);
  return workload.takeLongestGapMs();
}

const row = (what: string, who: string, samples: readonly number[]): (string | number)[] => [what, who, ms(median(samples)), ms(Math.max(...samples)), samples.length];

const kill = (leader: Member): Promise<void> => {
  killAll(processesOf(leader.uid));
  return Promise.resolve();
};

async function finished(client: PgoClient, operation: { readonly id: string } | null | undefined): Promise<void> {
  const end = await operationEnd(client, operation?.id ?? '', TIMEOUT_MS);
  if (end.state !== 'SUCCEEDED') throw new Error(`${end.kind} ended as ${end.state}: ${end.error?.message}`);
}

async function moves(kubernetes: BenchKubernetes, client: PgoClient, stopControlPlane: () => Promise<unknown>): Promise<(string | number)[][]> {
  await createReadyCluster(client, { ...cluster, replicas: REPLICAS });
  const connect = await sessionsOf(client, cluster);
  const workload = await startAppending(() => connect(), 'gap_row', WRITERS);
  const gap = (act: (leader: Member) => Promise<unknown>): Promise<number> => gapOf(kubernetes, workload, act);
  const ready = (): Promise<unknown> => clusterBecomes(client, cluster, isReadyWith(REPLICAS + 1), TIMEOUT_MS);
  try {
    const switchovers = await repeated(ROUNDS, async () => {
      await ready();
      return gap(async () => {
        await ready();
        await finished(client, (await client.switchoverCluster({ input: { cluster } })).switchoverCluster.operation);
      });
    });
    const failovers = await repeated(ROUNDS, async () => {
      await ready();
      return gap(kill);
    });
    const restarts = await repeated(Math.max(1, Math.floor(ROUNDS / 3)), async () => {
      await ready();
      return gap(async () => finished(client, (await client.restartCluster({ input: { cluster, rolling: true } })).restartCluster.operation));
    });
    await ready();
    await stopControlPlane();
    const ownSwitchovers = await repeated(ROUNDS, () => gap((leader) => leader.patroni.switchover(leader.pod)));
    const ownFailovers = await repeated(ROUNDS, () => gap(kill));
    return [
      row('switchover', 'pgo', switchovers), row('switchover', 'Patroni alone', ownSwitchovers),
      row('failover: kill -9 of all of the primary', 'pgo', failovers), row('failover: kill -9 of all of the primary', 'Patroni alone', ownFailovers),
      row('rolling restart of a primary and two replicas', 'pgo', restarts),
    ];
  } finally {
    await workload.stop();
  }
}

/** Two copies of the primary at once, as two new replicas make them: what is left is their pods, their start and their catching up. */
async function baseBackups(kubernetes: BenchKubernetes): Promise<number> {
  const leader = await settledLeader(kubernetes, 0);
  const secret = await kubernetes.connection.get(SECRET, { namespace: cluster.namespace, name: systemSecretName(cluster.name) });
  const [postgres] = findInstalledPostgres();
  const env = { PATH: process.env['PATH'], PGPASSWORD: secretText(secret, SYSTEM_SECRET_KEYS.replication), PGSSLMODE: 'require' };
  return timed(() => Promise.all([1, 2].map(() => run(
    path.join(postgres?.binDir ?? '', 'pg_basebackup'),
    ['-D', path.join(testDirectory('copy'), 'data'), '-h', leader.host, '-U', REPLICATION_USER, '-X', 'stream', '--checkpoint=fast'], { env },
  ))));
}

async function scaling(kubernetes: BenchKubernetes, client: PgoClient): Promise<(string | number)[][]> {
  await createReadyCluster(client, { ...cluster, replicas: 0 });
  const copies: number[] = [];
  const times = await repeated(Math.max(1, Math.floor(ROUNDS / 3)), async () => {
    copies.push(await baseBackups(kubernetes));
    const took = await timed(async () => finished(client, (await client.scaleCluster({ input: { cluster, replicas: REPLICAS } })).scaleCluster.operation));
    await finished(client, (await client.scaleCluster({ input: { cluster, replicas: 0 } })).scaleCluster.operation);
    return took;
  });
  await finished(client, (await client.deleteCluster({ input: { cluster, confirm: cluster.name } })).deleteCluster.operation);
  return [row('0 to 2 replicas, until READY', 'pgo', times), row('two copies at once', 'pg_basebackup alone', copies)];
}

async function measure(): Promise<BenchTable[]> {
  const kubernetes = await startBenchKubernetes();
  const service = await startTestService({ args: ['--no-demo', '--kubeconfig', kubernetes.kubeconfig] });
  const client = clientOf(service);
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    await client.close();
    await service.stop();
  };
  try {
    await ensureNamespace(kubernetes.connection, cluster.namespace);
    const scaled = await scaling(kubernetes, client);
    const moved = await moves(kubernetes, client, stop);
    return [
      { title: 'Longest time without an acknowledged commit, four writers that reconnect at once', columns: ['what', 'who', 'p50', 'max', 'rounds'], rows: moved, aim: 'switchover no slower than Patroni alone; failover under 5 s where Patroni alone takes its ttl of 20 s and more' },
      { title: 'New replicas', columns: ['what', 'who', 'p50', 'max', 'rounds'], rows: scaled, aim: 'a small constant above pg_basebackup' },
    ];
  } finally {
    await stop();
    for (const { uid } of await membersOf(kubernetes)) killAll(processesOf(uid));
    await kubernetes.stop();
  }
}

/** Write gaps and new replicas. */
export const gaps: Benchmark = { name: 'gaps', run: measure };
