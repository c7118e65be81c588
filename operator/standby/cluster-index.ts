import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';

const NOBODY: ReadonlySet<string> = new Set();

/** What the loop over clusters asks at every event, kept so that no event costs more with more clusters. */
export interface ClusterIndex {
  /** How many clusters there are. */
  count(): number;
  /** Names of the clusters that follow a cluster: they are to be visited when it changes. */
  followersOf(namespace: string, name: string): ReadonlySet<string>;
  end(): void;
}

/** Keeps the index current. What asks it within a handler of the cache registers that later. */
export const indexClusters = (cache: KubeCache): ClusterIndex => {
  const followers = new Map<string, Set<string>>();
  const sourceOf = ({ metadata: { namespace = '' }, spec }: PostgresCluster): string | undefined =>
    (spec.standby?.cluster === undefined ? undefined : `${namespace}/${spec.standby.cluster}`);
  let count = 0;
  const put = (cluster: PostgresCluster): void => {
    const source = sourceOf(cluster);
    if (source !== undefined) followers.set(source, (followers.get(source) ?? new Set()).add(cluster.metadata.name));
  };
  const remove = (cluster: PostgresCluster): void => {
    const source = sourceOf(cluster) ?? '';
    const known = followers.get(source);
    if (known?.delete(cluster.metadata.name) === true && known.size === 0) followers.delete(source);
  };
  for (const cluster of cache.list(POSTGRES_CLUSTER)) {
    put(cluster);
    count += 1;
  }
  const end = cache.onChange(POSTGRES_CLUSTER, ({ type, object, previous }) => {
    if (type === 'ADDED') count += 1;
    if (type === 'DELETED') count -= 1;
    if (previous !== undefined) remove(previous);
    if (type === 'DELETED') remove(object);
    else put(object);
  });
  return { count: () => count, followersOf: (namespace, name) => followers.get(`${namespace}/${name}`) ?? NOBODY, end };
};
