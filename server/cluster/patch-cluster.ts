import { KubeError } from '../../kube/kube-error.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { MutationPlan } from '../../schema/plan/plan.js';
import type { ClusterVersion } from '../../schema/plan/plan-update-cluster.js';
import { ANNOTATION_OPERATION, MANAGER_API } from '../../schema/naming/labels.js';
import { withGrownVolumes } from '../../schema/storage/auto-grow.js';
import { clusterSpecDefaults } from '../../schema/resource/cluster-defaults.js';
import type { PostgresCluster, PostgresClusterSpec } from '../../schema/resource/postgres-cluster.js';
import type { OperationKind } from '../../schema/resource/postgres-operation.js';
import type { Services } from '../context.js';
import { wasStored } from '../mutation/was-stored.js';
import type { ClusterChange, ClusterMutation } from './cluster-change.js';
import { readCluster } from './read-cluster.js';

/** A merge patch of a cluster: null removes. */
export interface ClusterPatch {
  readonly spec?: { readonly [K in keyof PostgresClusterSpec]?: unknown };
  readonly labels?: Readonly<Record<string, string | null>>;
}

/** A change of a cluster that is there: the patch and its plan, decided from the cluster as it is. */
export type DecidePatch = (before: ClusterVersion) => { patch: ClusterPatch; plan: MutationPlan };

/** How often a patch is decided again because someone else changed the cluster in between. */
const CONFLICTS_MAX = 5;

const versionOf = ({ spec, status, metadata }: PostgresCluster, { settings }: Services): ClusterVersion =>
  ({ spec: withGrownVolumes(clusterSpecDefaults(spec, Object.keys(settings.catalog).map(Number)), status?.storage), labels: metadata.labels ?? {} });

const isConflict = (error: unknown): boolean => error instanceof KubeError && error.code === 409;

/** A mutation that patches a cluster. The patch carries the version that it was decided on, and is decided again when that is old. */
export const patchMutation = (ref: { namespace: string; name: string }, kind: OperationKind, decide: DecidePatch, services: Services): ClusterMutation => ({
  kind, namespace: ref.namespace, cluster: ref.name,
  async prepare(unfinished): Promise<ClusterChange> {
    const cluster = await readCluster(ref, services);
    const { plan } = decide(versionOf(cluster, services));
    const isStored = unfinished !== undefined && await wasStored(cluster, unfinished, services);
    return {
      plan,
      clusterUid: cluster.metadata.uid,
      async store({ operation, dryRun }) {
        if (isStored) return cluster;
        for (let current = cluster, attempt = 1; ; attempt += 1) {
          const { patch } = decide(versionOf(current, services));
          const { resourceVersion } = current.metadata;
          const metadata = { resourceVersion, labels: patch.labels ?? {}, annotations: { [ANNOTATION_OPERATION]: operation } };
          try {
            return await services.client.mergePatch(POSTGRES_CLUSTER, ref, { metadata, spec: patch.spec ?? {} }, { manager: MANAGER_API, dryRun });
          } catch (error) {
            if (!isConflict(error) || attempt >= CONFLICTS_MAX) throw error;
            current = await readCluster(ref, services);
          }
        }
      },
    };
  },
});
