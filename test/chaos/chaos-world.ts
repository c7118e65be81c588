import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { POD } from '../../kube/core-kinds.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { processesOf, type ProcessEntry } from '../support/processes.js';

/** What faults work on. */
export interface ChaosWorld {
  readonly cluster: { readonly namespace: string; readonly name: string };
  /** Of the service as it runs now; another one after it was killed. */
  client(): PgoClient;
  kubernetes(): KubeConnection;
  /** Kills the control plane (Kubernetes API, operator and server) with -9 and starts it again, so long after; undefined where it is shared. */
  readonly restartControlPlane?: (downMs?: number) => Promise<void>;
  /** Directory of the volume of an instance, where it ends at its size; undefined where it does not. */
  readonly limitedVolumeOf?: (instance: string) => string | undefined;
  readonly random: () => number;
  /** Waits; the only measure of time that faults have. */
  pause(milliseconds: number): Promise<void>;
}

/** Name of the instance that leads. */
export async function primaryOf(world: ChaosWorld): Promise<string> {
  const { cluster } = await world.client().cluster(world.cluster);
  const name = cluster?.primary?.name;
  if (name === undefined) throw new Error(`${world.cluster.name} has no primary: ${cluster?.message}`);
  return name;
}

/** The processes of an instance. */
export async function processesOfInstance(world: ChaosWorld, instance: string): Promise<ProcessEntry[]> {
  const pod = await world.kubernetes().get(POD, { namespace: world.cluster.namespace, name: `${instance}-0` });
  const processes = processesOf(pod?.metadata.uid ?? 'no pod');
  if (processes.length === 0) throw new Error(`${instance} has no processes`);
  return processes;
}

/** Sends a signal to processes; those that have ended are passed over. */
export function signalAll(processes: readonly ProcessEntry[], signal: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
