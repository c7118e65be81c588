import { podName } from '../../schema/naming/names.js';
import type { Clock } from '../../kube/clock.js';
import type { DatabaseDesk } from '../instance/database-desk.js';
import { readReplication, type AskedMember } from '../instance/read-replication.js';
import { containerRuns, isPositionBehind, primaryOf } from './instance-health.js';
import { patroniOf } from './patroni-of.js';
import type { ReplicationFacts } from './replication-facts.js';
import type { ClusterWorld, ObservedInstance } from './world.js';

/** How often replicas that are behind are measured again although nothing tells of a change, in milliseconds. */
const BEHIND_PERIOD_MS = 5_000;

const memberOf = (world: ClusterWorld, instance: ObservedInstance): AskedMember | undefined => {
  const patroni = patroniOf(world, instance);
  return patroni === undefined ? undefined : { pod: podName(instance.name), patroni };
};

/**
 * Has the replicas measured whenever what Patroni tells of positions has changed, and while one is behind. What Patroni
 * tells itself is as old as its last turn, for each member another one. Returns after how long to ask again.
 */
export const requestReplication = (
  { replication, clock }: { readonly replication: DatabaseDesk<ReplicationFacts>; readonly clock: Clock }, world: ClusterWorld, visitSoon: () => void,
): number | undefined => {
  const primary = primaryOf(world);
  const leader = primary === undefined ? undefined : memberOf(world, primary);
  const replicas = world.instances.filter((instance) => instance !== primary && instance.member?.role === 'replica' && containerRuns(instance.pod));
  if (leader === undefined || replicas.length === 0) return undefined;
  const { namespace = '', name } = world.cluster.metadata;
  const subject = `${namespace}/${name}`;
  const behind = Object.values(replication.finding(subject)?.value?.replicas ?? {}).some(isPositionBehind);
  const told = replicas.map(({ pod, member }) => [pod?.metadata.uid, member?.walPosition, member?.timeline, member?.state]);
  const signature = JSON.stringify([leader.pod, world.patroni.leaderWalPosition, told, behind ? Math.floor(clock.now() / BEHIND_PERIOD_MS) : 0]);
  const others = replicas.map((instance) => memberOf(world, instance)).filter((member) => member !== undefined);
  const waitMs = replication.request(subject, signature, () => readReplication(leader, others), visitSoon);
  return behind ? Math.min(waitMs ?? Infinity, BEHIND_PERIOD_MS) : waitMs;
};
