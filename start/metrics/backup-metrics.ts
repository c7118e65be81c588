import { Gauge, type Registry } from 'prom-client';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { POSTGRES_BACKUP, POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { lastProvenAt } from '../../schema/backup/last-proven.js';
import { backupsEnabled } from '../../schema/resource/cluster-defaults.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';

const CLUSTER_LABELS = ['namespace', 'cluster'] as const;
const labelsOf = ({ metadata: { namespace = '', name } }: PostgresCluster): { namespace: string; cluster: string } => ({ namespace, cluster: name });
const secondsOf = (time: string | undefined): number | undefined => (time === undefined ? undefined : Date.parse(time) / 1000);

/** Measures what is known of backups and of archiving, when asked. */
export function watchBackups(registers: Registry[], cache: KubeCache): void {
  const gauge = (name: string, help: string, read: (cluster: PostgresCluster) => number | undefined): void => {
    new Gauge({
      name, help, labelNames: CLUSTER_LABELS, registers,
      collect() {
        this.reset();
        for (const cluster of cache.list(POSTGRES_CLUSTER)) {
          const value = read(cluster);
          if (value !== undefined) this.set(labelsOf(cluster), value);
        }
      },
    });
  };
  gauge('pgo_cluster_backups_enabled', '1 unless backups are turned off.', ({ spec }) => (backupsEnabled(spec) ? 1 : 0));
  gauge('pgo_cluster_restore_proven_timestamp_seconds', 'When a backup was last proven to restore; nothing when none ever was.', ({ metadata: { namespace = '', name } }) => secondsOf(lastProvenAt(cache.list(POSTGRES_BACKUP, { namespace, cluster: name }))));
  gauge('pgo_cluster_archiving', '1 while WAL is archived, 0 while that fails; nothing where it is not known or turned off.', archiving);
  gauge('pgo_cluster_archive_queue_files', 'WAL files that wait to be archived.', ({ status }) => status?.backups?.archive?.queueLength);
  gauge('pgo_cluster_archived_timestamp_seconds', 'When the last WAL file was archived.', ({ status }) => secondsOf(status?.backups?.archive?.lastArchivedAt));
  gauge('pgo_cluster_recoverable_until_timestamp_seconds', 'Up to when what was committed can be restored.', ({ status }) => secondsOf(status?.backups?.recoveryWindow?.latest));
  gauge('pgo_cluster_recoverable_from_timestamp_seconds', 'From when on moments can be restored.', ({ status }) => secondsOf(status?.backups?.recoveryWindow?.earliest));
  watchRepositories(registers, cache);
  watchBackupObjects(registers, cache);
}

const archiving = ({ status }: PostgresCluster): number | undefined => {
  const condition = status?.conditions?.find(({ type }) => type === 'Archiving');
  if (condition === undefined || condition.status === 'Unknown' || condition.reason === 'BackupsDisabled') return undefined;
  return condition.status === 'True' ? 1 : 0;
};

function watchRepositories(registers: Registry[], cache: KubeCache): void {
  const labelNames = [...CLUSTER_LABELS, 'repository'];
  const gauge = (name: string, help: string, read: (repository: { readonly healthy: boolean; readonly usedBytes?: number }) => number | undefined): void => {
    new Gauge({
      name, help, labelNames, registers,
      collect() {
        this.reset();
        for (const cluster of cache.list(POSTGRES_CLUSTER)) {
          for (const repository of cluster.status?.backups?.repositories ?? []) {
            const value = read(repository);
            if (value !== undefined) this.set({ ...labelsOf(cluster), repository: repository.name }, value);
          }
        }
      },
    });
  };
  gauge('pgo_cluster_repository_healthy', '1 while a repository can be used.', ({ healthy }) => (healthy ? 1 : 0));
  gauge('pgo_cluster_repository_bytes', 'Bytes that the backups in a repository take.', ({ usedBytes }) => usedBytes);
}

const kindOf = ({ spec, status }: PostgresBackup): string => ((status?.type ?? spec.type) === 'LOGICAL' ? 'logical' : 'physical');

/** The newest backup of each cluster and kind. */
function watchBackupObjects(registers: Registry[], cache: KubeCache): void {
  const gauge = (name: string, help: string, state: 'SUCCEEDED' | 'FAILED'): void => {
    new Gauge({
      name, help, labelNames: [...CLUSTER_LABELS, 'kind'], registers,
      collect() {
        this.reset();
        const newest = new Map<string, { readonly labels: Record<string, string>; readonly seconds: number }>();
        for (const backup of cache.list(POSTGRES_BACKUP)) {
          const seconds = backup.status?.state === state ? secondsOf(backup.status.finishedAt) : undefined;
          const labels = { namespace: backup.metadata.namespace ?? '', cluster: backup.spec.cluster, kind: kindOf(backup) };
          const key = Object.values(labels).join('/');
          if (seconds !== undefined && seconds > (newest.get(key)?.seconds ?? 0)) newest.set(key, { labels, seconds });
        }
        for (const { labels, seconds } of newest.values()) this.set(labels, seconds);
      },
    });
  };
  gauge('pgo_cluster_last_backup_timestamp_seconds', 'When the newest backup that can be restored had ended, by kind.', 'SUCCEEDED');
  gauge('pgo_cluster_last_failed_backup_timestamp_seconds', 'When a backup failed last, by kind.', 'FAILED');
}
