/** Backups of a cluster: where they are kept, and for how long. */
export interface BackupsSpec {
  /**
   * When false, no WAL is archived and no backup can be made: what is lost cannot be restored.
   * @default true
   */
  enabled?: boolean;
  /**
   * Where WAL and backups are kept; every WAL file goes to all of them. One volume when left out.
   * @minItems 1
   * @maxItems 4
   */
  repositories?: RepositorySpec[];
  /** How long backups are kept in repositories that say nothing of their own, and what is kept beside them. */
  retention?: ClusterRetentionSpec;
  /**
   * Options of pgBackRest by name, without leading dashes; only those that cannot harm are allowed.
   * @maxProperties 50
   */
  options?: Record<string, string>;
}

/** Name of a repository; its digit is the number that pgBackRest knows it by. */
export type RepositoryName = 'repo1' | 'repo2' | 'repo3' | 'repo4';

/** What a repository is stored on: a Kubernetes volume, or object storage. */
export type RepositoryType = 'volume' | 's3' | 'gcs' | 'azure';

/** One place where WAL and backups are kept. */
export interface RepositorySpec {
  /** Name of the repository. */
  name: RepositoryName;
  /** What it is stored on. */
  type: RepositoryType;
  /**
   * Size of the volume of a `volume` repository, as a Kubernetes quantity; twice that of the data when left out.
   * @maxLength 32
   */
  size?: string;
  /**
   * Storage class of the volume of a `volume` repository.
   * @maxLength 253
   */
  storageClassName?: string;
  /**
   * Bucket of `s3` and `gcs`.
   * @maxLength 255
   */
  bucket?: string;
  /**
   * Container of `azure`.
   * @maxLength 255
   */
  container?: string;
  /**
   * Host name, and port if not 443, of the storage service of `s3`, `gcs` and `azure`.
   * @maxLength 255
   */
  endpoint?: string;
  /**
   * Region of `s3`.
   * @maxLength 63
   */
  region?: string;
  /** How buckets of `s3` and accounts of `azure` are named in addresses; `host` when left out. */
  uriStyle?: 'host' | 'path';
  /**
   * Directory in the bucket; `/NAMESPACE/CLUSTER` when left out.
   * @maxLength 512
   */
  path?: string;
  /** Whether the certificate of the storage service is checked; it is when left out. */
  verifyTls?: boolean;
  /** Key with the PEM of the certificate authority of the storage service, where it is none that everybody knows. */
  certificateAuthority?: SecretKeyRef;
  /**
   * Name of the Secret with the credentials. `s3`: `key`, `key-secret` and if need be `token`; `gcs`: `key.json`;
   * `azure`: `account` and `key`.
   * @maxLength 253
   */
  credentials?: string;
  /** Key with the pass phrase that everything in the repository is encrypted with (AES-256). It cannot be changed. */
  encryption?: SecretKeyRef;
  /** How long backups are kept here. */
  retention?: RetentionSpec;
}

/** A key of a Secret in the namespace of the cluster. */
export interface SecretKeyRef {
  /**
   * Name of the Secret.
   * @maxLength 253
   */
  secret: string;
  /**
   * Key in it.
   * @maxLength 253
   */
  key: string;
}

/** How long backups are kept. What a kept backup needs is kept with it. */
export interface RetentionSpec {
  /**
   * Number of full backups that are kept.
   * @minimum 1
   * @maximum 9999
   * @asType integer
   */
  fullBackups?: number;
  /**
   * Days for which full backups are kept, instead of a number; there is always one that is at least this old.
   * @minimum 1
   * @maximum 9999
   * @asType integer
   */
  fullBackupDays?: number;
  /**
   * Number of differential backups that are kept; all that depend on a kept full backup when left out.
   * @minimum 1
   * @maximum 9999
   * @asType integer
   */
  differentialBackups?: number;
  /**
   * Number of full backups for which WAL is kept without gaps; of all kept ones when left out. Older backups can then
   * only be restored to their own end.
   * @minimum 1
   * @maximum 9999
   * @asType integer
   */
  archiveFullBackups?: number;
  /**
   * Number of `LOGICAL` backups of each database, and of all, that are kept; as many as full backups when nothing is said of them.
   * @minimum 1
   * @maximum 9999
   * @asType integer
   */
  logicalBackups?: number;
  /**
   * Days for which `LOGICAL` backups are kept; the newest always stays.
   * @minimum 1
   * @maximum 9999
   * @asType integer
   */
  logicalBackupDays?: number;
}

/** How long backups of a cluster are kept, and what is kept beside them. */
export interface ClusterRetentionSpec extends RetentionSpec {
  /**
   * Hours for which the data of before a restore are kept on the volumes, from when the restored ones are there; 0 removes
   * them as soon as the cluster serves.
   * @minimum 0
   * @maximum 9999
   * @asType integer
   * @default 72
   */
  replacedDataHours?: number;
  /**
   * Number of backups that failed or have expired, of which a PostgresBackup is kept.
   * @minimum 0
   * @maximum 9999
   * @asType integer
   * @default 50
   */
  endedBackups?: number;
  /**
   * Days for which that is kept. The newest failure always is.
   * @minimum 1
   * @maximum 9999
   * @asType integer
   * @default 30
   */
  endedBackupDays?: number;
}

/** What is observed of the backups of a cluster. */
export interface BackupsStatus {
  /** The repositories. */
  repositories?: RepositoryStatus[];
  /** The moments that can be restored. */
  recoveryWindow?: RecoveryWindowStatus;
  /** Archiving of WAL. */
  archive?: ArchiveStatus;
  /** The restore points that can be restored to, oldest first. */
  restorePoints?: RestorePointStatus[];
}

/** A moment in the WAL that was given a name. */
export interface RestorePointStatus {
  /** Its name. */
  name: string;
  /** When it was made (RFC 3339). */
  at: string;
  /** Its position in the WAL. */
  lsn: string;
}

/** What is observed of a repository. */
export interface RepositoryStatus {
  /** Name of the repository. */
  name: string;
  /** What it is stored on. */
  type: RepositoryType;
  /** Whether pgBackRest can use it. */
  healthy: boolean;
  /** How it is, in a sentence. */
  message: string;
  /**
   * Bytes that its backups take.
   * @asType integer
   */
  usedBytes?: number;
  /**
   * Number of backups in it.
   * @asType integer
   */
  backups?: number;
}

/** The moments that can be restored; absent without a backup. */
export interface RecoveryWindowStatus {
  /** When the oldest backup had ended (RFC 3339). */
  earliest?: string;
  /** All that was committed until then is in a repository (RFC 3339). */
  latest?: string;
}

/** How archiving of WAL is. */
export interface ArchiveStatus {
  /** Last WAL file that is in the repositories. */
  lastArchivedWal?: string;
  /** When it got there (RFC 3339). */
  lastArchivedAt?: string;
  /** Since when archiving fails (RFC 3339); absent while it works. */
  failingSince?: string;
  /**
   * Number of WAL files that wait to be archived.
   * @asType integer
   */
  queueLength?: number;
}
