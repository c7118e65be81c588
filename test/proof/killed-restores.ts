import { RESTORE_STEPS } from '../../operator/restore/restore-steps.js';
import { POD, type Pod } from '../../kube/core-kinds.js';
import { killAll, processesOf } from '../support/processes.js';
import { createReadyCluster } from '../support/test-client.js';
import { backUp, backupsBecome, deleteClusters, END_TIMEOUT_MS, endOf, equal, holds, type ClusterKey, type Proof, type ProofWorld } from './proof-world.js';
import { MOMENTS_KEPT, rowNumbers, Tardis } from './random-moments.js';

/** Something that is killed in the middle of a restore. */
interface Kill {
  readonly name: string;
  kill(world: ProofWorld, cluster: ClusterKey, operation: string): Promise<void>;
}

/** Longest time into a step before the kill, in milliseconds. */
const INTO_STEP_MS = 400;

/** Waits until a step of an operation has begun. */
async function stepBegins(world: ProofWorld, id: string, step: string): Promise<void> {
  for await (const { operationChanged: { steps, finishedAt } } of world.client().operationChanged({ id }, { signal: AbortSignal.timeout(END_TIMEOUT_MS) })) {
    if (steps.some(({ name, state }) => name === step && state !== 'PENDING')) return;
    holds(finishedAt == null, `the operation ended before its step ${step}`, steps);
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The running pod of a Job whose name has this part, as soon as there is one. */
export async function jobPod(world: ProofWorld, { namespace }: ClusterKey, part: string): Promise<Pod> {
  const deadline = Date.now() + END_TIMEOUT_MS;
  for (;;) {
    const pods = await world.kubernetes().list(POD, { namespace });
    const found = pods.find(({ metadata, status }) => metadata.labels?.['job-name']?.includes(part) === true && (status?.phase === 'Running' || status?.phase === 'Pending') && metadata.deletionTimestamp === undefined);
    if (found !== undefined) return found;
    holds(Date.now() < deadline, `no pod of a Job ${part} runs`, pods.map(({ metadata }) => metadata.name));
    await pause(20);
  }
}

/** Kills the process of a pod that is like this with -9, as soon as there is one. */
export async function killProcess(pod: Pod, like: RegExp): Promise<void> {
  const deadline = Date.now() + END_TIMEOUT_MS;
  for (;;) {
    const found = processesOf(pod.metadata.uid ?? 'no pod').filter(({ command }) => like.test(command));
    killAll(found);
    if (found.length > 0) return;
    holds(Date.now() < deadline, `no process is like ${like.source}`);
    await pause(5);
  }
}

/** Deletes a pod without grace. */
export const deletePod = ({ kubernetes }: ProofWorld, { metadata: { name, namespace = '' } }: Pod): Promise<unknown> => kubernetes().delete(POD, { namespace, name }, { gracePeriodSeconds: 0 });

const KILLS: readonly Kill[] = [
  ...Object.values(RESTORE_STEPS).map((step): Kill => ({
    name: `the control plane, in the step "${step}"`,
    async kill(world, _cluster, operation) {
      await stepBegins(world, operation, step);
      await pause(INTO_STEP_MS * world.random());
      await world.restartControlPlane();
    },
  })),
  { name: 'the pod that looks into the repository', kill: async (world, cluster) => void await deletePod(world, await jobPod(world, cluster, `${cluster.name}-look`)) },
  { name: 'the pod that restores', kill: async (world, cluster) => void await deletePod(world, await jobPod(world, cluster, `${cluster.name}-restore`)) },
  { name: 'the process of pgBackRest that restores', kill: async (world, cluster) => killProcess(await jobPod(world, cluster, `${cluster.name}-restore`), /pgbackrest.* restore/) },
  { name: 'the PostgreSQL that recovers', kill: async (world, cluster) => killProcess(await jobPod(world, cluster, `${cluster.name}-restore`), /postgres -D/) },
];

/** kill -9 at every step of a restore: it goes on and ends well, or the data of before are there and a retry works. */
export const killedRestores: Proof = {
  name: 'kill -9 during a restore',
  async run(world) {
    const cluster = { namespace: world.namespace, name: 'killed' };
    await createReadyCluster(world.client(), { ...cluster, ...MOMENTS_KEPT, replicas: 1 });
    const tardis = new Tardis(world, cluster);
    try {
      await tardis.writeRows(1);
      await backUp(world.client(), cluster);
      const earliest = await backupsBecome(world.client(), cluster, ({ recoveryWindow }) => recoveryWindow.earliest ?? undefined);
      for (const kill of KILLS) await killed(world, { tardis, kill, earliest });
    } finally {
      await deleteClusters(world.client(), [cluster]);
    }
  },
};

async function killed(world: ProofWorld, { tardis, kill, earliest }: { readonly tardis: Tardis; readonly kill: Kill; readonly earliest: string }): Promise<void> {
  const { cluster, history } = tardis;
  await tardis.writeRows(60);
  const before = history.rows;
  const { at, rows } = history.target(world.random, earliest, 'newest');
  const { restoreCluster } = await world.client().restoreCluster({ input: { cluster, confirm: cluster.name, at } });
  await kill.kill(world, cluster, restoreCluster.operation?.id ?? '');
  const { state, error } = await endOf(world.client(), restoreCluster);
  if (state === 'SUCCEEDED') {
    equal(await rowNumbers(world.client(), cluster), rows, `the rows after a restore in which was killed: ${kill.name}`);
  } else {
    equal(await rowNumbers(world.client(), cluster), before, `the rows after a restore that failed, in which was killed: ${kill.name}`);
    await tardis.restore({ at });
    equal(await rowNumbers(world.client(), cluster), rows, 'the rows after the retry');
  }
  history.restored(rows);
  world.found(`killed with -9: ${kill.name}`, state === 'SUCCEEDED'
    ? `the restore went on and SUCCEEDED: exactly the ${rows.length} rows of the moment, of ${before.length}.`
    : `${state}: ${error?.message ?? ''} All ${before.length} rows of before were there; the retry gave exactly the ${rows.length} of the moment.`);
}
