import type { ReloadClusterInput } from '../../schema/graphql/maintenance-inputs.js';
import { planReloadCluster } from '../../schema/plan/plan-maintenance.js';
import { clusterAction } from '../cluster/cluster-action.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import type { Context } from '../context.js';
import { requireRunning } from '../error/require-running.js';

/** How `reloadCluster` makes its request. */
export const reloadClusterMutation = ({ cluster: ref }: ReloadClusterInput, { services }: Context): ClusterMutation =>
  clusterAction(ref, 'Reload', (cluster) => {
    requireRunning(cluster);
    return { plan: planReloadCluster(ref.name, (cluster.status?.instances ?? []).map(({ name }) => name)) };
  }, services);
