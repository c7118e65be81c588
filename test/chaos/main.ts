import { parseArgs } from 'node:util';
import type { Durability } from '../../schema/resource/postgres-cluster.js';
import { reportSeeded, runSeeded, seedOf } from '../support/seeded-run.js';
import { createReadyCluster, operationEnd } from '../support/test-client.js';
import { breaches, CHAOS } from './chaos-report.js';
import { FAULTS } from './faults.js';
import { killLeaders, LEADER_KILLS } from './leader-kills.js';
import { canCut, clearCuts } from './network-cut.js';
import { startOwnService, VOLUME_MIB, type OwnService } from './own-service.js';
import { runFault, type FaultResult } from './run-fault.js';
import { seededRandom, shuffled } from './seeded-random.js';

const NAMESPACE = 'chaos';
const REPLICAS = 2;
const DURABILITIES: readonly Durability[] = ['ASYNC', 'SYNC', 'STRICT_SYNC'];

const { values } = parseArgs({ options: { seed: { type: 'string' }, durability: { type: 'string', multiple: true }, fault: { type: 'string', multiple: true }, docs: { type: 'boolean' }, leaders: { type: 'boolean' } } });
const seed = seedOf(CHAOS.name, values.seed);
const durabilities = DURABILITIES.filter((durability) => values.durability?.includes(durability) ?? true);
const faults = FAULTS.filter(({ name }) => values.fault?.some((part) => name.includes(part)) ?? true);
const random = seededRandom(seed);
if (faults.some(({ cutsNetwork }) => cutsNetwork === true) && !canCut()) {
  process.stderr.write('Faults that cut the network need root and iptables: apt-get install iptables. Others can be chosen with --fault.\n');
  process.exit(1);
}

if (values.leaders === true) {
  reportSeeded(LEADER_KILLS, await runSeeded(CHAOS.name, seed, () => killLeaders(random, (name) => values.fault?.some((part) => name.includes(part)) ?? true)), false);
  process.exit();
}

const run = await runSeeded(CHAOS.name, seed, async () => {
  const service = await startOwnService(NAMESPACE);
  const results: FaultResult[] = [];
  try {
    for (const durability of durabilities) results.push(...await runAll(service, durability));
  } finally {
    await service.stop();
  }
  return results;
}, clearCuts);
reportSeeded(CHAOS, run, values.docs === true);
const broken = breaches(run.results);
if (broken.length > 0) {
  process.stderr.write(`${broken.join('\n')}\n`);
  process.exitCode = 1;
}

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
