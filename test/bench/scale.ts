import { connectKube } from '../../kube/client/connect-kube.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { loadKubeconfig } from '../../kube/client/load-kube-access.js';
import { systemClock } from '../../kube/clock.js';
import { STATEFUL_SET } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { ensureNamespace } from '../support/kubernetes.js';
import { startTestService, type TestService } from '../support/test-service.js';
import { testDirectory } from '../support/test-directory.js';
import type { Benchmark, BenchTable } from './benchmark.js';
import { startBenchProgram } from './bench-kubernetes.js';

const SIZES = (process.env['PGO_BENCH_CLUSTERS'] ?? '100,500,1000').split(',').map(Number);
const NAMESPACE = 'scale';
const WRITERS = 16;
const IDLE_MS = 20_000;
const LOOK_MS = 500;
const TIMEOUT_MS = 900_000;

/** What the control plane has used so far. */
interface Usage { readonly requests: number; readonly cpuSeconds: number; readonly memoryMiB: number; readonly queued: number }

async function usage(service: TestService): Promise<Usage> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const sum = (name: string): number => [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce((total, [, value]) => total + Number(value), 0);
  return {
    requests: sum('pgo_kubernetes_requests_total'), cpuSeconds: sum('process_cpu_seconds_total'),
    memoryMiB: sum('process_resident_memory_bytes') / 2 ** 20, queued: sum('pgo_queue_depth'),
  };
}

/** Does something for every number, some at a time. */
async function forEach(count: number, work: (number: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: WRITERS }, async () => {
    for (let number = next++; number < count; number = next++) await work(number);
  }));
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const startedAt = performance.now();
  while (!(await condition())) {
    if (performance.now() - startedAt > TIMEOUT_MS) throw new Error('it took too long');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

const settled = (kubernetes: KubeConnection, count: number): Promise<void> => until(async () => {
  const clusters = await kubernetes.list(POSTGRES_CLUSTER, { namespace: NAMESPACE });
  return clusters.length === count && clusters.every(({ metadata, status }) => status?.observedGeneration === metadata.generation && (status?.instances?.length ?? 0) > 0);
});

const clusterNumber = (number: number): PostgresCluster => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { namespace: NAMESPACE, name: `c${number}` }, spec: { replicas: 1, storage: { size: '1Gi' } },
});

async function measure(count: number): Promise<(string | number)[]> {
  const program = await startBenchProgram('simulated-kubernetes.ts', 'serves', [testDirectory('simulated')]);
  const kubeconfig = program.words[0] ?? '';
  const args = ['--no-demo', '--kubeconfig', kubeconfig];
  const kubernetes = connectKube(await loadKubeconfig(kubeconfig, systemClock), { settings: { rateLimit: { perSecond: 10_000, burst: 10_000 } } });
  let service = await startTestService({ args });
  try {
    await ensureNamespace(kubernetes, NAMESPACE);
    const before = await usage(service);
    const createdAt = performance.now();
    await forEach(count, (number) => kubernetes.apply(POSTGRES_CLUSTER, clusterNumber(number), { manager: 'bench' }));
    await until(async () => (await kubernetes.list(STATEFUL_SET, { namespace: NAMESPACE })).length >= 2 * count);
    await settled(kubernetes, count);
    const made = await usage(service);
    const seconds = (performance.now() - createdAt) / 1000;

    await until(async () => (await usage(service)).queued === 0);
    const still = await usage(service);
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const idle = await usage(service);

    const stormAt = performance.now();
    await forEach(count, (number) => kubernetes.mergePatch(POSTGRES_CLUSTER, { namespace: NAMESPACE, name: `c${number}` }, { spec: { parameters: { work_mem: '8MB' } } }, { manager: 'bench' }));
    await settled(kubernetes, count);
    const stormSeconds = (performance.now() - stormAt) / 1000;
    const stormed = await usage(service);

    const dataDir = service.dataDir;
    await service.stop();
    const startAt = performance.now();
    service = await startTestService({ args, dataDir });
    const startSeconds = (performance.now() - startAt) / 1000;
    const per = (value: number, digits = 1): string => (value / count).toFixed(digits);
    return [
      count, seconds.toFixed(1), per(made.requests - before.requests), per((made.cpuSeconds - before.cpuSeconds) * 1000, 0), Math.round(made.memoryMiB),
      `${(((idle.cpuSeconds - still.cpuSeconds) / IDLE_MS) * 100_000).toFixed(1)} %`, ((idle.requests - still.requests) / (IDLE_MS / 1000)).toFixed(1),
      stormSeconds.toFixed(1), per(stormed.requests - idle.requests), Math.round(stormed.memoryMiB), startSeconds.toFixed(1),
    ];
  } finally {
    await kubernetes.close();
    await service.stop();
    await program.stop();
  }
}

async function run(): Promise<BenchTable[]> {
  const rows: (string | number)[][] = [];
  for (const count of SIZES) rows.push(await measure(count));
  return [{
    title: 'Many clusters with a replica each, on a simulated node: pods say that they run, there is no PostgreSQL in them',
    columns: [
      'clusters', 'all instances made, s', 'requests per cluster', 'CPU ms per cluster', 'memory MiB', 'idle CPU', 'idle requests/s',
      'a change of each, s', 'requests per change', 'memory after it, MiB', 'start with them, s',
    ],
    rows,
    aim: 'requests and CPU per cluster do not grow with their number; idle near nothing; under 400 MiB with 1000 clusters',
  }];
}

/** What the control plane costs with many clusters. */
export const scale: Benchmark = { name: 'scale', run };
