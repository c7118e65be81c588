import { execFile } from 'node:child_process';
import { rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { POD } from '../../kube/core-kinds.js';
import { primaryOf, processesOfInstance, signalAll, type ChaosWorld } from './chaos-world.js';
import { killedAfterEveryStep } from './killed-after-every-step.js';
import { cutFromApi, cutFromPeers } from './network-cut.js';

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  /** Whether it ends the control plane, which only a service of its own allows. */
  readonly needsOwnService?: boolean;
  /** Whether it drops packets, which needs iptables and root. */
  readonly cutsNetwork?: boolean;
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

const switchover = async (world: ChaosWorld): Promise<string> => {
  const { switchoverCluster } = await world.client().switchoverCluster({ input: { cluster: world.cluster } });
  return switchoverCluster.operation?.id ?? '';
};

const FILLER = 'chaos-filler';

/** Uses all room of the primary's volume up, and gives it back later. */
const fillDisk = async (world: ChaosWorld): Promise<void> => {
  const primary = await primaryOf(world);
  const directory = world.limitedVolumeOf?.(primary);
  if (directory === undefined) throw new Error(`the volume of ${primary} has no end`);
  const filler = path.join(directory, FILLER);
  try {
    await promisify(execFile)('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']).catch(() => {});
    if ((await statfs(directory)).bavail > 0) throw new Error(`the volume of ${primary} is not full`);
    await world.pause(PAST_TTL_MS);
  } finally {
    await rm(filler, { force: true });
  }
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
  { name: 'switchover', inflict: async (world) => void await switchover(world) },
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
  { name: 'the primary is cut from the Kubernetes API, past the ttl', needsOwnService: true, cutsNetwork: true, inflict: async (world) => cutFromApi(world, await primaryOf(world), PAST_TTL_MS) },
  { name: 'the primary is cut from its replicas, past the ttl', needsOwnService: true, cutsNetwork: true, inflict: async (world) => cutFromPeers(world, await primaryOf(world), PAST_TTL_MS) },
  { name: 'the Kubernetes API is away, past the ttl', needsOwnService: true, inflict: async (world) => world.restartControlPlane?.(PAST_TTL_MS) },
  { name: 'the volume of the primary is full', needsOwnService: true, inflict: fillDisk },
  { name: 'switchover, the control plane killed after every step', needsOwnService: true, inflict: (world) => killedAfterEveryStep(world, () => switchover(world)) },
  {
    name: 'rolling restart, the control plane killed after every step', needsOwnService: true,
    inflict: (world) => killedAfterEveryStep(world, async () => {
      const { restartCluster } = await world.client().restartCluster({ input: { cluster: world.cluster, rolling: true } });
      return restartCluster.operation?.id ?? '';
    }),
  },
  {
    name: 'scale up and down, the control plane killed after every step', needsOwnService: true,
    async inflict(world) {
      const { cluster } = await world.client().cluster(world.cluster);
      const now = cluster?.replicas ?? 0;
      for (const replicas of [now + 1, now]) {
        await killedAfterEveryStep(world, async () => {
          const { scaleCluster } = await world.client().scaleCluster({ input: { cluster: world.cluster, replicas } });
          return scaleCluster.operation?.id ?? '';
        });
      }
    },
  },
];
