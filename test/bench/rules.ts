import { PGO_ACCOUNT } from '../../kube/kinds.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { hashToken, makeToken } from '../../server/auth/token.js';
import type { AccountBinding } from '../../schema/resource/pgo-account.js';
import { startBenchKubernetes, startBenchProgram } from './bench-kubernetes.js';
import { quantile, type Benchmark, type BenchTable } from './benchmark.js';
import { storeClusters } from './cluster-fixtures.js';
import { medianOf, roundsInTurn, type LoadResult } from './load.js';

const CLUSTERS = 100;
const NAMESPACE = 'default';
/** Ten fields of each of a hundred clusters. */
const QUERY = '{ clusters(first: 100) { nodes { id namespace name state message createdAt postgresVersion replicas durability storageSize } } }';
/** Who asks: with a role for everything, and with one that counts in some namespaces only. */
const ASKERS: Readonly<Record<string, readonly AccountBinding[]>> = {
  everything: [{ role: 'admin', namespaces: ['*'] }],
  'looking, in ten namespaces': [{ role: 'viewer', namespaces: [...Array.from({ length: 9 }, (_value, index) => `team-${index}`), NAMESPACE] }],
};

/** What the rules of permissions cost: the same server with and without them, by turns. */
export const rules: Benchmark = {
  name: 'rules',
  async run() {
    const kubernetes = await startBenchKubernetes();
    try {
      await storeClusters(kubernetes.connection, NAMESPACE, 1, CLUSTERS);
      const tables: BenchTable[] = [];
      for (const [index, [asker, bindings]] of Object.entries(ASKERS).entries()) {
        const token = await makeAccount(kubernetes.connection, `asker-${index}`, bindings);
        tables.push(table(asker, await measured(kubernetes.kubeconfig, token)));
      }
      return tables;
    } finally {
      await kubernetes.stop();
    }
  },
};

async function makeAccount(connection: KubeConnection, name: string, bindings: readonly AccountBinding[]): Promise<string> {
  const token = makeToken();
  await connection.create(PGO_ACCOUNT, {
    apiVersion: 'pgo.dev/v1', kind: 'PgoAccount', metadata: { namespace: NAMESPACE, name },
    spec: { bindings: [...bindings], tokens: [{ id: 'bench', name: 'bench', hash: hashToken(token), createdAt: new Date().toISOString() }] },
  }, { manager: 'bench' });
  return token;
}

/** Rounds with the rules, then without. */
async function measured(kubeconfig: string, token: string): Promise<LoadResult[][]> {
  const servers = await Promise.all(['with', 'without'].map((mode) => startBenchProgram('rules-server.ts', 'serves', [kubeconfig, mode])));
  try {
    const targets = servers.map(({ words: [url = ''], pid }) => ({ url: `${url}/graphql`, pid, headers: { authorization: `Bearer ${token}` } }));
    for (const { url, headers } of targets) await answersInFull(url, headers);
    return await roundsInTurn(targets, QUERY);
  } finally {
    for (const server of servers) await server.stop();
  }
}

async function answersInFull(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query: QUERY }) });
  const { data, errors } = (await response.json()) as { data?: { clusters: { nodes: unknown[] } }; errors?: unknown };
  if (data?.clusters.nodes.length !== CLUSTERS) throw new Error(`not ${CLUSTERS} clusters: ${JSON.stringify(errors)}`);
}

/** What the rules take away, by pairs of rounds that follow each other closely: the median, and between what half of the pairs are. */
function costOf(guarded: readonly LoadResult[], bare: readonly LoadResult[], more: (one: LoadResult, other: LoadResult) => number): string {
  const costs = guarded.map((one, index) => more(one, bare[index] as LoadResult));
  const [low = '', middle = '', high = ''] = [0.25, 0.5, 0.75].map((share) => (100 * quantile(costs, share)).toFixed(1));
  return `${middle} % (${low} to ${high})`;
}

function table(asker: string, [guarded = [], bare = []]: readonly LoadResult[][]): BenchTable {
  const row = (name: string, { requestsPerSecond, p99Ms, cpuMicroseconds }: LoadResult): (string | number)[] => [name, Math.round(requestsPerSecond), p99Ms, Math.round(cpuMicroseconds)];
  return {
    title: `${CLUSTERS} clusters with 10 fields, 20 connections, asked by someone who may do ${asker}`,
    columns: ['server', 'requests/s', 'p99 ms', 'cpu us/request'],
    rows: [
      row('with the rules', medianOf(guarded)), row('without', medianOf(bare)),
      ['the rules cost', costOf(guarded, bare, (one, other) => 1 - one.requestsPerSecond / other.requestsPerSecond), '', costOf(guarded, bare, (one, other) => one.cpuMicroseconds / other.cpuMicroseconds - 1)],
    ],
    aim: 'the rules cost at most 15 % of the requests',
  };
}
