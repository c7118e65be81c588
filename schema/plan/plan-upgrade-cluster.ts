import type { MutationPlan, PlanImpact } from './plan.js';

/** An upgrade of a cluster. */
export interface PlannedUpgrade {
  /** Name of the cluster. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Names of its instances, replicas first. */
  readonly instances: readonly string[];
}

const cluster = (name: string, path: string, values: { readonly before?: unknown; readonly after?: unknown }, impact: PlanImpact): MutationPlan['changes'][number] =>
  ({ object: `PostgresCluster/${name}`, action: 'update', path, ...values, impact });

const instances = (names: readonly string[], after: string, impact: PlanImpact): MutationPlan['changes'] =>
  names.map((name) => ({ object: `StatefulSet/${name}`, action: 'update', path: 'data', after, impact }));

/** What an upgrade within a major version does: nothing is stored, every instance is started again on what is there now. */
export const planMinorUpgrade = ({ name, from, instances: names }: PlannedUpgrade): MutationPlan => ({
  impact: names.length > 1 ? 'SWITCHOVER' : 'OFFLINE',
  summary: `Starts every instance of the cluster "${name}" again on the newest PostgreSQL ${from} that its image or machine has: replicas first, ${names.length > 1 ? 'then a switchover, then the old primary' : 'and there is no replica to take over meanwhile'}.`,
  changes: names.map((instance) => ({ object: `Instance/${instance}`, action: 'update', path: 'serverVersion', impact: names.length > 1 ? 'SWITCHOVER' : 'OFFLINE' })),
});

/** What an upgrade to another major version does. */
export const planMajorUpgrade = ({ name, from, to, instances: names }: PlannedUpgrade): MutationPlan => ({
  impact: 'OFFLINE',
  summary: `Takes the cluster "${name}" from PostgreSQL ${from} to ${to} by pg_upgrade, once it has said that it can. It does not serve while the data are copied; replicas are rebuilt. The data of before stay on the volume, to go back to, until the upgrade is finalized.`,
  changes: [cluster(name, 'spec.postgresVersion', { before: from, after: to }, 'OFFLINE'), ...instances(names, 'a data directory beside the present one', 'OFFLINE')],
});

/** What the way back from an upgrade does. */
export const planUpgradeRollback = ({ name, from, to, instances: names }: PlannedUpgrade): MutationPlan => ({
  impact: 'DATA_LOSS',
  summary: `Takes the cluster "${name}" back from PostgreSQL ${from} to ${to}, with the data of before the upgrade. What was written since is set aside. It is not available for a while.`,
  changes: [cluster(name, 'spec.postgresVersion', { before: from, after: to }, 'DATA_LOSS'), ...instances(names, 'the data directory of before', 'DATA_LOSS')],
});

/** What finalizing an upgrade does. */
export const planUpgradeFinalize = ({ name, instances: names }: PlannedUpgrade): MutationPlan => ({
  impact: 'NONE',
  summary: `Removes the data of before the upgrade from the volumes of the cluster "${name}". There is no way back then but a restore.`,
  changes: [cluster(name, 'spec.restore.previous', {}, 'NONE'), ...instances(names, 'nothing but the present data directory', 'NONE')],
});
