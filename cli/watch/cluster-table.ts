import type { ClusterDetailView } from '../cluster/cluster-view.js';

/** One event of the subscription. */
export interface Change {
  /** `ADDED`, `MODIFIED`, `DELETED`; `CHANGED` when one cluster is watched. */
  type: string;
  cluster: ClusterDetailView;
}

/** The clusters that are there, kept by the events. */
export interface ClusterTable {
  take(change: Change): void;
  /** By namespace and name. */
  sorted(): ClusterDetailView[];
}

const keyOf = ({ namespace, name }: ClusterDetailView): string => `${namespace}/${name}`;

/**
 * Keeps the clusters that are there. When the connection was lost and made again, the subscription begins anew with an
 * ADDED for each that exists, and a deletion in between was never told: so an ADDED for one that is known begins a new
 * round, and what that round has not named by its first other event is gone.
 */
export const createClusterTable = (): ClusterTable => {
  const clusters = new Map<string, ClusterDetailView>();
  let unnamed: Set<string> | undefined;
  const endRound = (): void => {
    for (const key of unnamed ?? []) clusters.delete(key);
    unnamed = undefined;
  };
  return {
    take({ type, cluster }) {
      const key = keyOf(cluster);
      if (type !== 'ADDED') endRound();
      else if (unnamed === undefined && clusters.has(key)) unnamed = new Set(clusters.keys());
      unnamed?.delete(key);
      if (type === 'DELETED') clusters.delete(key);
      else clusters.set(key, cluster);
    },
    sorted: () => [...clusters.entries()].sort(([a], [b]) => a.localeCompare(b, 'en')).map(([, cluster]) => cluster),
  };
};
