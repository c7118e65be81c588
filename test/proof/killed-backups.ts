import { psql, psqlEnvironment } from '../support/psql.js';
import { createReadyCluster } from '../support/test-client.js';
import { deletePod, jobPod, killProcess } from './killed-restores.js';
import { backUp, deleteClusters, endOf, equal, holds, succeeds, type ClusterKey, type Proof, type ProofWorld } from './proof-world.js';

const MEGABYTES = 120;
const ROWS = 'select count(*), sum(n) from ballast';

/** What is killed in the middle of a backup, and how. */
const KILLS: readonly { readonly name: string; readonly goesOn?: boolean; kill(world: ProofWorld, cluster: ClusterKey): Promise<unknown> }[] = [
  { name: 'the process of pgBackRest', kill: async (world, cluster) => killProcess(await jobPod(world, cluster, 'backup-'), /pgbackrest .*backup$/) },
  { name: 'the pod of the Job', kill: async (world, cluster) => {
    const pod = await jobPod(world, cluster, 'backup-');
    await copies(world, cluster);
    await deletePod(world, pod);
  } },
  { name: 'the control plane', goesOn: true, kill: async (world, cluster) => {
    await jobPod(world, cluster, 'backup-');
    await world.restartControlPlane();
  } },
];

/** Resolves when a backup is listed that runs. */
async function copies(world: ProofWorld, cluster: ClusterKey): Promise<void> {
  for await (const { operationChanged } of world.client().operationChanged({ id: await runningOperation(world, cluster) }, { signal: AbortSignal.timeout(120_000) })) {
    if (operationChanged.steps.some(({ state }) => state === 'RUNNING') || operationChanged.finishedAt != null) return;
  }
}

async function runningOperation(world: ProofWorld, { namespace, name }: ClusterKey): Promise<string> {
  const { operations } = await world.client().operations({ namespace, cluster: name, first: 50 });
  const found = operations.nodes.find(({ kind, finishedAt }) => kind.toLowerCase().includes('backup') && finishedAt == null);
  holds(found !== undefined, 'no backup runs', operations.nodes.map(({ kind, state }) => [kind, state]));
  return found.id;
}

/** kill -9 during a backup: it goes on, or it has FAILED with a word; nothing is lost and the next one is made and restores. */
export const killedBackups: Proof = {
  name: 'kill -9 during a backup',
  async run(world) {
    const cluster = { namespace: world.namespace, name: 'interrupted' };
    await createReadyCluster(world.client(), cluster);
    try {
      await psql(await psqlEnvironment(world.client(), cluster), `create table ballast as select n, repeat(md5(n::text), 30) as text from generate_series(1, ${MEGABYTES * 1000}) n`);
      const rows = await psql(await psqlEnvironment(world.client(), cluster), ROWS);
      for (const { name, kill, goesOn = false } of KILLS) {
        const { createBackup } = await world.client().createBackup({ input: { cluster, type: 'FULL' } });
        await kill(world, cluster);
        const ended = await endOf(world.client(), createBackup);
        equal(ended.state, goesOn ? 'SUCCEEDED' : 'FAILED', `the backup in which was killed: ${name}: ${JSON.stringify(ended)}`);
        const next = await backUp(world.client(), cluster);
        equal(await psql(await psqlEnvironment(world.client(), cluster), ROWS), rows, 'the rows');
        world.found(`killed with -9: ${name}`, `${ended.state}${goesOn ? ': it went on.' : `, ${ended.error?.code ?? ''}: ${ended.error?.message ?? ''} ${ended.error?.suggestion ?? ''}`} The next one: ${next.state}.`);
      }
      const { verifyBackup } = await world.client().verifyBackup({ input: { cluster, assertions: [{ database: cluster.name, sql: `select count(*) = ${MEGABYTES * 1000} from ballast` }] } });
      const proven = await succeeds(world.client(), verifyBackup);
      world.found('the newest backup after all of them, verified', proven.steps.find(({ message }) => message?.includes('MiB'))?.message ?? 'passed');
    } finally {
      await deleteClusters(world.client(), [cluster]);
    }
  },
};
