import type { StopClusterInput } from '../../schema/graphql/maintenance-inputs.js';
import { planStopCluster } from '../../schema/plan/plan-maintenance.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import { patchMutation } from '../cluster/patch-cluster.js';
import type { Context } from '../context.js';

/** How `stopCluster` makes its change. */
export const stopClusterMutation = ({ cluster }: StopClusterInput, { services }: Context): ClusterMutation =>
  patchMutation(cluster, 'StopCluster', ({ spec }) => ({
    patch: { spec: { stopped: true } }, plan: planStopCluster(cluster.name, spec.stopped ?? false),
  }), services);
