import { createHash } from 'node:crypto';
import { LABEL_CLUSTER } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import { applicationDatabase } from '../../schema/resource/cluster-defaults.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { hasEnded } from '../operation/operation-status.js';
import { initialPolicies, POLICIES_APPLIED } from '../operation/operation-steps.js';

/** What is to be done next about the policies that a cluster is made with. */
export interface InitialPoliciesPlan {
  /** An operation that is to be there. */
  readonly create?: PostgresOperation;
  /** What came of all of them. */
  readonly outcome?: string;
}

const isTrue = ({ status }: PostgresCluster, type: string): boolean => status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') === true;

/** Name of the operation that applies a policy to a new cluster: one for each. */
export const initialPolicyName = (clusterUid: string, index: number): string => `init-${createHash('sha256').update(`${clusterUid} ${index}`).digest('hex').slice(0, 20)}`;

const operationOf = ({ metadata, spec }: PostgresCluster, policy: string, name: string): PostgresOperation => {
  const { namespace, name: cluster, uid } = metadata;
  const target = { cluster, database: applicationDatabase(cluster, spec), ...(uid === undefined ? {} : { clusterUid: uid }) };
  return {
    apiVersion: API_VERSION, kind: 'PostgresOperation', metadata: { name, namespace, labels: { [LABEL_CLUSTER]: cluster } },
    spec: { kind: 'ApplyPolicy', cluster, ...(uid === undefined ? {} : { clusterUid: uid }), requestedBy: `cluster/${cluster}`, input: { policy, targets: [target] } },
  };
};

/** Whether the databases are there, and nothing is known of the policies yet. */
const isTimely = (cluster: PostgresCluster): boolean => {
  const { isApplied, failure } = initialPolicies(cluster);
  const isOpen = !isApplied && failure === undefined && cluster.metadata.deletionTimestamp === undefined;
  return isOpen && isTrue(cluster, 'PrimaryAvailable') && isTrue(cluster, 'DatabasesReady');
};

/** Decides it from the cluster and the operations that there are: one policy after the other, up to the first that fails. */
export const planInitialPolicies = (cluster: PostgresCluster, find: (name: string) => PostgresOperation | undefined): InitialPoliciesPlan => {
  const { policies = [] } = cluster.spec;
  if (policies.length === 0 || !isTimely(cluster)) return {};
  for (const [index, policy] of policies.entries()) {
    const name = initialPolicyName(cluster.metadata.uid ?? '', index);
    const operation = find(name);
    if (operation === undefined) return { create: operationOf(cluster, policy, name) };
    if (!hasEnded(operation)) return {};
    if (operation.status?.state !== 'SUCCEEDED') return { outcome: `Policy "${policy}": ${operation.status?.error?.message ?? 'it was cancelled'}` };
  }
  return { outcome: POLICIES_APPLIED };
};
