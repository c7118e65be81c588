import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { ClusterChange } from '../../schema/graphql/cluster-change.js';
import { parseSelector } from '../../schema/validation/label-selector.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { checked } from '../error/checked.js';
import { mapStream } from '../live/map-stream.js';
import { goneCluster, toCluster } from './to-cluster.js';

/** Every change of the clusters that the viewer may see, asked anew at each. */
export const watchClusters = ({ namespace, selector }: { namespace?: string | null; selector?: string | null }, { viewer, services }: Context): AsyncIterableIterator<ClusterChange> => {
  const matches = checked(parseSelector('selector', selector ?? ''));
  const stream = services.live.watch(POSTGRES_CLUSTER, ({ metadata }) => (namespace == null || metadata.namespace === namespace)
    && matches(metadata.labels) && may(viewer, 'SHOW_CLUSTER', metadata.namespace), namespace ?? undefined);
  return mapStream(stream, ({ type, object }) => {
    const cluster = toCluster(object, services);
    return { value: { type, cluster: type === 'DELETED' ? goneCluster(cluster) : cluster }, isLast: false };
  });
};
