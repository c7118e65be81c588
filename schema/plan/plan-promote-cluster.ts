import type { PostgresClusterSpec } from '../resource/postgres-cluster.js';
import { standbyTarget } from '../standby/check-standby.js';
import type { MutationPlan } from './plan.js';

/** What promoting a standby cluster changes. */
export const planPromoteCluster = (name: string, { standby }: Pick<PostgresClusterSpec, 'standby'>, force: boolean): MutationPlan => {
  if (standby === undefined || standby.enabled === false) return { impact: 'NONE', summary: `Nothing changes: the cluster "${name}" is promoted already.`, changes: [] };
  const impact = force ? 'DATA_LOSS' : 'NONE';
  const loss = force ? ' What that one commits from then on is lost here.' : '';
  return {
    impact, summary: `Promotes the cluster "${name}": it takes writes and does not follow "${standbyTarget(standby)}" any more, for ever.${loss}`,
    changes: [{ object: `PostgresCluster/${name}`, action: 'update', path: 'spec.standby.enabled', before: true, after: false, impact }],
  };
};
