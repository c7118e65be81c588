import { randomBytes } from 'node:crypto';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import { planCreateBackup } from '../../schema/backup/plan-backup.js';
import type { CreateBackupInput } from '../../schema/graphql/backup-inputs.js';
import { ANNOTATION_OPERATION, FINALIZER_BACKUP, LABEL_CLUSTER, MANAGER_API } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { RepositoryName } from '../../schema/resource/cluster-backups.js';
import { backupsEnabled, repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import type { PostgresBackup, PostgresBackupSpec } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { readCluster } from '../cluster/read-cluster.js';
import { requireWritable } from '../standby/require-writable.js';
import type { Context, Services } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { requireRunning } from '../error/require-running.js';
import type { BackupMutation } from './run-backup-mutation.js';
import { IDENTIFIER_BYTES_MAX } from '../../schema/validation/checks.js';

/** Backups of one cluster that may wait or run at a time. */
const OPEN_MAX = 10;
const refuseUnable = (cluster: PostgresCluster): void => {
  requireWritable(cluster);
  const { metadata: { name }, spec } = cluster;
  if (!backupsEnabled(spec)) {
    throw new ApiError('FAILED_PRECONDITION', `Backups of the cluster "${name}" are turned off.`, { field: 'cluster', suggestion: 'Turn them on with `updateCluster`, naming `repositories`.' });
  }
  requireRunning(cluster);
};

const repositoryOf = (cluster: PostgresCluster, wanted: string | null | undefined): RepositoryName => {
  const names = repositoriesOf(cluster.spec).map(({ name }) => name);
  const found = wanted == null ? names[0] : names.find((name) => name === wanted);
  if (found !== undefined) return found;
  throw badUserInput('repository', `the cluster has no repository "${String(wanted).slice(0, 80)}"`, `Use one of: ${names.join(', ')}.`);
};

const databaseOf = ({ type, database }: CreateBackupInput): { readonly database?: string } => {
  if (database == null) return {};
  if (type !== 'LOGICAL') throw badUserInput('database', 'a physical backup is of all databases', 'Leave it out, or use the type LOGICAL.');
  if (database === '' || Buffer.byteLength(database) > IDENTIFIER_BYTES_MAX || database.includes('\0')) {
    throw badUserInput('database', 'it is no name of a database', `Use a name of 1 to ${IDENTIFIER_BYTES_MAX} bytes.`);
  }
  return { database };
};

const openBackups = ({ cache }: Services, { namespace = '', name }: PostgresCluster['metadata']): number =>
  cache.list(POSTGRES_BACKUP, { namespace, cluster: name }).filter(({ status }) => status?.state === undefined || status.state === 'PENDING' || status.state === 'RUNNING').length;

/** How `createBackup` makes its change. */
export const createBackupMutation = (input: CreateBackupInput, { services }: Context): BackupMutation => {
  const { namespace, name: clusterName } = input.cluster;
  const { client } = services;
  let key = { namespace, name: '' };
  return {
    kind: 'CreateBackup', namespace, cluster: clusterName,
    read: () => client.get(POSTGRES_BACKUP, key),
    async prepare(unfinished) {
      const cluster = await readCluster(input.cluster, services);
      const earlier = unfinished?.spec.input?.['name'];
      const name = typeof earlier === 'string' ? earlier : `${clusterName}-${randomBytes(5).toString('hex')}`;
      key = { namespace, name };
      const existing = typeof earlier === 'string' ? await client.get(POSTGRES_BACKUP, key) : undefined;
      if (existing === undefined) refuseUnable(cluster);
      const spec = { cluster: clusterName, type: input.type ?? 'INCREMENTAL', repository: repositoryOf(cluster, input.repository), ...databaseOf(input) } satisfies PostgresBackupSpec;
      const open = openBackups(services, cluster.metadata);
      if (open >= OPEN_MAX && existing === undefined) throw new ApiError('RATE_LIMITED', `${open} backups of the cluster wait or run already.`, { suggestion: 'Wait until some of them have ended.' });
      return {
        plan: planCreateBackup(name, spec, open), clusterUid: cluster.metadata.uid, input: { name },
        async store({ operation, dryRun }) {
          if (existing !== undefined) return existing;
          const backup: PostgresBackup = {
            apiVersion: API_VERSION, kind: 'PostgresBackup',
            metadata: { name, namespace, labels: { [LABEL_CLUSTER]: clusterName }, annotations: { [ANNOTATION_OPERATION]: operation }, finalizers: [FINALIZER_BACKUP] },
            spec,
          };
          try {
            return await client.create(POSTGRES_BACKUP, backup, { manager: MANAGER_API, dryRun });
          } catch (error) {
            const there = error instanceof KubeError && error.reason === 'AlreadyExists' ? await client.get(POSTGRES_BACKUP, key) : undefined;
            if (there === undefined) throw error;
            return there;
          }
        },
      };
    },
  };
};
