import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Durability } from '../../schema/resource/postgres-cluster.js';
import { packageRoot } from '../../start/package-root.js';
import { createReadyCluster, operationEnd } from '../support/test-client.js';
import { breaches, chaosTable, writeTable, type ChaosRun } from './chaos-report.js';
import { FAULTS } from './faults.js';
import { startOwnService, VOLUME_MIB, type OwnService } from './own-service.js';
import { runFault, type FaultResult } from './run-fault.js';
import { seededRandom, shuffled } from './seeded-random.js';

const NAMESPACE = 'chaos';
const REPLICAS = 2;
const DURABILITIES: readonly Durability[] = ['ASYNC', 'SYNC', 'STRICT_SYNC'];

const { values } = parseArgs({ options: { seed: { type: 'string' }, durability: { type: 'string', multiple: true }, fault: { type: 'string', multiple: true }, docs: { type: 'boolean' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const durabilities = DURABILITIES.filter((durability) => values.durability?.includes(durability) ?? true);
const faults = FAULTS.filter(({ name }) => values.fault?.some((part) => name.includes(part)) ?? true);
process.stdout.write(`Seed ${seed}; run it again with: npm run chaos -- --seed ${seed}\n`);

process.env['PGO_TEST_DIR'] = mkdtempSync(path.join(os.tmpdir(), 'pgo-chaos-'));
const random = seededRandom(seed);
const results: FaultResult[] = [];
try {
  const service = await startOwnService(NAMESPACE);
  try {
    for (const durability of durabilities) results.push(...await runAll(service, durability));
  } finally {
    await service.stop();
  }
} finally {
  rmSync(process.env['PGO_TEST_DIR'] ?? '', { recursive: true, force: true });
}
report({ seed, measuredAt: new Date().toISOString(), machine: `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'CPU'}`, results });

/** Every fault on one cluster, in an order that the seed decides. */
async function runAll(service: OwnService, durability: Durability): Promise<FaultResult[]> {
  const cluster = { namespace: NAMESPACE, name: `chaos-${durability.toLowerCase().replace('_', '-')}` };
  await service.limitVolumes(cluster, REPLICAS + 1);
  await createReadyCluster(service.client(), { ...cluster, replicas: REPLICAS, durability, storageSize: `${VOLUME_MIB}Mi` });
  const found: FaultResult[] = [];
  for (const fault of shuffled(faults, random)) {
    const result = await runFault(service.world(cluster, random), fault, { instances: REPLICAS + 1, durability });
    process.stdout.write(`${JSON.stringify(result)}\n`);
    found.push(result);
  }
  const { deleteCluster } = await service.client().deleteCluster({ input: { cluster, confirm: cluster.name } });
  await operationEnd(service.client(), deleteCluster.operation?.id ?? '');
  return found;
}

function report(run: ChaosRun): void {
  const file = path.join(packageRoot, 'chaos', 'results.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
  process.stdout.write(`\n${chaosTable(run)}\n\nWritten to ${path.relative(process.cwd(), file)}\n`);
  if (values.docs === true) writeTable(path.join(packageRoot, 'docs', 'chaos.md'), run);
  const broken = breaches(run.results);
  if (broken.length > 0) {
    process.stderr.write(`Acknowledged commits were lost: ${JSON.stringify(broken)}\n`);
    process.exitCode = 1;
  }
}
