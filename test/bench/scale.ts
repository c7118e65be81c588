import { connectKube } from '../../kube/client/connect-kube.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { loadKubeconfig } from '../../kube/client/load-kube-access.js';
import { systemClock } from '../../kube/clock.js';
import { startKubeCache } from '../../kube/cache/start-kube-cache.js';
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
/** After everything is READY or started, so that first looks are over. */
const CALM_MS = 30_000;
/** Longer than the longest round of looks at calm clusters would be felt in. */
const IDLE_MS = 60_000;
const LOOK_MS = 500;
const TIMEOUT_MS = 3_600_000;

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

/** Follows the clusters and resolves once all of them are as a condition says. */
function follow(kubernetes: KubeConnection): { whenAll(count: number, condition: (cluster: PostgresCluster) => boolean): Promise<void>; stop(): Promise<void> } {
  const cache = startKubeCache({ watcher: kubernetes, kinds: [{ kind: POSTGRES_CLUSTER }] });
  return {
    async whenAll(count, condition) {
      const startedAt = performance.now();
      for (;;) {
        const clusters = cache.list(POSTGRES_CLUSTER, { namespace: NAMESPACE });
        if (clusters.length === count && clusters.every(condition)) return;
        if (performance.now() - startedAt > TIMEOUT_MS) throw new Error(`only ${clusters.filter(condition).length} of ${count} clusters are as they should be: ${JSON.stringify(clusters.find((cluster) => !condition(cluster))?.status)}`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    },
    stop: () => cache.stop(),
  };
}

const isReady = ({ metadata, status }: PostgresCluster): boolean => status?.observedGeneration === metadata.generation && status?.state === 'READY' && status.readyInstances === 2;

const clusterNumber = (number: number): PostgresCluster => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { namespace: NAMESPACE, name: `c${number}` }, spec: { replicas: 1, storage: { size: '1Gi' } },
});

/** Says how far a long measurement is; standard output is for tables. */
const tell = (line: string): void => void process.stderr.write(`${new Date().toISOString()} ${line}\n`);

/** Lets a time pass and says what was used in it. */
async function rest(service: TestService): Promise<{ readonly cpuPercent: number; readonly requestsPerSecond: number }> {
  const before = await usage(service);
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const after = await usage(service);
  return { cpuPercent: ((after.cpuSeconds - before.cpuSeconds) / IDLE_MS) * 100_000, requestsPerSecond: (after.requests - before.requests) / (IDLE_MS / 1000) };
}

async function measure(count: number): Promise<(string | number)[]> {
  const program = await startBenchProgram('simulated-kubernetes.ts', 'serves', [testDirectory('simulated')]);
  const kubeconfig = program.words[0] ?? '';
  const args = ['--no-demo', '--kubeconfig', kubeconfig];
  const kubernetes = connectKube(await loadKubeconfig(kubeconfig, systemClock), { settings: { rateLimit: { perSecond: 10_000, burst: 10_000 } } });
  let service = await startTestService({ args });
  const clusters = follow(kubernetes);
  try {
    await ensureNamespace(kubernetes, NAMESPACE);
    const before = await usage(service);
    const createdAt = performance.now();
    await forEach(count, (number) => kubernetes.apply(POSTGRES_CLUSTER, clusterNumber(number), { manager: 'bench' }));
    await clusters.whenAll(count, isReady);
    const seconds = (performance.now() - createdAt) / 1000;
    const made = await usage(service);
    tell(`${count} clusters are READY after ${seconds.toFixed(1)} s; the control plane is process ${service.program.pid}`);

    await new Promise((resolve) => setTimeout(resolve, CALM_MS));
    const idle = await rest(service);
    const calm = await usage(service);
    tell(`idle: ${idle.cpuPercent.toFixed(1)} % of a processor, ${idle.requestsPerSecond.toFixed(1)} requests/s, ${Math.round(calm.memoryMiB)} MiB`);

    const stormAt = performance.now();
    await forEach(count, (number) => kubernetes.mergePatch(POSTGRES_CLUSTER, { namespace: NAMESPACE, name: `c${number}` }, { spec: { parameters: { work_mem: '8MB' } } }, { manager: 'bench' }));
    await clusters.whenAll(count, isReady);
    const stormSeconds = (performance.now() - stormAt) / 1000;
    const stormed = await usage(service);
    tell(`the storm took ${stormSeconds.toFixed(1)} s`);

    const dataDir = service.dataDir;
    await service.stop();
    const startAt = performance.now();
    service = await startTestService({ args, dataDir });
    const startSeconds = (performance.now() - startAt) / 1000;
    await new Promise((resolve) => setTimeout(resolve, CALM_MS));
    const started = await usage(service);
    const per = (value: number, digits = 1): string => (value / count).toFixed(digits);
    return [
      count, seconds.toFixed(1), per(made.requests - before.requests), per((made.cpuSeconds - before.cpuSeconds) * 1000, 0), Math.round(made.memoryMiB),
      `${idle.cpuPercent.toFixed(1)} %`, idle.requestsPerSecond.toFixed(1), Math.round(calm.memoryMiB),
      stormSeconds.toFixed(1), per(stormed.requests - calm.requests), per((stormed.cpuSeconds - calm.cpuSeconds) * 1000, 0), Math.round(stormed.memoryMiB),
      startSeconds.toFixed(1), per(started.cpuSeconds * 1000, 0), Math.round(started.memoryMiB),
    ];
  } finally {
    await clusters.stop();
    await kubernetes.close();
    await service.stop();
    await program.stop();
  }
}

async function run(): Promise<BenchTable[]> {
  const rows: (string | number)[][] = [];
  for (const count of SIZES) rows.push(await measure(count));
  const [{ length = 0 } = {}] = rows;
  const pick = (...columns: number[]): (string | number)[][] => rows.map((row) => columns.map((column) => row[column] ?? ''));
  return length === 0 ? [] : [
    {
      title: 'Many clusters with a replica and a repository each, on a simulated node: what is asked of their PostgreSQL is answered, and every leader renews its lock',
      columns: ['clusters', 'all READY, s', 'requests per cluster', 'CPU ms per cluster', 'memory MiB', 'idle CPU', 'idle requests/s', 'idle memory MiB'],
      rows: pick(0, 1, 2, 3, 4, 5, 6, 7),
      aim: 'requests and CPU per cluster do not grow with their number; idle near nothing; under 400 MiB with 1000 clusters',
    },
    {
      title: 'A parameter of every one of them is changed at once; then the control plane is started anew with all of them there',
      columns: ['clusters', 'all READY again, s', 'requests per change', 'CPU ms per change', 'memory MiB', 'start, s', 'CPU ms per cluster after a start', 'memory MiB after a start'],
      rows: pick(0, 8, 9, 10, 11, 12, 13, 14),
    },
  ];
}

/** What the control plane costs with many clusters. */
export const scale: Benchmark = { name: 'scale', run };
