import type { StartClusterInput } from '../../schema/graphql/maintenance-inputs.js';
import { planStartCluster } from '../../schema/plan/plan-maintenance.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import { patchMutation } from '../cluster/patch-cluster.js';
import type { Context } from '../context.js';

/** How `startCluster` makes its change. */
export const startClusterMutation = ({ cluster }: StartClusterInput, { services }: Context): ClusterMutation =>
  patchMutation(cluster, 'StartCluster', ({ spec }) => ({
    patch: { spec: { stopped: false } }, plan: planStartCluster(cluster.name, spec.stopped ?? false),
  }), services);
