import { expect, test } from '@jest/globals';
import type { Change, KubeCache } from '../../kube/cache/kube-cache.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { visitEnded } from '../../kube/queue/queue-observer.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { createControlPlaneMetrics } from './control-plane-metrics.js';

const cluster = (name: string, status: PostgresCluster['status']): PostgresCluster =>
  ({ apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { namespace: 'shop', name }, spec: { replicas: 1 }, status });

test('counts clusters as they are when asked, requests, visits and changes of the primary', async () => {
  let objects: PostgresCluster[] = [];
  let tell: (change: Change<PostgresCluster>) => void = () => {};
  const cache = {
    list: (kind: unknown) => (kind === POSTGRES_CLUSTER ? objects : []),
    onChange: (kind: unknown, handler: typeof tell) => { if (kind === POSTGRES_CLUSTER) tell = handler; return () => {}; },
  } as unknown as KubeCache;
  const metrics = createControlPlaneMetrics();
  metrics.watch(cache, () => true);
  const hippo = cluster('hippo', {
    state: 'READY', primary: 'hippo-1', readyInstances: 2, tls: { certificateExpiresAt: '2026-01-01T00:00:00Z' }, pooler: { ready: true, readyReplicas: 1, certificateExpiresAt: '2026-01-02T00:00:00Z' },
    storage: { data: { size: '2Gi', grownAt: '2026-01-01T00:00:00Z' } }, conditions: [{ type: 'StorageAutoGrow', status: 'False', reason: 'GrowthLimited', message: '', lastTransitionTime: '2026-01-01T00:00:00Z' }],
  });
  objects = [hippo, cluster('otter', undefined)];
  tell({ type: 'MODIFIED', previous: hippo, object: cluster('hippo', { primary: 'hippo-2' }) });
  metrics.onAnswer('GET', 200);
  visitEnded({ queue: 'cluster', outcome: 'failed', seconds: 0.3 });

  const text = await metrics.registry.metrics();
  for (const line of [
    'pgo_clusters{state="READY"} 1', 'pgo_clusters{state="CREATING"} 1', 'pgo_clusters{state="FAILED"} 0', 'pgo_leader 1',
    'pgo_cluster_ready{namespace="shop",cluster="hippo"} 1', 'pgo_cluster_instances_wanted{namespace="shop",cluster="otter"} 2',
    'pgo_cluster_certificate_expiry_timestamp_seconds{namespace="shop",cluster="hippo"} 1767225600',
    'pgo_cluster_pooler_certificate_expiry_timestamp_seconds{namespace="shop",cluster="hippo"} 1767312000',
    'pgo_cluster_storage_growth_limited{namespace="shop",cluster="hippo"} 1',
    'pgo_cluster_storage_grown_timestamp_seconds{namespace="shop",cluster="hippo"} 1767225600',
    'pgo_cluster_primary_changes_total{namespace="shop",cluster="hippo"} 1',
    'pgo_kubernetes_requests_total{method="GET",code="200"} 1', 'pgo_reconcile_seconds_count{loop="cluster",outcome="failed"} 1',
  ]) expect(text).toContain(`${line}\n`);

  objects = [];
  expect(await metrics.registry.metrics()).not.toContain('cluster="otter"');
});
