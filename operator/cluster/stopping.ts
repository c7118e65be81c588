/** How a cluster stops and starts without losing a commit: replicas go first, and only what has everything leads again. */
import { primaryOf } from './instance-health.js';
import type { ClusterWorld, ObservedInstance } from './world.js';

const livingPods = ({ instances }: ClusterWorld): ObservedInstance[] => instances.filter(({ pod }) => pod !== undefined);

/** Whether an instance shall run: of a cluster that stops, the primary does until every replica has ended. */
export const shallRun = (world: ClusterWorld, ordinal: number): boolean => {
  if (world.spec.stopped !== true) return true;
  const primary = primaryOf(world);
  return primary?.ordinal === ordinal && livingPods(world).some((instance) => instance !== primary);
};

/** Names of the instances of a cluster that stops which have not ended yet. */
export const stillRunning = (world: ClusterWorld): string[] => livingPods(world).map(({ name }) => name);

const isLagForbidden = ({ patroni }: ClusterWorld): boolean => {
  try {
    return (JSON.parse(patroni.dynamicConfig ?? '{}') as { maximum_lag_on_failover?: unknown }).maximum_lag_on_failover === 0;
  } catch {
    return false;
  }
};

/**
 * Whether only an instance that lacks nothing may become the primary: from the wish to stop on until there is a
 * primary again. The replicas ended before the primary did, and may start before it does.
 */
export const mayLackNothing = (world: ClusterWorld): boolean => world.spec.stopped === true || (isLagForbidden(world) && primaryOf(world) === undefined);
