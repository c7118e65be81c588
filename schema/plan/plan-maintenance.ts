import type { MutationPlan, PlanChange, PlanImpact } from './plan.js';
import { count, gravestImpact } from './plan.js';

const nothing = (name: string, state: string): MutationPlan => ({ impact: 'NONE', summary: `Nothing changes: the cluster "${name}" ${state} already.`, changes: [] });

const stoppedChange = (name: string, after: boolean, impact: PlanImpact): PlanChange =>
  ({ object: `PostgresCluster/${name}`, action: 'update', path: 'spec.stopped', before: !after, after, impact });

/** What stopping a cluster does. */
export const planStopCluster = (name: string, isStopped: boolean): MutationPlan => (isStopped ? nothing(name, 'is stopped') : {
  impact: 'OFFLINE',
  summary: `Stops the cluster "${name}": the replicas, then the primary. Its data stay; nobody can connect until it is started again.`,
  changes: [stoppedChange(name, true, 'OFFLINE')],
});

/** What starting a cluster does. */
export const planStartCluster = (name: string, isStopped: boolean): MutationPlan => (isStopped ? {
  impact: 'NONE',
  summary: `Starts the cluster "${name}" with the data that it had when it was stopped.`,
  changes: [stoppedChange(name, false, 'NONE')],
} : nothing(name, 'runs'));

/** Instances that are to be restarted. */
export interface RestartRequest {
  readonly name: string;
  /** Names of the instances, in the order in which they restart. */
  readonly instances: readonly string[];
  /** Name of the primary, where there is one. */
  readonly primary?: string | undefined;
  /** Whether the primary hands over before it restarts. */
  readonly isRolling: boolean;
}

/** What restarting instances does. */
export const planRestartCluster = ({ name, instances, primary, isRolling }: RestartRequest): MutationPlan => {
  const withPrimary = primary !== undefined && instances.includes(primary);
  const changes = instances.map((instance): PlanChange => ({
    object: `StatefulSet/${instance}`, action: 'update', path: 'PostgreSQL', before: 'running', after: 'restarted',
    impact: instance === primary && isRolling ? 'SWITCHOVER' : 'ROLLING_RESTART',
  }));
  const how = !withPrimary ? 'The primary is not touched.'
    : isRolling ? `${primary} hands over before it restarts; writes pause for seconds.` : `The primary ${primary} restarts last, in place; connections break once.`;
  return {
    impact: gravestImpact(changes),
    summary: instances.length === 0 ? `Nothing changes: no instance of the cluster "${name}" is to be restarted.`
      : `Restarts ${count(instances.length, 'instance')} of the cluster "${name}", one after another: ${instances.join(', ')}. ${how}`,
    changes,
  };
};

/** What reloading does. */
export const planReloadCluster = (name: string, instances: readonly string[]): MutationPlan => ({
  impact: 'RELOAD',
  summary: `The ${count(instances.length, 'instance')} of the cluster "${name}" read the configuration again; connections stay.`,
  changes: instances.map((instance): PlanChange => ({ object: `StatefulSet/${instance}`, action: 'update', path: 'PostgreSQL', before: 'running', after: 'reloaded', impact: 'RELOAD' })),
});

/** What testing does: nothing. */
export const planTestCluster = (name: string): MutationPlan =>
  ({ impact: 'NONE', summary: `Connects to the services and to the instances of the cluster "${name}". Nothing changes.`, changes: [] });
