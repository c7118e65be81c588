import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { watchBackups } from './backup-metrics.js';
import { watchSchedules } from './schedule-metrics.js';
import { observeVisits, openQueues } from '../../kube/queue/queue-observer.js';
import type { ClusterState, PostgresCluster } from '../../schema/resource/postgres-cluster.js';

/** The metrics of operator and cache; the server adds its own. Labels are closed sets, or names of clusters. */
export interface ControlPlaneMetrics {
  readonly registry: Registry;
  /** Counts an answer of Kubernetes. */
  readonly onAnswer: (method: string, code: number) => void;
  /** From now on the clusters of the cache are counted, too. */
  watch(cache: KubeCache, isLeading: () => boolean): void;
}

const BUCKETS_SECONDS = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const STATES: readonly ClusterState[] = ['CREATING', 'READY', 'DEGRADED', 'UPDATING', 'RESTORING', 'UPGRADING', 'STOPPED', 'DELETING', 'FAILED', 'UNKNOWN'];
const CLUSTER_LABELS = ['namespace', 'cluster'] as const;

/** Makes them, in a registry of their own. */
export function createControlPlaneMetrics(): ControlPlaneMetrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({ name: 'pgo_kubernetes_requests_total', help: 'Requests to Kubernetes by method and status code; 0 is no answer.', labelNames: ['method', 'code'], registers });
  const reconcile = new Histogram({ name: 'pgo_reconcile_seconds', help: 'Time of a visit, by loop and outcome.', labelNames: ['loop', 'outcome'], buckets: BUCKETS_SECONDS, registers });
  new Gauge({
    name: 'pgo_queue_depth', help: 'Keys that wait or are visited now, by loop.', labelNames: ['loop'], registers,
    collect() {
      this.reset();
      for (const { name, size } of openQueues) this.set({ loop: name }, size);
    },
  });
  observeVisits(({ queue, outcome, seconds }) => reconcile.observe({ loop: queue, outcome }, seconds));
  return {
    registry,
    onAnswer: (method, code) => requests.inc({ method, code }),
    watch(cache, isLeading) {
      watchClusters(registers, cache, isLeading);
      watchBackups(registers, cache);
      watchSchedules(registers, cache);
    },
  };
}

type ClusterGauge = (name: string, help: string, read: (cluster: PostgresCluster) => number | undefined) => void;

/** Of clusters whose volumes grow by themselves. */
function watchGrowth(gauge: ClusterGauge): void {
  gauge('pgo_cluster_storage_growth_limited', '1 while a volume fills and has the most that it may grow to by itself.', ({ status }) => {
    const condition = status?.conditions?.find(({ type }) => type === 'StorageAutoGrow');
    return condition && (condition.reason === 'GrowthLimited' ? 1 : 0);
  });
  gauge('pgo_cluster_storage_grown_timestamp_seconds', 'When volumes grew by themselves last.', ({ status }) => {
    const times = [status?.storage?.data, status?.storage?.wal].flatMap((grown) => secondsOf(grown?.grownAt) ?? []);
    return times.length === 0 ? undefined : Math.max(...times);
  });
}

function watchClusters(registers: Registry[], cache: KubeCache, isLeading: () => boolean): void {
  const clusters = (): readonly PostgresCluster[] => cache.list(POSTGRES_CLUSTER);
  const of = ({ metadata: { namespace = '', name } }: PostgresCluster): { namespace: string; cluster: string } => ({ namespace, cluster: name });
  new Gauge({ name: 'pgo_leader', help: '1 where the operator acts.', registers, collect() { this.set(isLeading() ? 1 : 0); } });
  new Gauge({
    name: 'pgo_clusters', help: 'Clusters by state.', labelNames: ['state'], registers,
    collect() {
      for (const state of STATES) this.set({ state }, 0);
      for (const { status } of clusters()) this.inc({ state: status?.state ?? 'CREATING' });
    },
  });
  const gauge: ClusterGauge = (name, help, read) => {
    new Gauge({
      name, help, labelNames: CLUSTER_LABELS, registers,
      collect() {
        this.reset();
        for (const cluster of clusters()) {
          const value = read(cluster);
          if (value !== undefined) this.set(of(cluster), value);
        }
      },
    });
  };
  gauge('pgo_cluster_ready', '1 while the cluster is READY.', ({ status }) => (status?.state === 'READY' ? 1 : 0));
  gauge('pgo_cluster_instances_wanted', 'Instances that there shall be.', ({ spec }) => (spec.stopped === true ? 0 : (spec.replicas ?? 0) + 1));
  gauge('pgo_cluster_instances_ready', 'Instances that are ready.', ({ status }) => status?.readyInstances ?? 0);
  gauge('pgo_cluster_replication_lag_bytes', 'How far the last replica is behind the primary.', ({ status }) => Math.max(0, ...(status?.instances ?? []).map(({ lagBytes }) => lagBytes ?? 0)));
  gauge('pgo_cluster_certificate_expiry_timestamp_seconds', 'When the server certificate expires.', ({ status }) => secondsOf(status?.tls?.certificateExpiresAt));
  gauge('pgo_cluster_pooler_certificate_expiry_timestamp_seconds', 'When the certificate of the pooler expires.', ({ status }) => secondsOf(status?.pooler?.certificateExpiresAt));
  watchGrowth(gauge);
  new Gauge({
    name: 'pgo_cluster_volume_used_ratio', help: 'Which share of a volume is taken, from 0 to 1.', labelNames: [...CLUSTER_LABELS, 'instance', 'volume'], registers,
    collect() {
      this.reset();
      for (const cluster of clusters()) {
        for (const { name, volumes = [] } of cluster.status?.instances ?? []) {
          for (const { purpose, usedPercent } of volumes) this.set({ ...of(cluster), instance: name, volume: purpose }, usedPercent / 100);
        }
      }
    },
  });
  const changes = new Counter({ name: 'pgo_cluster_primary_changes_total', help: 'Times that another instance became the primary, as this process saw it.', labelNames: CLUSTER_LABELS, registers });
  cache.onChange(POSTGRES_CLUSTER, ({ type, object, previous }) => {
    if (type === 'DELETED') changes.remove(of(object));
    const [before, now] = [previous?.status?.primary, object.status?.primary];
    if (type === 'MODIFIED' && before !== undefined && now !== undefined && before !== now) changes.inc(of(object));
  });
}

const secondsOf = (time: string | undefined): number | undefined => (time === undefined ? undefined : Date.parse(time) / 1000);
