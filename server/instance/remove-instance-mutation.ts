import { bestCandidate } from '../../schema/availability/candidates.js';
import type { RemoveInstanceInput } from '../../schema/graphql/instance-inputs.js';
import { planRemoveInstance } from '../../schema/plan/plan-remove-instance.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { checkDurability } from '../../schema/validation/checks.js';
import { nearest } from '../../schema/validation/nearest.js';
import { type ActionRequest, clusterAction } from '../cluster/cluster-action.js';
import type { ClusterMutation } from '../cluster/cluster-change.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { candidateInput, reasonsAgainst } from '../failover/cluster-candidates.js';

const precondition = (message: string, suggestion: string): ApiError => new ApiError('FAILED_PRECONDITION', `instance: ${message}.`, { field: 'instance', suggestion });

const checkName = ({ metadata, status }: PostgresCluster, instance: string): void => {
  const names = (status?.instances ?? []).map(({ name }) => name);
  if (names.includes(instance)) return;
  const meant = nearest(instance, names);
  throw badUserInput('instance', `the cluster "${metadata.name}" has no instance "${instance}"`, meant !== undefined ? `Did you mean "${meant}"?` : `Use one of: ${names.join(', ') || 'none yet'}.`);
};

const checkRest = ({ metadata, spec }: PostgresCluster, instance: string): void => {
  const replicas = spec.replicas ?? 0;
  if (replicas === 0) throw precondition(`${instance} is the last instance of the cluster "${metadata.name}"`, 'Scale the cluster up first, or delete the cluster.');
  const [issue] = checkDurability('instance', spec.durability ?? 'ASYNC', replicas - 1);
  if (issue !== undefined) throw precondition(`without ${instance}, ${issue.message}`, 'Scale the cluster up first, or choose the durability ASYNC.');
};

/** Who takes over from the instance; undefined when it does not lead. */
const heirOf = (cluster: PostgresCluster, instance: string): string | undefined => {
  if (cluster.status?.primary !== instance) return undefined;
  const heir = bestCandidate(candidateInput(cluster));
  if (heir === undefined) throw precondition(`${instance} is the primary, and nobody can take over: ${reasonsAgainst(cluster)}`, 'Wait until a replica is well and in step.');
  return heir.instance.name;
};

const decide = (cluster: PostgresCluster, instance: string, keepData: boolean): ActionRequest => {
  checkName(cluster, instance);
  checkRest(cluster, instance);
  const { metadata: { name }, spec: { replicas = 0 } } = cluster;
  return { plan: planRemoveInstance({ name, instance, replicas, keepData, heir: heirOf(cluster, instance) }), input: { instance, keepData } };
};

/** How `removeInstance` makes its request. */
export const removeInstanceMutation = ({ cluster, instance, keepData }: RemoveInstanceInput, { services }: Context): ClusterMutation =>
  clusterAction(cluster, 'RemoveInstance', (found) => decide(found, instance, keepData ?? false), services);
