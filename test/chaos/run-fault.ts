import { POD } from '../../kube/core-kinds.js';
import { clusterBecomes, isReadyWith } from '../support/test-client.js';
import { sessionsOf, startAppending } from './append-workload.js';
import type { ChaosWorld } from './chaos-world.js';
import type { Fault } from './faults.js';
import { watchPrimaries } from './primary-watch.js';

/** What came of one fault under the workload. */
export interface FaultResult {
  readonly fault: string;
  readonly durability: string;
  readonly acknowledged: number;
  /** Acknowledged and not there. */
  readonly lost: number;
  /** There and never acknowledged: the client did not hear of it. */
  readonly unacknowledged: number;
  readonly longestGapMs: number;
  /** Longest time for which two instances took writes at once. */
  readonly twoPrimariesMs: number;
}

const WRITERS = 4;
const RECOVERY_TIMEOUT_MS = 180_000;

/** Inflicts a fault on a cluster under the workload, waits until it is well again, and checks. */
export async function runFault(world: ChaosWorld, fault: Fault, { instances, durability }: { instances: number; durability: string }): Promise<FaultResult> {
  await clusterBecomes(world.client(), world.cluster, isWell(instances, durability), RECOVERY_TIMEOUT_MS);
  const connect = await sessionsOf(world.client(), world.cluster);
  const workload = await startAppending(() => connect(), 'chaos_row', WRITERS);
  const watch = watchPrimaries(connect, () => addressesOf(world));
  try {
    await workload.moreRows(200, 60_000);
    workload.takeLongestGapMs();
    await fault.inflict(world);
    // Gone through: a workload that goes on may still write to what is about to end.
    await workload.moreRows(200, RECOVERY_TIMEOUT_MS);
    await clusterBecomes(world.client(), world.cluster, isWell(instances, durability), RECOVERY_TIMEOUT_MS);
    await workload.moreRows(200, RECOVERY_TIMEOUT_MS);
  } finally {
    await Promise.all([workload.stop(), watch.stop()]);
  }
  const longestGapMs = Math.round(workload.takeLongestGapMs());
  const { lost, unexpected } = await workload.check();
  return { fault: fault.name, durability, acknowledged: workload.acknowledged, lost: lost.length, unacknowledged: unexpected, longestGapMs, twoPrimariesMs: watch.twoPrimariesMs };
}

const isWell = (instances: number, durability: string) => (state: Parameters<ReturnType<typeof isReadyWith>>[0]): boolean =>
  isReadyWith(instances)(state) && (durability === 'ASYNC' || state.instances.some(({ role }) => role === 'SYNC_REPLICA'));

async function addressesOf(world: ChaosWorld): Promise<readonly string[]> {
  const pods = await world.kubernetes().list(POD, { namespace: world.cluster.namespace });
  return pods.filter(({ metadata }) => metadata.labels?.['pgo.dev/cluster'] === world.cluster.name && metadata.labels['pgo.dev/instance'] !== undefined)
    .flatMap(({ status }) => (status?.podIP === undefined ? [] : [status.podIP]));
}
