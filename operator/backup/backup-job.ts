import { API_VERSION, instanceHost, podName } from '../../schema/naming/names.js';
import { LABEL_BACKUP } from '../../schema/naming/labels.js';
import { backupOptionArguments } from '../../schema/backup/backup-options.js';
import type { CompleteClusterSpec } from '../../schema/resource/cluster-defaults.js';
import type { BackupType, PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { Job } from '../../kube/core-kinds.js';
import { clusterLabels } from '../cluster/desire/desire-input.js';
import { podMetadata } from '../cluster/desire/pod-metadata.js';
import type { CatalogueEntry } from '../image-catalogue.js';
import { besideRepository, jobContainer, repositoryPodSpec } from '../cluster/desire/repository-pod.js';
import { specDataDirectory } from '../restore/cluster-data.js';
import { instanceArguments } from '../postgres/pgbackrest-config.js';
import { repositoryKey } from '../postgres/pgbackrest-layout.js';
import { BACKUP_ANNOTATION, repositoryOfBackup } from './backup-world.js';
import { makeDumpContainer } from './dump-job.js';

const BACKREST_TYPES: Readonly<Record<Exclude<BackupType, 'LOGICAL'>, string>> = { FULL: 'full', DIFFERENTIAL: 'diff', INCREMENTAL: 'incr' };

/** Name of the Job of a backup: one for each object, however often it is asked for. */
export const backupJobName = ({ metadata: { uid = '' } }: PostgresBackup): string => `backup-${uid}`;

/** What a backup's Job is made from. */
export interface BackupJobInput {
  readonly backup: PostgresBackup;
  readonly cluster: PostgresCluster;
  readonly spec: CompleteClusterSpec;
  readonly entry: CatalogueEntry;
  /** Instance that is the primary. */
  readonly primary: string;
  /** Replica to copy from, which spares the primary. */
  readonly replica?: string;
}

/** The Job that makes a backup. It is never started a second time: half a backup is no backup. */
export const backupJob = (input: BackupJobInput): Job => {
  const { backup, cluster, spec } = input;
  const { name: clusterName, namespace } = cluster.metadata;
  const { name, uid = '' } = backup.metadata;
  const labels = { ...clusterLabels(clusterName, 'backup'), [LABEL_BACKUP]: name.slice(0, 63).replace(/[^a-z0-9]+$/, '') };
  const podInput = { cluster, spec, image: input.entry.image };
  const container = backup.spec.type === 'LOGICAL' ? makeDumpContainer(input, backup) : jobContainer(podInput, backupCommand(input));
  const pod = repositoryPodSpec(podInput, [container]);
  return {
    apiVersion: 'batch/v1', kind: 'Job',
    metadata: {
      name: backupJobName(backup), namespace, labels,
      ownerReferences: [{ apiVersion: API_VERSION, kind: 'PostgresBackup', name, uid, controller: true, blockOwnerDeletion: false }],
    },
    spec: {
      backoffLimit: 0,
      template: { metadata: podMetadata(spec, { labels }), spec: { ...pod, restartPolicy: 'Never', affinity: besideRepository(clusterName) } },
    },
  };
};

const backupCommand = ({ backup, cluster, spec, primary, replica }: BackupJobInput): string[] => {
  const { name, namespace = '' } = cluster.metadata;
  const type = backup.spec.type ?? 'INCREMENTAL';
  const repository = repositoryKey(repositoryOfBackup(backup, cluster));
  const at = (key: number, instance: string): string[] => instanceArguments(key, instanceHost(name, podName(instance), namespace), specDataDirectory(cluster.spec, spec.postgresVersion));
  return [
    'pgbackrest', `--type=${type === 'LOGICAL' ? 'full' : BACKREST_TYPES[type]}`, `--repo=${repository}`,
    `--annotation=${BACKUP_ANNOTATION}=${backup.metadata.uid}`, ...at(1, primary),
    ...(replica === undefined ? [] : ['--backup-standby', ...at(2, replica)]),
    ...backupOptionArguments(backup.spec.options ?? {}, repository), 'backup',
  ];
};

