import type { DataPhase } from '../restore/cluster-data.js';
import { clusterCondition, type ClusterConditionDraft } from './condition-draft.js';
import type { ClusterPlan } from './plan.js';
import type { ClusterWorld } from './world.js';

/** The major version of the data that there are: that of before until those of an upgrade are there. */
export const presentVersion = ({ cluster: { status }, spec }: ClusterWorld, plan: Pick<ClusterPlan, 'data'> | undefined): number =>
  (plan === undefined || plan.data.type === 'settled' || plan.data.type === 'starting' ? spec.postgresVersion : status?.postgresVersion ?? spec.postgresVersion);

/** The condition `Ready` of a cluster on its way to another major version, or back from it. */
export const upgradeCondition = ({ cluster, spec }: ClusterWorld, phase: Exclude<DataPhase, { readonly type: 'settled' }>): ClusterConditionDraft => {
  const isWayBack = cluster.spec.restore?.undo !== undefined;
  const goal = `PostgreSQL ${spec.postgresVersion}`;
  if (phase.type === 'failed') return clusterCondition('Ready', 'False', 'UpgradeFailed', `The data could not be taken to ${goal}: ${phase.message}`);
  const sentences = {
    stopping: `The instances are being stopped, replicas first, so that the data can be taken to ${goal}.`,
    restoring: isWayBack ? `The data of ${goal} are being made ready again.` : `pg_upgrade copies the data to ${goal}; those of before stay beside them.`,
    resetting: `The data of ${goal} are there; Patroni is being prepared for them.`,
    starting: `The data of ${goal} are there; the first instance starts.`,
  } as const;
  return clusterCondition('Ready', 'False', 'Upgrading', sentences[phase.type]);
};
