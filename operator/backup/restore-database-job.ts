import type { Job } from '../../kube/core-kinds.js';
import type { CheckedDatabaseRestore } from '../../schema/backup/check-database-restore.js';
import { clusterLabels, ownedMeta } from '../cluster/desire/desire-input.js';
import { podMetadata } from '../cluster/desire/pod-metadata.js';
import { besideRepository, repositoryPodSpec } from '../cluster/desire/repository-pod.js';
import { BACKREST_CONTAINER, repositoryKey } from '../postgres/pgbackrest-layout.js';
import { KEPT_SECONDS, RESTORE_SECONDS_MAX } from '../restore/job/recovery-job.js';
import { LASTING_FAILURE_CODE } from '../restore/job/recovery-script.js';
import { dumpContainer, type DumpContainerInput } from './dump-job.js';
import { RESTORE_DATABASE_SCRIPT } from './restore-database-script.js';

/** One database that is restored from a dump. */
export interface DatabaseRestore extends CheckedDatabaseRestore {
  /** Name that it has until it is whole. */
  readonly part: string;
  /** Name that a database gets that had the name. */
  readonly kept: string;
  /** Name of the operation that asked for it. */
  readonly operation: string;
}

/** How often a restore that was interrupted is begun again. */
const RETRIES = 3;

/** The Job that restores one database. */
export const restoreDatabaseJob = (input: DumpContainerInput, name: string, restore: DatabaseRestore): Job => {
  const { cluster, spec, entry } = input;
  const labels = clusterLabels(cluster.metadata.name, 'restore-database');
  const container = dumpContainer(input, RESTORE_DATABASE_SCRIPT, {
    PGO_REPO: String(repositoryKey(restore.repository)), PGO_LABEL: restore.label, PGO_DATABASE: restore.database,
    PGO_TARGET: restore.target, PGO_PART: restore.part, PGO_KEPT: restore.kept, PGO_OPERATION: restore.operation,
  });
  return {
    apiVersion: 'batch/v1', kind: 'Job', metadata: ownedMeta(cluster, name, labels),
    spec: {
      backoffLimit: RETRIES, activeDeadlineSeconds: RESTORE_SECONDS_MAX, ttlSecondsAfterFinished: KEPT_SECONDS,
      podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { containerName: BACKREST_CONTAINER, operator: 'In', values: [LASTING_FAILURE_CODE] } }] },
      template: {
        metadata: podMetadata(spec, { labels }),
        spec: { ...repositoryPodSpec({ cluster, spec, image: entry.image }, [container]), restartPolicy: 'Never', affinity: besideRepository(cluster.metadata.name) },
      },
    },
  };
};
