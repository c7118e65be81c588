import { KubeError } from '../../kube/kube-error.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { CreateClusterInput } from '../../schema/graphql/cluster-inputs.js';
import { ANNOTATION_OPERATION, MANAGER_API } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import { planCreateCluster } from '../../schema/plan/plan-create-cluster.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { checked } from '../error/checked.js';
import { requirePolicies } from '../policy/require-policies.js';
import { requireNamespace } from '../mutation/require-namespace.js';
import type { ClusterMutation } from './cluster-change.js';
import { standbySource } from './standby-source.js';
import { clusterSource } from './cluster-source.js';
import { type NewCluster, checkNewCluster } from './create-cluster-spec.js';

const alreadyExists = ({ name, namespace }: CreateClusterInput, cause?: unknown): ApiError =>
  new ApiError('ALREADY_EXISTS', `There is already a cluster "${name}" in the namespace "${namespace}".`, {
    field: 'name', cause, suggestion: 'Choose another name, or change the one that exists with `updateCluster` and `scaleCluster`.',
  });

const resourceOf = (input: CreateClusterInput, { spec, labels }: NewCluster, operation: string): PostgresCluster => ({
  apiVersion: API_VERSION,
  kind: 'PostgresCluster',
  metadata: {
    name: input.name, namespace: input.namespace, annotations: { [ANNOTATION_OPERATION]: operation },
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
  },
  spec,
});

/** How `createCluster` makes its change. */
export const createClusterMutation = (input: CreateClusterInput, context: Context): ClusterMutation => {
  const { services } = context;
  const key = { namespace: input.namespace, name: input.name };
  const { client, settings } = services;
  return {
    kind: 'CreateCluster', namespace: input.namespace, cluster: input.name,
    async prepare(unfinished) {
      const { input: followed, standby } = await standbySource(input, context);
      const { input: completed, source } = await clusterSource(followed, context);
      const checkedCluster = checked(checkNewCluster(completed, Object.keys(settings.catalog).map(Number)));
      const origin = { ...(source === undefined ? {} : { source }), ...(standby === undefined ? {} : { standby }) };
      const wanted = { ...checkedCluster, spec: { ...checkedCluster.spec, ...origin } };
      await requireNamespace(input.namespace, services);
      if (unfinished === undefined) await requirePolicies(wanted.spec.policies ?? [], input.namespace, context);
      const existing = await client.get(POSTGRES_CLUSTER, key);
      if (existing !== undefined && unfinished === undefined) throw alreadyExists(input);
      return {
        plan: planCreateCluster(input.name, wanted.spec),
        async store({ operation, dryRun }) {
          // With an operation of our own older than the cluster, the cluster is what the first attempt made.
          if (existing !== undefined) return existing;
          try {
            return await client.create(POSTGRES_CLUSTER, resourceOf(input, wanted, operation), { manager: MANAGER_API, dryRun });
          } catch (error) {
            if (error instanceof KubeError && error.reason === 'AlreadyExists') throw alreadyExists(input, error);
            throw error;
          }
        },
      };
    },
  };
};
