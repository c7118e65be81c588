import type { ClusterWorld } from './world.js';

/**
 * Name of the first instance when it may have been cut short while it was set up; undefined otherwise. Where Kubernetes does
 * not answer for longer than Patroni's `retry_timeout` in that moment, Patroni (3.0, `ha.py`: `run_cycle`, `post_bootstrap`)
 * starts the new database again as a standby and then waits for the end of a recovery that has no end.
 */
export const strandedInstance = ({ patroni, spec, instances }: ClusterWorld): string | undefined => {
  if (!patroni.bootstrapping || patroni.leader !== undefined || spec.standby !== undefined) return undefined;
  const [first, ...others] = instances.filter(({ member }) => member?.state === 'running');
  return others.length === 0 && first?.member?.role === 'replica' ? first.name : undefined;
};
