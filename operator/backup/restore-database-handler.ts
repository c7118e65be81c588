import { createHash } from 'node:crypto';
import { JOB, POD, type Pod } from '../../kube/core-kinds.js';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import { checkDatabaseRestore } from '../../schema/backup/check-database-restore.js';
import { restoreDatabaseJobName } from '../../schema/naming/names.js';
import { clusterSpecDefaults } from '../../schema/resource/cluster-defaults.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { createJob } from '../create-job.js';
import { catalogueEntry, type ImageCatalogue } from '../image-catalogue.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import { originOf } from '../operation/operation-origin.js';
import type { StepNow } from '../operation/operation-steps.js';
import { isComplete, jobFailure, jobWords } from '../restore/cluster-data.js';
import { restoreDatabaseJob, type DatabaseRestore } from './restore-database-job.js';
import { IDENTIFIER_BYTES_MAX } from '../../schema/validation/checks.js';

/** Restores one database from a dump, beside the one that has its name, and puts it in that one's place. */
export const restoreDatabaseHandler = (catalogue: ImageCatalogue): OperationHandler => ({
  watches: [JOB, POD],
  exclusive: true,
  visit: (visit) => visitRestore(catalogue, visit),
});

const steps = (done: number, message: string): StepNow[] => ['Find the backup', 'Restore the database', 'Put it in place']
  .map((name, index) => ({ name, done: index < done, message: index === Math.min(done, 2) ? message : '', ...(index > done ? { waiting: true } : {}) }));

const failed = (code: string, message: string, suggestion: string): OperationOutcome => ({ steps: steps(0, message), error: { code, message, suggestion } });

const visitRestore = async (catalogue: ImageCatalogue, { operation, cluster, cache, client }: OperationVisit): Promise<OperationOutcome> => {
  const { name: id, namespace = '' } = operation.metadata;
  if (cluster === undefined) return failed('CLUSTER_DELETED', 'The cluster is gone.', 'Create it again, then restore the database.');
  const jobName = restoreDatabaseJobName(cluster.metadata.name, id);
  const job = cache.get(JOB, { namespace, name: jobName });
  if (job !== undefined) return outcomeOf(jobFailure(job, podsOf(cache, cluster)), isComplete(job), jobWords(job, podsOf(cache, cluster)));
  const restore = databaseRestore(operation, cache.list(POSTGRES_BACKUP, { namespace, cluster: cluster.metadata.name }));
  if ('fault' in restore) return failed('INVALID_INPUT', restore.fault, 'Name a LOGICAL backup that `Cluster.backups` lists, and a database that is in it.');
  const spec = clusterSpecDefaults({ ...cluster.spec, postgresVersion: cluster.spec.postgresVersion ?? cluster.status?.postgresVersion }, catalogue.map(({ version }) => version));
  const entry = catalogueEntry(catalogue, spec.postgresVersion);
  const primary = cluster.status?.primary;
  if (entry === undefined || primary === undefined) return { steps: steps(0, 'Waits for the cluster to have a primary.') };
  await createJob(client, restoreDatabaseJob({ cluster, spec, entry, primary }, jobName, restore), originOf(operation));
  return { steps: steps(1, 'The database is being restored beside those that there are.') };
};

const podsOf = (cache: OperationVisit['cache'], { metadata: { name, namespace = '' } }: PostgresCluster): readonly Pod[] => cache.list(POD, { namespace, cluster: name });

const outcomeOf = (failure: string | undefined, isDone: boolean, words: string | undefined): OperationOutcome => {
  if (failure !== undefined) {
    const suggestion = 'Nothing that was there is touched. Mend what the message names – a role that is missing can be created first – and ask again.';
    return { steps: steps(1, failure), error: { code: 'RESTORE_FAILED', message: failure, suggestion } };
  }
  return isDone ? { steps: steps(3, words ?? 'The database is restored.') } : { steps: steps(1, 'The database is being restored beside those that there are.') };
};

/** What an operation asks for; it may come from kubectl. */
export const databaseRestore = ({ metadata, spec: { input = {} } }: PostgresOperation, backups: readonly PostgresBackup[]): DatabaseRestore | { readonly fault: string } => {
  const { backup: wanted, database, targetDatabase } = input;
  const backup = backups.find(({ metadata: { name }, spec, status }) => wanted === name || (wanted !== undefined && (wanted === status?.label || wanted === spec.label)));
  const checked = checkDatabaseRestore(backup, { database, targetDatabase });
  if ('issues' in checked) return { fault: checked.issues.map(({ field, message, suggestion }) => `input.${field}: ${message}. ${suggestion}`).join(' ') };
  const id = createHash('sha256').update(metadata.uid ?? metadata.name).digest('hex').slice(0, 10);
  return { ...checked.value, operation: metadata.name, part: `pgo_restore_${id}`, kept: keptName(checked.value.target, metadata.creationTimestamp ?? '', id) };
};

/** Name that the database of before gets: as much of its own as fits, and when it was. */
const keptName = (target: string, createdAt: string, id: string): string => {
  const suffix = `_before_${createdAt.slice(0, 10).replaceAll('-', '')}_${id.slice(0, 4)}`;
  let kept = target;
  while (Buffer.byteLength(kept) > IDENTIFIER_BYTES_MAX - suffix.length) kept = [...kept].slice(0, -1).join('');
  return `${kept}${suffix}`;
};
