import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { createClient, type PgoClient } from '../../schema/sdk/client.js';
import { startBenchKubernetes, startBenchProgram, type BenchKubernetes } from './bench-kubernetes.js';
import { ms, quantile, type Benchmark } from './benchmark.js';
import { healthyCluster, storeClusters } from './cluster-fixtures.js';

const SUBSCRIBERS = 100;
const CHANGES = 100;
const WARM_UP_CHANGES = 10;
const NAMESPACE = 'default';
const MANAGER = 'bench';

/** From a status change in Kubernetes to its arrival at every subscriber. */
export const live: Benchmark = {
  name: 'live',
  async run() {
    const kubernetes = await startBenchKubernetes();
    const server = await startBenchProgram('server-only.ts', 'serves', [kubernetes.kubeconfig]);
    const [url = '', token = ''] = server.words;
    const clients = Array.from({ length: SUBSCRIBERS }, () => createClient({ url, token }));
    try {
      await storeClusters(kubernetes.connection, NAMESPACE, 1, 1);
      const subscribers = new Subscribers(clients);
      await subscribers.seen('first');
      const writes: number[] = [];
      const arrivals: number[] = [];
      for (let change = -WARM_UP_CHANGES; change < CHANGES; change += 1) {
        const mark = `change ${change}`;
        const sentAt = performance.now();
        const arrived = subscribers.seen(mark);
        await writeStatus(kubernetes, mark);
        const writtenAt = performance.now();
        const times = await arrived;
        if (change < 0) continue;
        writes.push(writtenAt - sentAt);
        arrivals.push(...times.map((at) => at - sentAt));
      }
      return [{
        title: `A status change to ${SUBSCRIBERS} subscribers, each on its own connection, ${CHANGES} changes`,
        columns: ['what', 'p50', 'p99', 'worst'],
        rows: [
          ['floor: the write is acknowledged', ms(quantile(writes, 0.5)), ms(quantile(writes, 0.99)), ms(Math.max(...writes))],
          ['sent to Kubernetes until it is at a subscriber', ms(quantile(arrivals, 0.5)), ms(quantile(arrivals, 0.99)), ms(Math.max(...arrivals))],
        ],
        aim: 'p99 under 30 ms',
      }];
    } finally {
      await Promise.all(clients.map((client) => client.close()));
      await server.stop();
      await kubernetes.stop();
    }
  },
};

async function writeStatus(kubernetes: BenchKubernetes, mark: string): Promise<void> {
  const { status, ...cluster } = healthyCluster(NAMESPACE, 1, new Date());
  const conditions = status?.conditions?.map((condition) => ({ ...condition, message: mark })) ?? [];
  await kubernetes.connection.applyStatus(POSTGRES_CLUSTER, { ...cluster, spec: {}, status: { ...status, conditions } }, { manager: MANAGER });
}

/** Subscribers of one cluster, and when each of them has seen a mark. */
class Subscribers {
  #mark = '';
  #times: number[] = [];
  #done: (times: number[]) => void = () => {};

  constructor(private readonly clients: readonly PgoClient[]) {
    for (const client of clients) void this.#listen(client);
  }

  /** Resolves with the moments at which each has seen it. `first` stands for the state at the beginning. */
  seen(mark: string): Promise<number[]> {
    this.#mark = mark;
    this.#times = [];
    return new Promise((resolve) => { this.#done = resolve; });
  }

  async #listen(client: PgoClient): Promise<void> {
    for await (const { clusterChanged } of client.clusterChanged({ namespace: NAMESPACE, name: 'c1' })) {
      const text = this.#mark === 'first' ? 'first' : clusterChanged.conditions[0]?.message;
      if (text !== this.#mark) continue;
      this.#times.push(performance.now());
      if (this.#times.length === this.clients.length) this.#done(this.#times);
    }
  }
}
