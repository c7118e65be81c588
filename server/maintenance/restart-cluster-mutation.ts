import type { RestartClusterInput } from '../../schema/graphql/maintenance-inputs.js';
import { planRestartCluster } from '../../schema/plan/plan-maintenance.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { nearest } from '../../schema/validation/nearest.js';
import { type ActionRequest, clusterAction } from '../cluster/cluster-action.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import type { Context } from '../context.js';
import { badUserInput } from '../error/api-error.js';
import { requireRunning } from '../error/require-running.js';

const checkTargets = (cluster: PostgresCluster, targets: readonly string[]): void => {
  const names = (cluster.status?.instances ?? []).map(({ name }) => name);
  const unknown = targets.find((target) => !names.includes(target));
  if (unknown === undefined) return;
  const meant = nearest(unknown, names);
  throw badUserInput('targets', `the cluster "${cluster.metadata.name}" has no instance "${unknown}"`,
    meant !== undefined ? `Did you mean "${meant}"?` : `Use one of: ${names.join(', ')}.`);
};

const decide = (cluster: PostgresCluster, { targets, rolling, onlyPending }: RestartClusterInput): ActionRequest => {
  requireRunning(cluster);
  if (targets != null) checkTargets(cluster, targets);
  const primary = cluster.status?.primary;
  const chosen = (cluster.status?.instances ?? [])
    .filter(({ name, pendingRestart }) => (targets == null || targets.length === 0 || targets.includes(name)) && (onlyPending !== true || pendingRestart === true))
    .map(({ name }) => name);
  const instances = [...chosen.filter((name) => name !== primary), ...chosen.filter((name) => name === primary)];
  return {
    plan: planRestartCluster({ name: cluster.metadata.name, instances, primary, isRolling: rolling ?? false }),
    input: { instances, rolling: rolling ?? false },
  };
};

/** How `restartCluster` makes its request. */
export const restartClusterMutation = (input: RestartClusterInput, { services }: Context): ClusterMutation =>
  clusterAction(input.cluster, 'Restart', (cluster) => decide(cluster, input), services);
