import { POD } from '../../kube/core-kinds.js';
import { primaryOf, processesOfInstance, signalAll, type ChaosWorld } from './chaos-world.js';

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  /** Whether it ends the control plane, which only a service of its own allows. */
  readonly needsOwnService?: boolean;
  /** Does it, and undoes it where that is part of it. */
  inflict(world: ChaosWorld): Promise<void>;
}

/** Longer than Patroni's ttl of 20 s. */
const PAST_TTL_MS = 28_000;
const POSTMASTER = /\/postgres -D/;
const PATRONI = /patroni/;

const stopFor = async (world: ChaosWorld, which: RegExp): Promise<void> => {
  const processes = (await processesOfInstance(world, await primaryOf(world))).filter(({ command }) => which.test(command));
  if (processes.length === 0) throw new Error(`no process is like ${which.source}`);
  signalAll(processes, 'SIGSTOP');
  try {
    await world.pause(PAST_TTL_MS);
  } finally {
    signalAll(processes, 'SIGCONT');
  }
};

const switchover = async (world: ChaosWorld): Promise<void> => {
  await world.client().switchoverCluster({ input: { cluster: world.cluster } });
};

/** Every fault, the quick ones first. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'kill -9 of PostgreSQL on the primary',
    async inflict(world) {
      signalAll((await processesOfInstance(world, await primaryOf(world))).filter(({ command }) => POSTMASTER.test(command)), 'SIGKILL');
    },
  },
  {
    name: 'kill -9 of every process of the primary',
    async inflict(world) {
      signalAll(await processesOfInstance(world, await primaryOf(world)), 'SIGKILL');
    },
  },
  {
    name: 'delete the pod of the primary without grace',
    async inflict(world) {
      await world.kubernetes().delete(POD, { namespace: world.cluster.namespace, name: `${await primaryOf(world)}-0` }, { gracePeriodSeconds: 0 });
    },
  },
  { name: 'switchover', inflict: switchover },
  {
    name: 'kill -9 of a replica',
    async inflict(world) {
      const primary = await primaryOf(world);
      const { cluster } = await world.client().cluster(world.cluster);
      const replicas = (cluster?.instances ?? []).filter(({ name }) => name !== primary);
      const chosen = replicas[Math.floor(world.random() * replicas.length)]?.name ?? '';
      signalAll(await processesOfInstance(world, chosen), 'SIGKILL');
    },
  },
  { name: 'SIGSTOP of everything of the primary, past the ttl', inflict: (world) => stopFor(world, /./) },
  { name: 'SIGSTOP of Patroni alone on the primary, past the ttl', inflict: (world) => stopFor(world, PATRONI) },
  {
    name: 'kill -9 of the control plane in the middle of a switchover', needsOwnService: true,
    async inflict(world) {
      await switchover(world);
      await world.pause(world.random() * 3_000);
      await world.restartControlPlane?.();
    },
  },
  {
    name: 'kill -9 of the control plane, then of the primary', needsOwnService: true,
    async inflict(world) {
      const processes = await processesOfInstance(world, await primaryOf(world));
      const restarted = world.restartControlPlane?.();
      signalAll(processes, 'SIGKILL');
      await restarted;
    },
  },
];
