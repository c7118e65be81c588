import type { RepositoryName } from './cluster-backups.js';
import type { Condition, ObjectMeta } from './meta.js';
import type { OperationErrorStatus } from './postgres-operation.js';

/** A backup of a cluster: creating one makes a backup, deleting it deletes the backup. */
export interface PostgresBackup {
  apiVersion: 'pgo.dev/v1';
  kind: 'PostgresBackup';
  metadata: ObjectMeta;
  spec: PostgresBackupSpec;
  status?: PostgresBackupStatus;
}

/** `FULL` needs no other, `DIFFERENTIAL` the last full one, `INCREMENTAL` the one before it; `LOGICAL` is a dump. */
export type BackupType = 'FULL' | 'DIFFERENTIAL' | 'INCREMENTAL' | 'LOGICAL';

/** State of a backup in one word. */
export type BackupState = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'EXPIRED';

/** What was asked for. Never changes. */
export interface PostgresBackupSpec {
  /**
   * Name of the cluster, in the same namespace.
   * @maxLength 40
   */
  cluster: string;
  /**
   * What kind of backup it is.
   * @default "INCREMENTAL"
   */
  type?: BackupType;
  /** Repository that it is made in; the first of the cluster when left out. */
  repository?: RepositoryName;
  /**
   * Database that a `LOGICAL` backup is of; all when left out.
   * @maxLength 63
   */
  database?: string;
  /**
   * Options of pgBackRest for this backup by name, without leading dashes, and without the number of the repository where
   * they concern one: { "retention-full": "7" }. Only those that cannot harm are allowed.
   * @maxProperties 20
   */
  options?: Record<string, BackupOptionValue>;
  /**
   * Label of a backup that was there before this object: nothing is made.
   * @maxLength 120
   */
  label?: string;
}

/**
 * Value of an option of pgBackRest.
 * @maxLength 20
 */
export type BackupOptionValue = string;

/** What is observed of a backup. */
export interface PostgresBackupStatus {
  /**
   * The generation that this status was derived from.
   * @asType integer
   */
  observedGeneration?: number;
  /** State in one word. */
  state?: BackupState;
  /** How it is, in a sentence. */
  message?: string;
  /** What it became: without a backup to build on, a full one. */
  type?: BackupType;
  /** Repository that it is in. */
  repository?: RepositoryName;
  /** What pgBackRest calls it. */
  label?: string;
  /** When it began (RFC 3339). */
  startedAt?: string;
  /** When it ended (RFC 3339). */
  finishedAt?: string;
  /**
   * Bytes of the database when it was made.
   * @asType integer
   */
  databaseBytes?: number;
  /**
   * Bytes that it added to the repository.
   * @asType integer
   */
  repositoryBytes?: number;
  /** First WAL file that it needs. */
  walStart?: string;
  /** Last WAL file that it needs. */
  walStop?: string;
  /** Labels of the backups that it needs. */
  dependsOn?: string[];
  /** Databases that are in a `LOGICAL` backup, and can be restored from it. */
  databases?: string[];
  /** How far it is, while it runs. */
  progress?: BackupProgress;
  /** When it was last proven to restore (RFC 3339). */
  verifiedAt?: string;
  /** What the last verification found. */
  verification?: BackupVerification;
  /** Why it failed. */
  error?: OperationErrorStatus;
  /** Conditions. */
  conditions?: Condition[];
}

/** How far a backup is. */
export interface BackupProgress {
  /**
   * Bytes that have been copied.
   * @asType integer
   */
  currentBytes: number;
  /**
   * Bytes that there are to copy.
   * @asType integer
   */
  totalBytes: number;
}

/** What a verification found. */
export interface BackupVerification {
  /** Whether it restored and its pages were whole. */
  succeeded: boolean;
  /** What was found, in a sentence. */
  message: string;
  /** When it began (RFC 3339). */
  startedAt: string;
  /** When it ended (RFC 3339). */
  finishedAt: string;
  /**
   * Bytes that were restored.
   * @asType integer
   */
  bytes?: number;
}
