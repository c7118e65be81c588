import { planMovePrimary } from '../../schema/plan/plan-move-primary.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { FailoverClusterInput } from '../../schema/graphql/failover-inputs.js';
import { type ActionRequest, clusterAction } from '../cluster/cluster-action.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import type { Context } from '../context.js';
import { candidateNamed, refuseCandidate } from './cluster-candidates.js';

const decide = (cluster: PostgresCluster, target: string, force: boolean): ActionRequest => {
  const to = candidateNamed(cluster, target);
  if (to.refusal !== undefined && !(force && to.isForceable)) {
    throw refuseCandidate(to, 'Choose another instance, wait until this one has caught up, or use `force` and lose what is not on it.');
  }
  const from = cluster.status?.primary;
  return {
    plan: planMovePrimary({ name: cluster.metadata.name, from, to }),
    input: { ...(from === undefined ? {} : { from }), target, force: force && to.refusal !== undefined },
  };
};

/** How `failoverCluster` makes its request. */
export const failoverClusterMutation = ({ cluster, target, force }: FailoverClusterInput, { services }: Context): ClusterMutation =>
  clusterAction(cluster, 'Failover', (found) => decide(found, target, force ?? false), services);
