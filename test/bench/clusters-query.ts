import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../start/package-root.js';
import { testDirectory } from '../support/test-directory.js';
import type { BenchTable, Benchmark } from './benchmark.js';
import { startBenchKubernetes, startBenchProgram } from './bench-kubernetes.js';
import { storeClusters } from './cluster-fixtures.js';
import { loadInTurn, type LoadResult, type LoadTarget } from './load.js';

const SIZES = [1, 100, 1000] as const;
const NAMESPACE = 'default';
const FLOORS = ['graphql-js', 'apollo', 'mercurius-jit'] as const;
/** What a list of clusters shows; at most a page of 100. */
const QUERY = `{ clusters(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes {
  id namespace name state message createdAt postgresVersion replicas durability storageSize
  instances { name role ready state } endpoints { primary { host port } } } } }`;

/** The list of clusters under load: our whole way beside servers that only hand out the same data. */
export const clustersQuery: Benchmark = {
  name: 'clusters',
  async run() {
    const kubernetes = await startBenchKubernetes();
    const server = await startBenchProgram('server-only.ts', 'serves', [kubernetes.kubeconfig]);
    try {
      const [url = '', token = ''] = server.words;
      const headers = { authorization: `Bearer ${token}` };
      const tables: BenchTable[] = [];
      let stored = 0;
      for (const size of SIZES) {
        await storeClusters(kubernetes.connection, NAMESPACE, stored + 1, size);
        stored = size;
        const dataFile = path.join(testDirectory('data'), 'clusters.json');
        writeFileSync(dataFile, JSON.stringify(await answer(`${url}/graphql`, headers, size)));
        const results = await measured({ url: `${url}/graphql`, pid: server.pid, headers }, dataFile);
        tables.push(table(size, results));
      }
      return tables;
    } finally {
      await server.stop();
      await kubernetes.stop();
    }
  },
};

/** The data that the floors hand out: our own answer, once all clusters are in it. */
async function answer(url: string, headers: Readonly<Record<string, string>>, size: number): Promise<unknown> {
  for (;;) {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query: QUERY }) });
    const { data, errors } = (await response.json()) as { data?: { clusters: { totalCount: number } }; errors?: unknown };
    if (!data || errors) throw new Error(`no answer: ${JSON.stringify(errors)}`);
    if (data.clusters.totalCount === size) return data;
  }
}

/** Ours first, then the floors in their order. */
async function measured(ours: LoadTarget, dataFile: string): Promise<LoadResult[]> {
  const schemaFile = path.join(packageRoot, 'schema', 'schema.graphql');
  const floors = await Promise.all(FLOORS.map((kind) => startBenchProgram('bare-server.ts', 'port', [kind, dataFile, schemaFile])));
  try {
    return await loadInTurn([ours, ...floors.map(({ words, pid }) => ({ url: `http://127.0.0.1:${words[0]}/graphql`, pid }))], QUERY);
  } finally {
    for (const floor of floors) await floor.stop();
  }
}

function table(size: number, [ours, ...others]: readonly LoadResult[]): BenchTable {
  if (ours === undefined) throw new Error('nothing was measured');
  const row = (name: string, result: LoadResult): (string | number)[] =>
    [name, Math.round(result.requestsPerSecond), result.p99Ms, Math.round(result.cpuMicroseconds), `${Math.round((100 * ours.requestsPerSecond) / result.requestsPerSecond)} %`,
      `${Math.round((100 * result.cpuMicroseconds) / ours.cpuMicroseconds)} %`];
  return {
    title: `clusters(first: 100) with ${size} in the cache, 20 connections`,
    columns: ['server', 'requests/s', 'p99 ms', 'cpu us/request', 'ours of it', 'by cpu'],
    rows: [row('pgo: rules, limits, cache', ours), ...others.map((result, index) => row(`bare ${FLOORS[index]}`, result))],
    aim: 'at least 80 % of bare Apollo',
  };
}
