import type { ScaleClusterInput } from '../../schema/graphql/cluster-inputs.js';
import { planScaleCluster } from '../../schema/plan/plan-scale-cluster.js';
import { checkDurability, checkReplicas } from '../../schema/validation/checks.js';
import type { Context } from '../context.js';
import { refuseIssues } from '../error/checked.js';
import type { ClusterMutation } from './cluster-change.js';
import { patchMutation } from './patch-cluster.js';

/** How `scaleCluster` makes its change. */
export const scaleClusterMutation = ({ cluster, replicas }: ScaleClusterInput, { services }: Context): ClusterMutation =>
  patchMutation(cluster, 'ScaleCluster', (before) => {
    refuseIssues([...checkReplicas('replicas', replicas), ...checkDurability('replicas', before.spec.durability, replicas)]);
    return { patch: { spec: { replicas } }, plan: planScaleCluster(cluster.name, before, replicas) };
  }, services);
