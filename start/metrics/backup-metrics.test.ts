import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { PostgresBackup, PostgresBackupStatus } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { watchBackups } from './backup-metrics.js';

const condition = (status: 'True' | 'False', reason: string): PostgresCluster['status'] => ({ conditions: [{ type: 'Archiving', status, reason, message: '', lastTransitionTime: '2026-01-01T00:00:00Z' }] });

const cluster = (name: string, spec: PostgresCluster['spec'], status: PostgresCluster['status']): PostgresCluster =>
  ({ apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { namespace: 'shop', name }, spec, status });

const backup = (name: string, status: PostgresBackupStatus): PostgresBackup =>
  ({ apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { namespace: 'shop', name }, spec: { cluster: 'hippo' }, status });

test('measures archiving, repositories and the newest backups', async () => {
  const clusters = [
    cluster('hippo', {}, {
      ...condition('False', 'ArchivingFails'),
      backups: {
        archive: { queueLength: 7, lastArchivedAt: '2026-01-01T00:00:00Z' }, recoveryWindow: { earliest: '2026-01-01T00:00:10Z', latest: '2026-01-01T00:01:00Z' },
        repositories: [{ name: 'repo1', type: 's3', healthy: false, message: '', usedBytes: 5 }],
      },
    }),
    cluster('otter', {}, condition('True', 'AsDesired')),
    cluster('silent', { backups: { enabled: false } }, condition('False', 'BackupsDisabled')),
  ];
  const backups = [
    backup('a', { type: 'FULL', state: 'SUCCEEDED', finishedAt: '2026-01-01T00:00:10Z', verifiedAt: '2026-01-01T00:00:50Z' }), backup('b', { type: 'INCREMENTAL', state: 'SUCCEEDED', finishedAt: '2026-01-01T00:00:20Z' }),
    backup('c', { type: 'LOGICAL', state: 'SUCCEEDED', finishedAt: '2026-01-01T00:00:30Z' }), backup('d', { type: 'FULL', state: 'FAILED', finishedAt: '2026-01-01T00:00:40Z' }),
  ];
  const registry = new Registry();
  watchBackups([registry], { list: (kind: unknown, scope?: { readonly cluster: string }) => (kind === POSTGRES_CLUSTER ? clusters : backups.filter(({ spec }) => scope === undefined || spec.cluster === scope.cluster)) } as unknown as KubeCache);
  const text = await registry.metrics();
  const [hippo, start] = ['namespace="shop",cluster="hippo"', 1_767_225_600];
  for (const line of [
    `pgo_cluster_archiving{${hippo}} 0`, 'pgo_cluster_archiving{namespace="shop",cluster="otter"} 1', `pgo_cluster_archive_queue_files{${hippo}} 7`,
    `pgo_cluster_archived_timestamp_seconds{${hippo}} ${start}`, `pgo_cluster_recoverable_until_timestamp_seconds{${hippo}} ${start + 60}`,
    'pgo_cluster_backups_enabled{namespace="shop",cluster="silent"} 0', `pgo_cluster_repository_healthy{${hippo},repository="repo1"} 0`, `pgo_cluster_repository_bytes{${hippo},repository="repo1"} 5`,
    `pgo_cluster_last_backup_timestamp_seconds{${hippo},kind="physical"} ${start + 20}`, `pgo_cluster_last_backup_timestamp_seconds{${hippo},kind="logical"} ${start + 30}`,
    `pgo_cluster_last_failed_backup_timestamp_seconds{${hippo},kind="physical"} ${start + 40}`,
    `pgo_cluster_restore_proven_timestamp_seconds{${hippo}} ${start + 50}`,
  ]) expect(text).toContain(`${line}\n`);
  expect(text).not.toContain('pgo_cluster_restore_proven_timestamp_seconds{namespace="shop",cluster="otter"}');
  expect(text).not.toContain('pgo_cluster_archiving{namespace="shop",cluster="silent"}');
});
