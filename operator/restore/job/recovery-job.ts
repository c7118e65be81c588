import { clusterLabels, ownedMeta } from '../../cluster/desire/desire-input.js';
import { podMetadata } from '../../cluster/desire/pod-metadata.js';
import { scheduling } from '../../cluster/desire/scheduling.js';
import type { CatalogueEntry } from '../../image-catalogue.js';
import type { PostgresCluster } from '../../../schema/resource/postgres-cluster.js';
import type { Job } from '../../../kube/core-kinds.js';
import { RESTRICTED_CONTAINER } from '../../restricted-container.js';
import { POSTGRES_UID, VOLUME_PATH } from '../../postgres/instance-layout.js';
import { walMounts, walVolumes } from '../../storage/wal-volume.js';
import type { ChosenRestore, RestoreTarget } from '../choose-restore.js';
import { LASTING_FAILURE_CODE } from './recovery-script.js';
import type { RepositoryAccess } from './repository-access.js';

/** A finished Job is kept this long, in seconds, for people to look at. */
export const KEPT_SECONDS = 24 * 3600;
/** A restore may take this long, in seconds. */
export const RESTORE_SECONDS_MAX = 7 * 24 * 3600;
/** Container of every Job here. */
export const RECOVERY_CONTAINER = 'recovery';

/** A variable with a value as it is. */
export const plainVariable = (name: string, value: string): Record<string, unknown> => ({ name, value });

/** A Job that works on a repository. */
export interface RecoveryJob {
  readonly name: string;
  /** What it is of the cluster: `restore`, `look`, `verify`. */
  readonly component: string;
  readonly script: string;
  readonly access: RepositoryAccess;
  readonly env: readonly Record<string, unknown>[];
  /** Claim of the volume that it restores to; none when it only looks. */
  readonly claim?: string;
  /** Claim of the volume with the WAL of data that are there already. */
  readonly walClaim?: string;
  /** How often a failure that may pass is tried again. */
  readonly retries: number;
  readonly deadlineSeconds: number;
}

/** Builds a Job of a cluster. */
export const recoveryJob = (cluster: PostgresCluster, entry: CatalogueEntry, job: RecoveryJob): Job => {
  const labels = clusterLabels(cluster.metadata.name, job.component);
  return {
    apiVersion: 'batch/v1', kind: 'Job', metadata: ownedMeta(cluster, job.name, labels),
    spec: {
      backoffLimit: job.retries, activeDeadlineSeconds: job.deadlineSeconds, ttlSecondsAfterFinished: KEPT_SECONDS,
      podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { containerName: RECOVERY_CONTAINER, operator: 'In', values: [LASTING_FAILURE_CODE] } }] },
      template: { metadata: podMetadata(cluster.spec, { labels }), spec: { ...podSpec(entry, job), ...scheduling(cluster.spec) } },
    },
  };
};

const podSpec = (entry: CatalogueEntry, { script, access, env, claim, walClaim }: RecoveryJob): Record<string, unknown> => ({
  restartPolicy: 'Never',
  automountServiceAccountToken: false,
  terminationGracePeriodSeconds: 5,
  securityContext: {
    runAsNonRoot: true, runAsUser: POSTGRES_UID, runAsGroup: POSTGRES_UID, fsGroup: POSTGRES_UID, fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  },
  containers: [{
    name: RECOVERY_CONTAINER, image: entry.image, imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-c', script],
    env: [
      plainVariable('PATH', `${entry.binDir}:/usr/local/bin:/usr/bin:/bin`), plainVariable('HOME', '/tmp'), plainVariable('LC_ALL', 'C.UTF-8'), plainVariable('TZ', 'Etc/UTC'),
      plainVariable('PGO_STANZA', access.stanza), plainVariable('PGO_REPOS', access.repositories.join(' ')), ...access.env, ...env,
    ],
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: RESTRICTED_CONTAINER,
    volumeMounts: [
      ...(claim === undefined ? [] : [{ name: 'data', mountPath: VOLUME_PATH }]), ...walMounts(walClaim), { name: 'tmp', mountPath: '/tmp' }, { name: 'memory', mountPath: '/dev/shm' },
      ...access.volumeMounts,
    ],
  }],
  volumes: [
    ...(claim === undefined ? [] : [{ name: 'data', persistentVolumeClaim: { claimName: claim } }]), ...walVolumes(walClaim), { name: 'tmp', emptyDir: {} },
    { name: 'memory', emptyDir: { medium: 'Memory' } }, ...access.volumes,
  ],
});

/** What of a choice the scripts read. */
export const recoveryEnvironment = ({ backup, timeline, point }: ChosenRestore, target: RestoreTarget): Record<string, unknown>[] => {
  const [type, value] = point === undefined ? targetOf(target, timeline) : ['lsn', point.lsn];
  return [
    plainVariable('PGO_REPO', String(backup.repository)), plainVariable('PGO_SET', backup.label), plainVariable('PGO_DATABASE_BYTES', String(backup.databaseBytes)),
    plainVariable('PGO_TYPE', type), plainVariable('PGO_TARGET', value), plainVariable('PGO_TIMELINE', String(timeline)),
    // Recovery to a position goes on to the end of the record that is there; nothing behind a restore point is wanted.
    plainVariable('PGO_EXCLUSIVE', point === undefined ? '' : 'y'),
  ];
};

/** Type and target as pgBackRest takes them. */
const targetOf = ({ at, lsn }: RestoreTarget, timeline: ChosenRestore['timeline']): [type: string, target: string] => {
  if (at !== undefined) return ['time', postgresTime(at)];
  if (lsn !== undefined) return ['lsn', lsn];
  return timeline === 'current' ? ['immediate', ''] : ['default', ''];
};

/** A moment as pgBackRest takes it, in UTC, with the microseconds that JavaScript's Date would lose. */
const postgresTime = (at: string): string => {
  const fraction = /\.(\d{1,6})/.exec(at)?.[1];
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}${fraction === undefined ? '' : `.${fraction}`}+00`;
};
