import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Table from 'cli-table3';
import { packageRoot } from '../../start/package-root.js';
import { backup } from './backup.js';
import type { Benchmark, BenchTable } from './benchmark.js';
import { clustersQuery } from './clusters-query.js';
import { gaps } from './gaps.js';
import { kubernetesApi } from './kubernetes-api.js';
import { live } from './live.js';
import { ready } from './ready.js';
import { revocation } from './revocation.js';
import { rules } from './rules.js';
import { scale } from './scale.js';
import { schedules } from './schedules.js';
import { startUp } from './start-up.js';
import { steadyLoad } from './steady-load.js';

/** Run only when they are named: they need a quiet machine for long. */
const NAMED_ONLY: ReadonlySet<Benchmark> = new Set([gaps, backup]);
const BENCHMARKS: readonly Benchmark[] = [startUp, ready, live, clustersQuery, rules, revocation, steadyLoad, kubernetesApi, schedules, scale, gaps, backup];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  process.stderr.write(`No benchmark ${unknown.join(', ')}. There are: ${BENCHMARKS.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

process.env['PGO_TEST_DIR'] = mkdtempSync(path.join(os.tmpdir(), 'pgo-bench-'));
const results: Record<string, BenchTable[]> = {};
try {
  for (const benchmark of BENCHMARKS.filter((benchmark) => (wanted.length === 0 ? !NAMED_ONLY.has(benchmark) : wanted.includes(benchmark.name)))) {
    const tables = await benchmark.run();
    for (const table of tables) print(table);
    results[benchmark.name] = tables;
  }
} finally {
  rmSync(process.env['PGO_TEST_DIR'] ?? '', { recursive: true, force: true });
}
const file = path.join(packageRoot, 'bench', 'results.json');
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify({ measuredAt: new Date().toISOString(), machine: machine(), results }, null, 2)}\n`);
process.stdout.write(`Written to ${path.relative(process.cwd(), file)}\n`);

function print({ title, columns, rows, aim }: BenchTable): void {
  const table = new Table({ head: [...columns], style: { head: [], border: [] } });
  table.push(...rows.map((row) => row.map(String)));
  process.stdout.write(`\n${title}\n${table.toString()}\n${aim ? `Aim: ${aim}\n` : ''}`);
}

function machine(): Record<string, unknown> {
  return { cpus: os.cpus().length, model: os.cpus()[0]?.model, memoryBytes: os.totalmem(), node: process.version, load: os.loadavg() };
}
