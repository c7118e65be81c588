import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { KubeError } from '../../kube/kube-error.js';
import type { Key, Kind } from '../../kube/kube-object.js';
import { clusterOf } from '../../kube/cache/object-store.js';
import { POSTGRES_CLUSTER, POSTGRES_DATABASE, POSTGRES_USER } from '../../kube/kinds.js';
import { objectQueue } from '../../kube/queue/object-queue.js';
import type { ClusterLoop } from './loop.js';
import { indexClusters, type ClusterIndex } from '../standby/cluster-index.js';
import { clusterOrigin } from '../operation/operation-origin.js';
import { OWNED_KINDS } from './owned-kinds.js';
import { paceOf, type Pace } from './pace.js';
import { reconcileCluster } from './reconcile.js';
import { weighChange } from './weigh-change.js';

/** Conflicts in a row that are nothing to speak of. */
const CONFLICTS_QUIET_MAX = 5;

/** Visits clusters as they and what belongs to them change; returns the function that ends it. */
export const runClusterLoop = (parts: Omit<ClusterLoop, 'visitSoon' | 'pace'>, random: () => number): (() => Promise<void>) => {
  const { cache, clock, logger } = parts;
  const clusters = indexClusters(cache);
  const pace = (): Pace => paceOf(clusters.count());
  const loop: ClusterLoop = { ...parts, pace, visitSoon: (namespace, name) => queue.add({ namespace, name }) };
  parts.repositories.requests.answerWith(loop.visitSoon);
  const queue = objectQueue({
    name: 'cluster', clock, random, logger, subject: 'cluster', sentence: 'a visit of a cluster failed; trying again',
    visit: async (key) => {
      const next = await reconcileCluster(loop, key);
      if (next.type === 'retry' || cache.get(POSTGRES_CLUSTER, key) === undefined) return next;
      const resyncMs = pace().resyncMs * (0.9 + random() * 0.2);
      return { type: 'at', delayMs: next.type === 'at' ? Math.min(next.delayMs, resyncMs) : resyncMs };
    },
    originOf: (key) => clusterOrigin(cache, key),
    // Someone else wrote in between: the next visit sees it.
    isQuiet: (error, failures) => error instanceof KubeError && error.reason === 'Conflict' && failures < CONFLICTS_QUIET_MAX,
  });
  const ends = [clusters.end, ...watchClusters(cache, clusters, loop.visitSoon, (key) => queue.addWithin(key, pace().progressMs))];
  for (const { metadata } of cache.list(POSTGRES_CLUSTER)) loop.visitSoon(metadata.namespace ?? '', metadata.name);
  // Theirs may be gone.
  for (const { metadata, spec } of [...cache.list(POSTGRES_USER), ...cache.list(POSTGRES_DATABASE)]) loop.visitSoon(metadata.namespace ?? '', spec.cluster);
  return async () => {
    for (const end of ends) end();
    await queue.stop();
  };
};

/** Calls `visit` for the cluster of everything that changes, and `follow` when only a position has moved. */
const watchClusters = (cache: KubeCache, { followersOf }: ClusterIndex, visit: (namespace: string, name: string) => void, follow: (key: Key) => void): (() => void)[] => [
  cache.onChange(POSTGRES_CLUSTER, ({ object: { metadata: { namespace = '', name } } }) => {
    for (const one of [name, ...followersOf(namespace, name)]) visit(namespace, one);
  }),
  ...[...OWNED_KINDS, POSTGRES_USER, POSTGRES_DATABASE].map((kind: Kind) => cache.onChange(kind, (change) => {
    const cluster = clusterOf(change.object);
    const { namespace = '' } = change.object.metadata;
    const weight = cluster === undefined ? 'nothing' : weighChange(change);
    if (cluster === undefined || weight === 'nothing') return;
    if (weight === 'progress') follow({ namespace, name: cluster });
    // Whether it still runs decides about the promotion of those that follow it.
    else for (const one of [cluster, ...(kind.kind === 'Pod' ? followersOf(namespace, cluster) : [])]) visit(namespace, one);
  })),
];
