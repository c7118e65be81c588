import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { LabelClustersInput } from '../../schema/graphql/maintenance-inputs.js';
import { MANAGER_API } from '../../schema/naming/labels.js';
import { planLabelClusters } from '../../schema/plan/plan-label-clusters.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { checkLabels } from '../../schema/validation/labels.js';
import { selectClusters } from '../cluster/select-clusters.js';
import type { Context } from '../context.js';
import { badUserInput } from '../error/api-error.js';
import { checked } from '../error/checked.js';
import type { Mutation } from '../mutation/mutation.js';

/** `labelClusters`: its mutation, and the clusters that it has written so far. */
export interface LabelClusters {
  readonly mutation: Mutation<PostgresCluster>;
  readonly written: readonly PostgresCluster[];
}

/** How `labelClusters` makes its change. */
export const labelClustersMutation = (input: LabelClustersInput, { services }: Context): LabelClusters => {
  const { namespace } = input;
  const written: PostgresCluster[] = [];
  const mutation: Mutation<PostgresCluster> = {
    kind: 'LabelClusters', namespace, resource: POSTGRES_CLUSTER,
    async read() {
      written.push(...await selectClusters(input, services));
      return written.at(-1);
    },
    async prepare() {
      const labels = checked(checkLabels('labels', input.labels, true));
      if (Object.keys(labels).length === 0) throw badUserInput('labels', 'no label is given', 'Write an object from key to value, for example {"env": "prod"}.');
      const clusters = await selectClusters(input, services);
      return {
        plan: planLabelClusters(clusters.map(({ metadata }) => ({ name: metadata.name, labels: metadata.labels ?? {} })), labels),
        input: { clusters: clusters.map(({ metadata }) => metadata.name), labels },
        async store({ dryRun }) {
          for (const { metadata: { name, uid } } of clusters) {
            written.push(await services.client.mergePatch(POSTGRES_CLUSTER, { namespace, name }, { metadata: { uid, labels } }, { manager: MANAGER_API, dryRun }));
          }
          return written.at(-1);
        },
      };
    },
  };
  return { mutation, written };
};
