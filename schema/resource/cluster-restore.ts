/** Up to where a database is restored; all left out: up to the end of what is in the repository. */
export interface RestoreTargetSpec {
  /**
   * A moment (RFC 3339 with its zone): everything that was committed by then.
   * @maxLength 64
   */
  at?: string;
  /**
   * A position in the WAL, such as `0/5000028`.
   * @maxLength 17
   */
  lsn?: string;
  /**
   * Label of a backup: restored as it was when it ended, or where recovery to the moment or position begins.
   * @maxLength 64
   */
  backup?: string;
  /**
   * Name of a restore point of the cluster, in place of a moment or position: everything that was committed before it was made.
   * @maxLength 63
   */
  restorePoint?: string;
}

/** Data of before the last restore, which an undo takes back. */
export interface KeptDataStatus {
  /**
   * Bytes that they take on all volumes.
   * @asType integer
   */
  bytes: number;
  /** When they are removed (RFC 3339). */
  until: string;
}

/** Backups that a new cluster begins with. They are only read. */
export interface SourceSpec extends RestoreTargetSpec {
  /** The cluster whose backups they are. */
  cluster?: SourceClusterSpec;
  /**
   * A repository without a cluster, as it would stand in the list of repositories of a cluster; credentials are in a
   * Secret of the new cluster's namespace.
   */
  repository?: Record<string, unknown>;
}

/** Names a cluster, which may be gone as long as its repository is there. */
export interface SourceClusterSpec {
  /**
   * Its namespace; that of the new cluster when left out.
   * @maxLength 63
   */
  namespace?: string;
  /**
   * Its name.
   * @minLength 1
   * @maxLength 63
   */
  name: string;
}

/** A restore in place, or an upgrade to another major version: whatever gives a cluster other data. */
export interface RestoreSpec extends RestoreTargetSpec {
  /**
   * Name of the operation that asked for it. The data directories of all instances are called after it, and those of before stay.
   * @minLength 1
   * @maxLength 63
   * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
   */
  id: string;
  /**
   * The restore whose data directories are taken back, empty for the data that the cluster was created with: nothing is restored then.
   * @maxLength 63
   */
  undo?: string;
  /**
   * The data directories of before, for an undo: name of a restore, empty for the data that the cluster was created with.
   * @maxLength 63
   */
  previous?: string;
  /**
   * Major version of the data of before, when it is another one: an upgrade makes the new data from them, and a way back takes them again.
   * @minimum 10
   * @maximum 99
   * @asType integer
   */
  previousVersion?: number;
  /**
   * The instance that was the primary before, for an undo.
   * @maxLength 63
   */
  previousPrimary?: string;
  /**
   * Instance that starts first; the lowest when left out.
   * @maxLength 63
   */
  instance?: string;
}
