import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Services } from '../context.js';
import { badUserInput } from '../error/api-error.js';
import { clusterSelector } from './cluster-selector.js';
import { readCluster } from './read-cluster.js';

/** Most clusters that one mutation is for. */
const CLUSTERS_MAX = 100;

/** Clusters of a namespace, by name, by labels, or both. */
export interface ClusterSelection {
  readonly namespace: string;
  readonly clusters?: readonly string[] | null | undefined;
  readonly selector?: string | null | undefined;
}

/** The clusters that a selector means; none without one. Throws when it means none. */
export const clustersBySelector = ({ namespace, selector }: Pick<ClusterSelection, 'namespace' | 'selector'>, { cache }: Services): readonly PostgresCluster[] => {
  if (selector == null) return [];
  const isSelected = clusterSelector(selector);
  const found = cache.list(POSTGRES_CLUSTER, { namespace }).filter((cluster) => cluster.metadata.deletionTimestamp === undefined && isSelected(cluster));
  if (found.length === 0) throw badUserInput('selector', `no cluster in the namespace "${namespace}" has these labels`, 'Check it with the query `clusters(selector:)`.');
  return found;
};

/** The clusters of a selection, by name. Throws when none is named, one is not there, or there are too many. */
export const selectClusters = async (selection: ClusterSelection, services: Services): Promise<readonly PostgresCluster[]> => {
  const { namespace, clusters, selector } = selection;
  const names = [...new Set(clusters ?? [])];
  if (names.length === 0 && selector == null) throw badUserInput('clusters', 'no cluster is named and no selector is given', 'Name clusters, or select them by their labels.');
  const found = clustersBySelector(selection, services);
  const tooMany = (): Error => badUserInput('clusters', `these are more than ${CLUSTERS_MAX} clusters`, `Ask for ${CLUSTERS_MAX} clusters at a time.`);
  if (names.length > CLUSTERS_MAX) throw tooMany();
  const named = await Promise.all(names.map((name) => readCluster({ namespace, name }, services)));
  const all = new Map([...found, ...named].map((cluster) => [cluster.metadata.name, cluster]));
  if (all.size > CLUSTERS_MAX) throw tooMany();
  return [...all.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
};
