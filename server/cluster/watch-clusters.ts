import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { Cluster } from '../../schema/graphql/cluster.js';
import type { ClusterChange } from '../../schema/graphql/cluster-change.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { mapStream } from '../live/map-stream.js';
import { clusterSelector } from './cluster-selector.js';
import { goneCluster, toCluster } from './to-cluster.js';

const changes = new WeakMap<Cluster, Partial<Record<ClusterChange['type'], ClusterChange>>>();

/** One object for one change, whoever watches, so that it is answered once for all that ask the same. */
const changeOf = (type: ClusterChange['type'], cluster: Cluster): ClusterChange => {
  const known = changes.get(cluster) ?? {};
  const change = known[type] ??= { type, cluster: type === 'DELETED' ? goneCluster(cluster) : cluster };
  changes.set(cluster, known);
  return change;
};

/** Every change of the clusters that the viewer may see, asked anew at each. */
export const watchClusters = ({ namespace, selector }: { namespace?: string | null; selector?: string | null }, { viewer, services }: Context): AsyncIterableIterator<ClusterChange> => {
  const isSelected = clusterSelector(selector);
  const stream = services.live.watch(POSTGRES_CLUSTER, (cluster) => (namespace == null || cluster.metadata.namespace === namespace)
    && isSelected(cluster) && may(viewer, 'SHOW_CLUSTER', cluster.metadata.namespace), namespace ?? undefined);
  return mapStream(stream, ({ type, object }) => ({ value: changeOf(type, toCluster(object, services)), isLast: false }));
};
