import type { TestClusterInput } from '../../schema/graphql/maintenance-inputs.js';
import { planTestCluster } from '../../schema/plan/plan-maintenance.js';
import { clusterAction } from '../cluster/cluster-action.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import type { Context } from '../context.js';

/** How `testCluster` makes its request. */
export const testClusterMutation = ({ cluster }: TestClusterInput, { services }: Context): ClusterMutation =>
  clusterAction(cluster, 'TestCluster', () => ({ plan: planTestCluster(cluster.name) }), services);
