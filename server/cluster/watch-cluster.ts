import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { Cluster } from '../../schema/graphql/cluster.js';
import type { Context } from '../context.js';
import { notFound } from '../error/api-error.js';
import { mapStream } from '../live/map-stream.js';
import { goneCluster, toCluster } from './to-cluster.js';

/** One cluster now and at every change, until it is gone. Throws NOT_FOUND when there is none. */
export const watchCluster = ({ namespace, name }: { namespace: string; name: string }, { services }: Context): AsyncIterableIterator<Cluster> => {
  if (services.cache.get(POSTGRES_CLUSTER, { namespace, name }) === undefined) {
    throw notFound(`cluster "${name}" in the namespace "${namespace}"`, 'Check the name and the namespace, or watch all with `clustersChanged`.');
  }
  const stream = services.live.watch(POSTGRES_CLUSTER, ({ metadata }) => metadata.name === name && metadata.namespace === namespace, namespace);
  return mapStream(stream, ({ type, object }) => (type === 'DELETED'
    ? { value: goneCluster(toCluster(object, services)), isLast: true } : { value: toCluster(object, services), isLast: false }));
};
