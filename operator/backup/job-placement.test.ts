import { expect, test } from '@jest/globals';
import type { Job } from '../../kube/core-kinds.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { clusterSpecDefaults } from '../../schema/resource/cluster-defaults.js';
import type { CatalogueEntry } from '../image-catalogue.js';
import { recoveryJob } from '../restore/job/recovery-job.js';
import { backupJob } from './backup-job.js';
import { restoreDatabaseJob } from './restore-database-job.js';

const tolerations = [{ key: 'database', operator: 'Exists' as const }];
const cluster: PostgresCluster = {
  apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: 'hippo', namespace: 'shop', uid: 'u' },
  spec: {
    postgresVersion: 17, scheduling: { tolerations, priorityClassName: 'databases', imagePullSecrets: ['registry'] },
    podMetadata: { labels: { team: 'shop' }, annotations: { 'sidecar.istio.io/inject': 'false' } },
  },
};
const spec = clusterSpecDefaults(cluster.spec, [17]);
const entry: CatalogueEntry = { version: 17, image: 'postgres:17', binDir: '/usr/lib/postgresql/17/bin' } as CatalogueEntry;
const backup = (type: 'FULL' | 'LOGICAL'): PostgresBackup => ({ apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { name: 'b', namespace: 'shop', uid: 'b' }, spec: { cluster: 'hippo', type } });

test.each<[string, Job]>([
  ['a physical backup', backupJob({ backup: backup('FULL'), cluster, spec, entry, primary: 'hippo-1' })],
  ['a logical backup', backupJob({ backup: backup('LOGICAL'), cluster, spec, entry, primary: 'hippo-1' })],
  ['the restore of one database', restoreDatabaseJob({ cluster, spec, entry, primary: 'hippo-1' }, 'restore', { repository: 'repo1', label: 'l', database: 'd', target: 't', part: 'p', kept: 'k', operation: 'o' } as never)],
  ['a restore', recoveryJob(cluster, entry, { name: 'restore', component: 'restore', script: 'true', access: { stanza: 'db', repositories: [1], env: [], volumes: [], volumeMounts: [] }, env: [], retries: 1, deadlineSeconds: 60 })],
])('the pod of the Job of %s has the priority, tolerations, credentials and marks of its cluster', (_name, job) => {
  expect(job.spec).toMatchObject({
    template: {
      metadata: { labels: { team: 'shop', 'pgo.dev/cluster': 'hippo' }, annotations: { 'sidecar.istio.io/inject': 'false' } },
      spec: { priorityClassName: 'databases', tolerations, imagePullSecrets: [{ name: 'registry' }] },
    },
  });
});
