import autocannon from 'autocannon';
import { setTimeout as pause } from 'node:timers/promises';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { createClient, type PgoClient } from '../../schema/sdk/client.js';
import { startBenchKubernetes, startBenchProgram, type BenchKubernetes, type BenchServer } from './bench-kubernetes.js';
import type { Benchmark } from './benchmark.js';
import { healthyCluster, storeClusters } from './cluster-fixtures.js';

const NAMESPACE = 'default';
const CLUSTERS = 100;
/** One subscription on each connection: the dearest way to have a thousand. */
const SUBSCRIPTIONS = 1_000;
/** Every so many-th watches all clusters, the others one each. */
const WATCHES_ALL_EACH = 10;
const REQUESTS_PER_SECOND = 200;
const CHANGE_INTERVAL_MS = 100;
const WARM_UP_SECONDS = 20;
const HALF_SECONDS = 30;
const MEGABYTE = 1_048_576;
const SUBSCRIBED_TIMEOUT_MS = 120_000;

interface Memory {
  readonly when: string;
  readonly heapMiB: number;
  readonly residentMiB: number;
}

/** A thousand subscriptions and two hundred requests a second for a minute: does the memory stay as it is? */
export const steadyLoad: Benchmark = {
  name: 'load',
  async run() {
    const kubernetes = await startBenchKubernetes();
    const server = await startBenchProgram('server-only.ts', 'serves', [kubernetes.kubeconfig], ['--expose-gc']);
    const [url = '', token = ''] = server.words;
    const clients = Array.from({ length: SUBSCRIPTIONS }, () => createClient({ url, token, reconnectAttemptsMax: 0 }));
    const ending = new AbortController();
    try {
      await storeClusters(kubernetes.connection, NAMESPACE, 1, CLUSTERS);
      const watchers = new Watchers(clients);
      await watchers.allSubscribed();
      const changing = changeClusters(kubernetes, ending.signal);
      const memory: Memory[] = [];
      await load(url, token, WARM_UP_SECONDS);
      memory.push(await memoryOf(server, 'start'));
      const eventsBefore = watchers.events;
      const halves = [await load(url, token, HALF_SECONDS)];
      memory.push(await memoryOf(server, 'middle'));
      halves.push(await load(url, token, HALF_SECONDS));
      memory.push(await memoryOf(server, 'end'));
      const events = watchers.events - eventsBefore;
      ending.abort();
      await changing;
      const growth = (memory[2]?.heapMiB ?? Number.NaN) / (memory[0]?.heapMiB ?? Number.NaN) - 1;
      return [{
        title: `${SUBSCRIPTIONS} subscriptions on as many connections and ${REQUESTS_PER_SECOND} requests/s for ${2 * HALF_SECONDS} s; heap after a collection`,
        columns: ['when', 'heap MiB', 'resident MiB'],
        rows: [...memory.map(({ when, heapMiB, residentMiB }) => [when, heapMiB.toFixed(1), residentMiB.toFixed(0)]), ['growth', `${(100 * growth).toFixed(1)} %`, '']],
        aim: 'the heap grows by less than 10 %',
      }, {
        title: 'What was done in this minute',
        columns: ['what', 'first half', 'second half'],
        rows: [
          ['requests answered', ...halves.map(({ requests }) => requests.total)],
          ['refused or broken', ...halves.map(({ non2xx, errors, timeouts }) => non2xx + errors + timeouts)],
          ['p50 ms', ...halves.map(({ latency }) => latency.p50)], ['p99 ms', ...halves.map(({ latency }) => latency.p99)],
          ['events that arrived', events, ''], ['subscriptions that broke', watchers.broken, ''],
        ],
        aim: 'nothing refused, nothing broken',
      }];
    } finally {
      ending.abort();
      await Promise.all(clients.map((client) => client.close()));
      await server.stop();
      await kubernetes.stop();
    }
  },
};

/** Pages of clusters, one cluster, who one is, and a mutation that is planned only, by turns. */
function load(url: string, token: string, duration: number): Promise<autocannon.Result> {
  const fields = 'id namespace name state message createdAt postgresVersion replicas durability storageSize';
  const queries = [
    `{ clusters(first: 100) { totalCount nodes { ${fields} } } }`, `{ cluster(namespace: "${NAMESPACE}", name: "c7") { ${fields} instances { name role } } }`, '{ viewer { name bindings { role } } }',
    `mutation { scaleCluster(input: { cluster: { namespace: "${NAMESPACE}", name: "c7" }, replicas: 2, dryRun: true }) { plan { summary } } }`,
  ];
  return autocannon({
    url: `${url}/graphql`, connections: 20, duration, overallRate: REQUESTS_PER_SECOND,
    requests: queries.map((query) => ({ method: 'POST' as const, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query }) })),
  });
}

/** Asks the server for its memory after a collection. */
async function memoryOf(server: BenchServer, when: string): Promise<Memory> {
  const [, heap = '', resident = ''] = await server.ask('SIGUSR2', /memory (\d+) (\d+)\n$/);
  return { when, heapMiB: Number(heap) / MEGABYTE, residentMiB: Number(resident) / MEGABYTE };
}

/** Changes the status of one cluster after the other. */
async function changeClusters(kubernetes: BenchKubernetes, signal: AbortSignal): Promise<void> {
  for (let count = 0; !signal.aborted; count += 1) {
    const { status, ...cluster } = healthyCluster(NAMESPACE, (count % CLUSTERS) + 1, new Date());
    const conditions = status?.conditions?.map((condition) => ({ ...condition, message: `change ${count}` })) ?? [];
    await kubernetes.connection.applyStatus(POSTGRES_CLUSTER, { ...cluster, spec: {}, status: { ...status, conditions } }, { manager: 'bench' });
    await pause(CHANGE_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Subscriptions, one on each client. */
class Watchers {
  events = 0;
  broken = 0;
  #subscribed = 0;
  #allSubscribed: () => void = () => {};

  constructor(private readonly clients: readonly PgoClient[]) {
    for (const [index, client] of clients.entries()) {
      const stream = index % WATCHES_ALL_EACH === 0 ? client.clustersChanged({ namespace: NAMESPACE }) : client.clusterChanged({ namespace: NAMESPACE, name: `c${(index % CLUSTERS) + 1}` });
      void this.#watch(stream).catch(() => { this.broken += 1; });
    }
  }

  async #watch(stream: AsyncIterable<unknown>): Promise<void> {
    let isFirst = true;
    for await (const event of stream) {
      if (event === undefined) continue;
      this.events += 1;
      if (isFirst && (this.#subscribed += 1) === this.clients.length) this.#allSubscribed();
      isFirst = false;
    }
  }

  /** Resolves once each has got its first event. */
  async allSubscribed(): Promise<void> {
    const all = new Promise<void>((resolve) => { this.#allSubscribed = resolve; });
    if (this.#subscribed === this.clients.length) return;
    const late = pause(SUBSCRIBED_TIMEOUT_MS, undefined, { ref: false }).then(() => { throw new Error(`only ${this.#subscribed} subscriptions came about, ${this.broken} broke`); });
    await Promise.race([all, late]);
  }
}
