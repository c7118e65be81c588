/** Has replicas copied anew whose WAL is not the primary's: PostgreSQL asks for what follows theirs for ever, and Patroni sees nothing amiss. */
import { podName } from '../../schema/naming/names.js';
import { readDivergence, type DataPlace, type WalDivergence } from '../instance/wal-divergence.js';
import { clusterDataDirectory } from '../restore/cluster-data.js';
import { containerRuns, databaseContainer, primaryOf, stuckBytes } from './instance-health.js';
import { lookInTurn } from './look-in-turn.js';
import type { ClusterLoop } from './loop.js';
import { patroniOf } from './patroni-of.js';
import type { ClusterPlan } from './plan.js';
import type { ClusterWorld, ObservedInstance } from './world.js';

/** How often a replica that does not follow is looked at, in milliseconds. */
const LOOK_EVERY_MS = 15_000;

/** What Patroni calls a replica that runs and does not stream. */
const RECOVERING_STATES: ReadonlySet<string> = new Set(['running', 'in archive recovery']);

/**
 * The replicas that run and do not follow the primary. One way to get there: Kubernetes does not answer in the moment in
 * which a new replica has its copy, Patroni (3.0, `ha.py`: `clone`, `recover`) takes the copy for a crashed database, and its
 * recovery in single-user mode ends with a checkpoint that the primary has never written.
 */
export const unfollowing = (world: ClusterWorld, plan: Pick<ClusterPlan, 'data'>): readonly ObservedInstance[] => {
  const primary = primaryOf(world);
  if (primary === undefined || plan.data.type !== 'settled' || world.spec.stopped === true) return [];
  return world.instances.filter((instance) => instance !== primary && containerRuns(instance.pod)
    && instance.member?.role === 'replica' && RECOVERING_STATES.has(instance.member.state)
    && (instance.streams === false || stuckBytes(world, instance) !== undefined));
};

/** Looks at the replicas that do not follow, and has those copied anew that never can. Returns after how long to look again. */
export const requestDivergedReplicas = (loop: ClusterLoop, world: ClusterWorld, plan: Pick<ClusterPlan, 'data'>): number | undefined => {
  const waits = unfollowing(world, plan).map((replica) => requestLook(loop, world, replica));
  return waits.length === 0 ? undefined : Math.min(...waits);
};

const requestLook = (loop: ClusterLoop, world: ClusterWorld, replica: ObservedInstance): number => {
  const signature = `${databaseContainer(replica.pod)?.restartCount} ${world.patroni.leader}`;
  return lookInTurn(loop, world, { desk: loop.divergences, pod: replica.pod?.metadata.uid ?? '', everyMs: LOOK_EVERY_MS, signature, task: () => settle(loop, world, replica) });
};

/** Only what is proven to have diverged is thrown away: a replica without a way to its primary is still a copy of the data. */
const settle = async (loop: ClusterLoop, world: ClusterWorld, replica: ObservedInstance): Promise<WalDivergence> => {
  const primary = primaryOf(world);
  const [patroni, leader] = [patroniOf(world, replica), primary && patroniOf(world, primary)];
  if (primary === undefined || patroni === undefined || leader === undefined) return 'unknown';
  const divergence = await readDivergence(loop.pods, placeOf(world, replica), { ...placeOf(world, primary), state: () => leader.state() });
  if (divergence !== 'diverged') return divergence;
  await patroni.reinitialize({ force: true });
  loop.events.record(world.cluster, {
    type: 'Warning', reason: 'ReplicaCopiedAnew',
    message: `The WAL of ${replica.name} had diverged from that of the primary ${primary.name}, so that it could not follow any more: it is copied anew. No other instance is touched.`,
  });
  return divergence;
};

const placeOf = (world: ClusterWorld, { name }: ObservedInstance): DataPlace => ({
  pod: { namespace: world.cluster.metadata.namespace ?? '', name: podName(name) }, directory: clusterDataDirectory(world, world.spec.postgresVersion),
});
