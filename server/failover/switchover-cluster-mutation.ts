import { bestCandidate } from '../../schema/availability/candidates.js';
import { planMovePrimary } from '../../schema/plan/plan-move-primary.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { SwitchoverClusterInput } from '../../schema/graphql/failover-inputs.js';
import { type ActionRequest, clusterAction } from '../cluster/cluster-action.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { candidateInput, candidateNamed, reasonsAgainst, refuseCandidate } from './cluster-candidates.js';

const decide = (cluster: PostgresCluster, target: string | null | undefined): ActionRequest => {
  const from = cluster.status?.primary;
  const { name } = cluster.metadata;
  const to = target == null ? bestCandidate(candidateInput(cluster)) : candidateNamed(cluster, target);
  if (from === undefined) {
    throw new ApiError('FAILED_PRECONDITION', `The cluster "${name}" has no primary now that could hand over.`, {
      suggestion: 'Wait for the automatic failover, or use `failoverCluster` to choose the next primary yourself.',
    });
  }
  if (to === undefined) {
    const reasons = reasonsAgainst(cluster);
    throw new ApiError('FAILED_PRECONDITION', `No instance of the cluster "${name}" can take over${reasons === '' ? ': it has no replica' : `: ${reasons}`}.`, {
      suggestion: reasons === '' ? 'Scale the cluster to one replica or more first.' : 'Wait until a replica is well and in step.',
    });
  }
  if (to.refusal !== undefined) throw refuseCandidate(to, 'Wait until it has caught up, or choose another instance.');
  return { plan: planMovePrimary({ name, from, to }), input: { from, target: to.instance.name } };
};

/** How `switchoverCluster` makes its request. */
export const switchoverClusterMutation = ({ cluster, target }: SwitchoverClusterInput, { services }: Context): ClusterMutation =>
  clusterAction(cluster, 'Switchover', (found) => decide(found, target), services);
