import { expect, it } from '@jest/globals';
import type { Change, KubeCache } from '../../kube/cache/kube-cache.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { indexClusters } from './cluster-index.js';

const cluster = (name: string, source?: string, namespace = 'n'): PostgresCluster => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { namespace, name }, spec: source === undefined ? {} : { standby: { cluster: source } },
}) as PostgresCluster;

it('keeps who follows whom, and how many clusters there are', () => {
  let tell: (change: Change<PostgresCluster>) => void = () => {};
  const cache = {
    list: () => [cluster('east'), cluster('west', 'east')],
    onChange: (_kind: unknown, handler: typeof tell) => { tell = handler; return () => {}; },
  } as unknown as KubeCache;
  const index = indexClusters(cache);
  const followers = (name: string, namespace = 'n'): string[] => [...index.followersOf(namespace, name)].sort();
  expect([followers('east'), followers('west'), followers('east', 'other'), index.count()]).toEqual([['west'], [], [], 2]);

  tell({ type: 'ADDED', object: cluster('south', 'east') });
  expect([followers('east'), index.count()]).toEqual([['south', 'west'], 3]);

  tell({ type: 'MODIFIED', object: cluster('south', 'west'), previous: cluster('south', 'east') });
  expect([followers('east'), followers('west'), index.count()]).toEqual([['west'], ['south'], 3]);

  tell({ type: 'MODIFIED', object: cluster('south'), previous: cluster('south', 'west') });
  tell({ type: 'DELETED', object: cluster('west', 'east'), previous: cluster('west', 'east') });
  expect([followers('east'), followers('west'), index.count()]).toEqual([[], [], 2]);
});
