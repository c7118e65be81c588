import type { MutationPlan } from '../../schema/plan/plan.js';
import type { OperationKind } from '../../schema/resource/postgres-operation.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Services } from '../context.js';
import type { ClusterMutation } from './cluster-change.js';
import { readCluster } from './read-cluster.js';

/** What an action asks for: its plan, and what its handler in the operator needs to know. */
export interface ActionRequest {
  readonly plan: MutationPlan;
  readonly input?: Readonly<Record<string, unknown>>;
}

/**
 * A mutation that changes no object: the operation that it leaves is itself what the operator works on. `decide` checks
 * the input against the cluster as it is and throws an `ApiError` to refuse it; it is not asked again on a retry.
 */
export const clusterAction = (
  ref: { namespace: string; name: string }, kind: OperationKind, decide: (cluster: PostgresCluster) => ActionRequest | Promise<ActionRequest>, services: Services,
): ClusterMutation => ({
  kind, namespace: ref.namespace, cluster: ref.name,
  async prepare(unfinished) {
    const cluster = await readCluster(ref, services);
    const store = (): Promise<PostgresCluster> => Promise.resolve(cluster);
    if (unfinished !== undefined) return { plan: unfinished.spec.input?.plan as MutationPlan, store };
    return { ...await decide(cluster), clusterUid: cluster.metadata.uid, store };
  },
});
