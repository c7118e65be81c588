import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { DeleteClusterInput } from '../../schema/graphql/cluster-inputs.js';
import { ANNOTATION_KEEP_BACKUPS, ANNOTATION_KEEP_DATA, ANNOTATION_OPERATION, MANAGER_API } from '../../schema/naming/labels.js';
import { planDeleteCluster } from '../../schema/plan/plan-delete-cluster.js';
import { clusterSpecDefaults } from '../../schema/resource/cluster-defaults.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Context, Services } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import type { ClusterMutation } from './cluster-change.js';
import { readCluster } from './read-cluster.js';

const refuseUnconfirmed = ({ cluster, confirm }: DeleteClusterInput): void => {
  if (confirm === cluster.name) return;
  throw badUserInput('confirm', `"${confirm.slice(0, 80)}" is not the name of the cluster`, `Write "${cluster.name}" to confirm that this is the cluster to delete.`);
};

const refuseProtected = ({ metadata, spec }: PostgresCluster): void => {
  if (spec.deletionProtection !== true) return;
  throw new ApiError('FAILED_PRECONDITION', `The cluster "${metadata.name}" is protected against deletion.`, {
    suggestion: 'Switch the protection off with `updateCluster` and `deletionProtection: false`, then delete it.',
  });
};

/** The cluster, or undefined when an earlier attempt of the same operation has deleted it. */
const readUnlessGone = async (input: DeleteClusterInput, isRetry: boolean, services: Services): Promise<PostgresCluster | undefined> => {
  if (!isRetry) return readCluster(input.cluster, services);
  const cluster = await services.client.get(POSTGRES_CLUSTER, input.cluster);
  return cluster?.metadata.deletionTimestamp === undefined ? cluster : undefined;
};

/** How `deleteCluster` makes its change. */
export const deleteClusterMutation = (input: DeleteClusterInput, { services }: Context): ClusterMutation => {
  const { client, settings } = services;
  const keepData = input.keepData ?? false;
  const keepBackups = input.keepBackups ?? false;
  return {
    kind: 'DeleteCluster', namespace: input.cluster.namespace, cluster: input.cluster.name,
    async prepare(unfinished) {
      refuseUnconfirmed(input);
      const cluster = await readUnlessGone(input, unfinished !== undefined, services);
      if (cluster !== undefined) refuseProtected(cluster);
      const spec = clusterSpecDefaults(cluster?.spec ?? {}, Object.keys(settings.catalog).map(Number));
      const instances = (cluster?.status?.instances ?? []).map(({ name }) => name);
      const uid = cluster?.metadata.uid;
      return {
        plan: planDeleteCluster(input.cluster.name, spec, { instances, keepData, keepBackups }),
        clusterUid: uid,
        input: { keepData, keepBackups },
        async store({ operation, dryRun }) {
          // Another cluster that was made under the name since is not the one that was asked to go.
          if (cluster === undefined || (unfinished?.spec.clusterUid !== undefined && unfinished.spec.clusterUid !== uid)) return undefined;
          const annotations = { [ANNOTATION_OPERATION]: operation, [ANNOTATION_KEEP_DATA]: keepData ? 'true' : null, [ANNOTATION_KEEP_BACKUPS]: keepBackups ? 'true' : null };
          await client.mergePatch(POSTGRES_CLUSTER, input.cluster, { metadata: { uid, annotations } }, { manager: MANAGER_API, dryRun });
          if (!dryRun) await client.delete(POSTGRES_CLUSTER, input.cluster, { propagation: 'Background', ...(uid === undefined ? {} : { uid }) });
          return undefined;
        },
      };
    },
  };
};
