/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The policy to apply, and the clusters to apply it to: by name, by labels, or both. */
export type ApplyPolicyInput = {
  /** Names of clusters. */
  clusters?: Array<string> | null | undefined;
  /** Database to apply it in; the application database of each cluster when left out. */
  database?: string | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Namespace of the policy and of the clusters. */
  namespace: string;
  /** Name of the policy. */
  policy: string;
  /** Clusters with matching labels: a Kubernetes label selector. `name` stands for the name of a cluster. */
  selector?: string | null | undefined;
};

/** What has to hold in a restored database. */
export type BackupAssertionInput = {
  /** Database that it is asked in. */
  database: string;
  /** A query; the last line that it answers must be `t`, as for `SELECT count(*) > 0 FROM account`. */
  sql: string;
};

/** State of a backup in one word. */
export type BackupState =
  /** It was in the repository and is no longer: its time was over, or it was deleted. */
  | 'EXPIRED'
  /** It could not be made; `error` says why. */
  | 'FAILED'
  /** It waits for its turn, or for the cluster. */
  | 'PENDING'
  /** It is being made. */
  | 'RUNNING'
  /** It is in the repository and can be restored. */
  | 'SUCCEEDED';

/** What a backup is made of. */
export type BackupType =
  /** What has changed since the last full backup, which it needs. */
  | 'DIFFERENTIAL'
  /** Everything; needs no other backup. */
  | 'FULL'
  /** What has changed since the last backup, which it needs. Without one it becomes a full backup. */
  | 'INCREMENTAL'
  /** A dump of one database or of all, made by pg_dump. */
  | 'LOGICAL';

/** The operation to cancel. */
export type CancelOperationInput = {
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Id of the operation. */
  id: string;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result, also when the operation has ended meanwhile. */
  idempotencyKey?: string | null | undefined;
};

/** Why an instance should not become the primary. */
export type CandidateRefusal =
  /** It is the primary. */
  | 'IS_PRIMARY'
  /** It lacks too much WAL, or nobody knows how much. */
  | 'LAGGING'
  /** Commits wait for another replica: acknowledged ones may be missing on it. */
  | 'NOT_IN_STEP'
  /** It does not run, or not as a replica that serves. */
  | 'NOT_READY'
  /** Its data split from those of the primary. */
  | 'OTHER_TIMELINE';

/** How an object changed. */
export type ChangeType =
  /** It exists now. Also sent once for each that exists when the subscription begins. */
  | 'ADDED'
  /** It is gone; the last known state is given. */
  | 'DELETED'
  /** It changed. */
  | 'MODIFIED';

/** Names one cluster. */
export type ClusterRef = {
  /** Name of the cluster. */
  name: string;
  /** Namespace that it lives in. */
  namespace: string;
};

/** Backups that a new cluster begins with: those of a cluster, which may be gone, or those of a repository. They are only read. */
export type ClusterSourceInput = {
  /** A moment with its zone: everything that was committed by then, and nothing else. */
  at?: string | null | undefined;
  /** Label of a backup. Alone: the data as they were when it ended; with a target: where recovery begins. */
  backup?: string | null | undefined;
  /** The cluster whose backups they are; it may have been deleted with `keepBackups`. */
  cluster?: ClusterRef | null | undefined;
  /** A position in the WAL, such as "0/5000028", in place of a moment. */
  lsn?: string | null | undefined;
  /** A repository without a cluster: an object as in `repositories`. Its Secrets are in the namespace of the new cluster. */
  repository?: unknown;
  /** Name of a restore point of the source, in place of a moment. */
  restorePoint?: string | null | undefined;
};

/** State of a cluster in one word; `message` and `conditions` say why. */
export type ClusterState =
  /** It is being made and has never been ready. */
  | 'CREATING'
  /** The primary accepts writes, but an instance is missing or behind. */
  | 'DEGRADED'
  /** It is being deleted. */
  | 'DELETING'
  /** It does not serve, and will not without a change; `message` says which. */
  | 'FAILED'
  /** The primary accepts writes and every wanted replica streams. */
  | 'READY'
  /** Its data are being restored from a backup. */
  | 'RESTORING'
  /** No instance runs, on request; the data stay. */
  | 'STOPPED'
  /** Nothing has been observed yet, or what was observed is too old to trust. */
  | 'UNKNOWN'
  /** A change of its specification is being carried out. */
  | 'UPDATING'
  /** It is being moved to another major version of PostgreSQL. */
  | 'UPGRADING';

/** The account to create. */
export type CreateAccountInput = {
  /** Its roles. Nobody can give more than they have. */
  bindings: Array<RoleBindingInput>;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Who else comes in as this account: `serviceaccount:NAMESPACE:NAME`, `certificate:NAME` (common or alternative name of a client certificate) or `oidc:SUBJECT`. */
  identities?: Array<string> | null | undefined;
  /** Name: lower-case letters, digits, hyphens and dots. */
  name: string;
};

/** The backup to make. */
export type CreateBackupInput = {
  /** The cluster that it is made of. */
  cluster: ClusterRef;
  /** Database that a LOGICAL backup is of; all when left out. */
  database?: string | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the repository that it is made in; the first of the cluster when left out. */
  repository?: string | null | undefined;
  /** What it is made of. */
  type?: BackupType | null | undefined;
};

/** The cluster to create. */
export type CreateClusterInput = {
  /** Name of the application database; the name of the cluster when left out. */
  database?: string | null | undefined;
  /** When true, deleting the cluster is refused until this is switched off. */
  deletionProtection?: boolean | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** What an acknowledged commit survives. */
  durability?: Durability | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Labels: an object from key to value. */
  labels?: unknown;
  /** Metrics of the instances; off when left out. */
  monitoring?: MonitoringInput | null | undefined;
  /** Name: lower-case letters, digits and hyphens, begins with a letter, at most 40 characters. */
  name: string;
  /** Namespace to create it in. */
  namespace: string;
  /** PostgreSQL parameters: an object from name to value. */
  parameters?: unknown;
  /** Labels and annotations of its pods. */
  podMetadata?: PodMetadataInput | null | undefined;
  /** Policies to apply to the application database once, in this order, when the cluster has been made. Needs the permission APPLY_POLICY as well. */
  policies?: Array<string> | null | undefined;
  /** The connection pooler. */
  pooler?: PoolerInput | null | undefined;
  /** Major version of PostgreSQL; the newest one that is offered when left out. */
  postgresVersion?: number | null | undefined;
  /** Number of replicas beside the primary, 0 to 15. */
  replicas?: number | null | undefined;
  /** Where WAL and backups are kept: a list of at most four objects, each with a `type` (volume, s3, gcs, azure) and what that type needs; see the page on backups. One volume when left out; an empty list turns backups off. */
  repositories?: unknown;
  /** Compute resources of each instance: an object with `requests` and `limits`, each from `cpu` and `memory` to a quantity. */
  resources?: unknown;
  /** How long backups are kept: an object with `fullBackups` (a number) or `fullBackupDays`, and `differentialBackups` and `archiveFullBackups`. Four full backups when left out. */
  retention?: unknown;
  /** Backups that the cluster begins with; an empty database when left out. */
  source?: ClusterSourceInput | null | undefined;
  /** The cluster to follow; this one takes no writes until it is promoted with `promoteCluster`. */
  standby?: StandbyInput | null | undefined;
  /** How the volumes grow by themselves; they do not when left out. */
  storageAutoGrow?: StorageAutoGrowInput | null | undefined;
  /** Size of the volume of each instance. */
  storageSize?: string | null | undefined;
  /** How connections are encrypted: whether TLS is required, and a server certificate of your own. */
  tls?: TlsInput | null | undefined;
  /** Name of the user that owns the database; the name of the cluster when left out. */
  user?: string | null | undefined;
  /** Size of a second volume of each instance, for WAL. Without it WAL is on the volume of the data. */
  walStorageSize?: string | null | undefined;
};

/** The database to create. One that PostgreSQL has already under the name is taken over with its data. */
export type CreateDatabaseInput = {
  /** The cluster that it is in. */
  cluster: ClusterRef;
  /** How many connections there may be to it at once; -1 for no limit. */
  connectionLimit?: number | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Character set encoding, such as `UTF8`, which is the one when left out. */
  encoding?: string | null | undefined;
  /** Extensions that there shall be, each as `name` or `name@version`. Others are left alone. */
  extensions?: Array<string> | null | undefined;
  /** What roles may do in it, beside what users have by their own `databases`. */
  grants?: Array<DatabaseGrantInput> | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Locale of sorting and character classes, such as `C.UTF-8`; the one of the cluster when left out. */
  locale?: string | null | undefined;
  /** Name: 1 to 63 bytes. */
  name: string;
  /** Name of the owning user, which is one of the cluster. The user of the application when left out. */
  owner?: string | null | undefined;
  /** Schemas that there shall be, owned by the owner of the database. Others are left alone. */
  schemas?: Array<string> | null | undefined;
};

/** The namespace to create. */
export type CreateNamespaceInput = {
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the namespace: lower-case letters, digits and hyphens, at most 63 characters. */
  namespace: string;
};

/** The policy to create. */
export type CreatePolicyInput = {
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name: lower-case letters, digits and hyphens, at most 63 characters. */
  name: string;
  /** Namespace to create it in; it can be applied to clusters of this namespace. */
  namespace: string;
  /** As which role the SQL runs. SUPERUSER needs the permission SHOW_SYSTEM_ACCOUNTS as well. */
  runAs?: PolicyRole | null | undefined;
  /** SQL statements with semicolons between them. They run in one transaction where PostgreSQL allows it. */
  sql: string;
  /** Longest time that one statement may take, in seconds, 1 to 86400. */
  statementTimeoutSeconds?: number | null | undefined;
};

/** The pooler to add to a cluster. */
export type CreatePoolerInput = {
  /** The cluster that it stands in front of. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** How it shall be; what is left out stays as it is, or has its default. */
  settings?: PoolerSettingsInput | null | undefined;
};

/** The restore point to make: a name for the moment at which it is made. */
export type CreateRestorePointInput = {
  /** The cluster that it is made in. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Its name, which no other restore point of the cluster has: letters, digits, dots, hyphens and underscores. */
  name: string;
};

/** The role to create. */
export type CreateRoleInput = {
  /** Whether it permits everything. */
  all?: boolean | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name: lower-case letters, digits, hyphens and dots. */
  name: string;
  /** What it permits. Nobody can give more than they have. */
  permissions?: Array<Permission> | null | undefined;
};

/** The schedule to create. */
export type CreateScheduleInput = {
  /** Options of pgBackRest, for example "--repo1-retention-full=21", which needs the permission DELETE_BACKUP as well. Only of type BACKUP, and only options that cannot harm. */
  backupOptions?: string | null | undefined;
  /** What kind of backup; INCREMENTAL when left out. Only of type BACKUP. */
  backupType?: BackupType | null | undefined;
  /** Name of the cluster that it is for. */
  cluster: string;
  /** When: five fields for minute, hour, day of month, month and day of week, for example "0 1 * * *", or @hourly, @daily, @weekly, @monthly, @yearly. */
  cron: string;
  /** Database to work on; the application database when left out. */
  database?: string | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** How many ended runs are kept, 1 to 100. */
  historyLimit?: number | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** What becomes of runs whose time passed while no scheduler ran. */
  missedRuns?: MissedRuns | null | undefined;
  /** Name of the schedule; made of cluster and type when left out, for example "hippo-pgbackrest-full". */
  name?: string | null | undefined;
  /** Namespace of the cluster, where the schedule is kept, too. */
  namespace: string;
  /** What becomes of a run whose time comes while the one before has not ended. */
  overlap?: Overlap | null | undefined;
  /** Name of the policy to apply. Only of type POLICY. */
  policy?: string | null | undefined;
  /** Repository to back up to; the first one of the cluster when left out. Only of type BACKUP. */
  repository?: string | null | undefined;
  /** How late a missed run may start, in seconds, 0 to 86400. */
  startingDeadlineSeconds?: number | null | undefined;
  /** Whether it rests. */
  suspended?: boolean | null | undefined;
  /** Time zone in which the times are meant, for example "Europe/Berlin". */
  timeZone?: string | null | undefined;
  /** What it does. */
  type: ScheduleType;
};

/** The token to create. */
export type CreateTokenInput = {
  /** Name of the account that it is for. */
  account: string;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** When it ends; never when left out. */
  expiresAt?: string | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** What the token is for. */
  name: string;
};

/** The user to create. One that PostgreSQL has already under the name is taken over and gets a new password. */
export type CreateUserInput = {
  /** The cluster that it is in. */
  cluster: ClusterRef;
  /** How many connections it may have at once; -1 for no limit. */
  connectionLimit?: number | null | undefined;
  /** Databases of the cluster that it may connect to. The one of the application when left out. */
  databases?: Array<string> | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Whether it may log in. */
  login?: boolean | null | undefined;
  /** Roles that it is a member of, of which it then has the privileges. */
  memberOf?: Array<string> | null | undefined;
  /** Name: 1 to 63 bytes. */
  name: string;
  /** Characters of a password that is generated, 16 to 128; 32 when left out. */
  passwordLength?: number | null | undefined;
  /** Name of a Secret in the namespace whose key `password` holds the password. One is generated when left out. */
  passwordSecret?: string | null | undefined;
  /** What it may do in its databases. ALL when left out. */
  privileges?: PrivilegeLevel | null | undefined;
  /** Whether it may do everything, in every database and on the instance. Needs the permission SHOW_SYSTEM_ACCOUNTS as well. */
  superuser?: boolean | null | undefined;
  /** When its password ends. Never when left out. */
  validUntil?: string | null | undefined;
};

/** What a role may do in a database. */
export type DatabaseGrantInput = {
  /** What it may do; tables that the owner of the database makes later are included. */
  privileges: PrivilegeLevel;
  /** Name of the role. */
  role: string;
  /** Schemas that it is about; all when left out. */
  schemas?: Array<string> | null | undefined;
};

/** The account to delete, with its tokens. */
export type DeleteAccountInput = {
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the account. */
  name: string;
};

/** The backup to delete: by its id, or by its cluster and its label or name. Backups that need it go with it. */
export type DeleteBackupInput = {
  /** Its label, or the name of its PostgresBackup. */
  backup?: string | null | undefined;
  /** The cluster that it is of. */
  cluster?: ClusterRef | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Id of the backup. */
  id?: string | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
};

/** The cluster to delete. */
export type DeleteClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** The name of the cluster once more, so that no other one is deleted by mistake. */
  confirm: string;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** When true, the backups stay. */
  keepBackups?: boolean | null | undefined;
  /** When true, the volumes and credentials stay, and a cluster created under the same name takes them over. */
  keepData?: boolean | null | undefined;
};

/** The database to delete. */
export type DeleteDatabaseInput = {
  /** The cluster that it is in. */
  cluster: ClusterRef;
  /** The name of the database once more, which dropping it needs. */
  confirm?: string | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** When true, only our knowledge of the database goes, and it stays in PostgreSQL with its data. When false, it is dropped. */
  keepData?: boolean | null | undefined;
  /** Name of the database. */
  name: string;
};

/** The namespace to delete. It must have been created through this API and hold no cluster. */
export type DeleteNamespaceInput = {
  /** The name once more, as a confirmation. */
  confirm: string;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the namespace. */
  namespace: string;
};

/** The policy to delete. What it did in databases stays. */
export type DeletePolicyInput = {
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the policy. */
  name: string;
  /** Namespace of the policy. */
  namespace: string;
};

/** The pooler to remove. Its settings are kept for the next one. */
export type DeletePoolerInput = {
  /** The cluster that it stands in front of. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
};

/** The role to delete. No account may be bound to it. */
export type DeleteRoleInput = {
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the role. */
  name: string;
};

/** The schedule to delete. A run that is under way goes on. */
export type DeleteScheduleInput = {
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the schedule. */
  name: string;
  /** Namespace of the schedule. */
  namespace: string;
};

/** The user to delete. */
export type DeleteUserInput = {
  /** The cluster that it is in. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the user. */
  name: string;
  /** User who gets what it owns; the one of the application when left out. */
  reassignOwnedTo?: string | null | undefined;
};

/** What an acknowledged commit survives. */
export type Durability =
  /** Commits wait for no replica: those not yet streamed are lost with the primary. */
  | 'ASYNC'
  /** Commits always wait for a replica: without one in step, nothing is acknowledged. */
  | 'STRICT_SYNC'
  /** Commits wait for a replica as long as one is in step: they survive the loss of the primary. */
  | 'SYNC';

/** The cluster that gets another primary, also when the present one does not answer. */
export type FailoverClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** When true, also an instance that lacks data becomes the primary; what it lacks is lost. */
  force?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the instance that becomes the primary; see `Cluster.candidates`. */
  target: string;
};

/** What a change does to the databases that run, from harmless to refused. */
export type Impact =
  /** Data are gone afterwards. */
  | 'DATA_LOSS'
  /** It cannot be done; the summary says why. */
  | 'FORBIDDEN'
  /** Nothing that a client of the database notices. */
  | 'NONE'
  /** The database is not available for a while. */
  | 'OFFLINE'
  /** Configuration is reloaded; connections stay. */
  | 'RELOAD'
  /** Instances restart one after another; connections break once. */
  | 'ROLLING_RESTART'
  /** The primary moves to another instance; writes pause for seconds. */
  | 'SWITCHOVER';

/** What an instance is in its cluster. */
export type InstanceRole =
  /** Accepts writes. */
  | 'PRIMARY'
  /** Follows the primary and serves reads. */
  | 'REPLICA'
  /** Leads a cluster that itself follows another one. */
  | 'STANDBY_LEADER'
  /** Follows the primary, and commits wait for it. */
  | 'SYNC_REPLICA'
  /** Not known: it starts, stops or does not answer. */
  | 'UNKNOWN';

/** Labels to set on or take off clusters, which are named, selected by their labels, or both. */
export type LabelClustersInput = {
  /** Names of clusters. */
  clusters?: Array<string> | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** An object from key to value; null as a value takes a label off. */
  labels: unknown;
  /** Namespace of the clusters. */
  namespace: string;
  /** Clusters with matching labels, too: a Kubernetes label selector. */
  selector?: string | null | undefined;
};

/** What becomes of runs whose time passed while no scheduler ran. */
export type MissedRuns =
  /** The last of them runs once, unless it is later than the deadline. */
  | 'RUN_ONCE'
  /** They are skipped. */
  | 'SKIP';

/** Metrics of the instances. */
export type MonitoringInput = {
  /** Whether postgres_exporter runs beside each instance. */
  enabled: boolean;
};

/** State of an operation or of one of its steps. */
export type OperationState =
  /** Ended on request or because a later one replaced it. */
  | 'CANCELLED'
  /** Ended without what was asked for; `error` says why and what to do. */
  | 'FAILED'
  /** Accepted, not begun. */
  | 'PENDING'
  /** Begun, not ended. */
  | 'RUNNING'
  /** Ended as asked for. */
  | 'SUCCEEDED';

/** What becomes of a run whose time comes while the one before has not ended. The one before is never ended for it. */
export type Overlap =
  /** It runs as well. */
  | 'ALLOW'
  /** It is skipped. */
  | 'FORBID';

/** What an account may do, one per call of the API. A role is a set of these, and counts in the namespaces where it is bound. */
export type Permission =
  /** Apply an SQL policy to clusters. */
  | 'APPLY_POLICY'
  /** Read a file of an instance. */
  | 'CAT'
  /** Take a backup. */
  | 'CREATE_BACKUP'
  /** Create a cluster. */
  | 'CREATE_CLUSTER'
  /** Create a database in a cluster. */
  | 'CREATE_DATABASE'
  /** Take a logical backup (pg_dump). */
  | 'CREATE_DUMP'
  /** Fail over or switch over to another instance. */
  | 'CREATE_FAILOVER'
  /** Create a namespace. */
  | 'CREATE_NAMESPACE'
  /** Add pgAdmin to a cluster. */
  | 'CREATE_PGADMIN'
  /** Add a connection pooler to a cluster. */
  | 'CREATE_PGBOUNCER'
  /** Create a role of the API. */
  | 'CREATE_PGOROLE'
  /** Create an account of the API or a token for one. */
  | 'CREATE_PGOUSER'
  /** Create an SQL policy. */
  | 'CREATE_POLICY'
  /** Create a schedule. */
  | 'CREATE_SCHEDULE'
  /** Upgrade a cluster. */
  | 'CREATE_UPGRADE'
  /** Create a database user. */
  | 'CREATE_USER'
  /** Delete a backup. */
  | 'DELETE_BACKUP'
  /** Delete a cluster. */
  | 'DELETE_CLUSTER'
  /** Delete a database of a cluster. */
  | 'DELETE_DATABASE'
  /** Delete a namespace. */
  | 'DELETE_NAMESPACE'
  /** Remove pgAdmin from a cluster. */
  | 'DELETE_PGADMIN'
  /** Remove the connection pooler of a cluster. */
  | 'DELETE_PGBOUNCER'
  /** Delete a role of the API. */
  | 'DELETE_PGOROLE'
  /** Delete an account of the API or revoke a token. */
  | 'DELETE_PGOUSER'
  /** Delete an SQL policy. */
  | 'DELETE_POLICY'
  /** Delete a schedule. */
  | 'DELETE_SCHEDULE'
  /** Delete a database user. */
  | 'DELETE_USER'
  /** See how much space a cluster uses. */
  | 'DF_CLUSTER'
  /** Label clusters. */
  | 'LABEL'
  /** Ask who one is. Every account has it, in every namespace. */
  | 'LOGIN'
  /** Reload the configuration of a cluster. */
  | 'RELOAD'
  /** Restart instances of a cluster. */
  | 'RESTART'
  /** Restore a cluster from a backup. */
  | 'RESTORE'
  /** Restore a logical backup. */
  | 'RESTORE_DUMP'
  /** Change the number of replicas of a cluster. */
  | 'SCALE_CLUSTER'
  /** Read the audit log. */
  | 'SHOW_AUDIT'
  /** See backups. */
  | 'SHOW_BACKUP'
  /** See clusters. */
  | 'SHOW_CLUSTER'
  /** See the configuration of the server. */
  | 'SHOW_CONFIG'
  /** See databases of a cluster. */
  | 'SHOW_DATABASE'
  /** Read logs of instances. */
  | 'SHOW_LOGS'
  /** See namespaces. */
  | 'SHOW_NAMESPACE'
  /** See pgAdmin of a cluster. */
  | 'SHOW_PGADMIN'
  /** See the connection pooler of a cluster. */
  | 'SHOW_PGBOUNCER'
  /** See roles of the API. */
  | 'SHOW_PGOROLE'
  /** See accounts of the API. */
  | 'SHOW_PGOUSER'
  /** See SQL policies. */
  | 'SHOW_POLICY'
  /** See volumes. */
  | 'SHOW_PVC'
  /** See schedules. */
  | 'SHOW_SCHEDULE'
  /** See passwords and other secrets of database users. */
  | 'SHOW_SECRETS'
  /** See the accounts that the system itself uses in a cluster. */
  | 'SHOW_SYSTEM_ACCOUNTS'
  /** See database users. */
  | 'SHOW_USER'
  /** See operations and how far they are. */
  | 'SHOW_WORKFLOW'
  /** See the state of the whole service. */
  | 'STATUS'
  /** Stop and start a cluster. */
  | 'STOP_CLUSTER'
  /** Test that a cluster can be connected to. */
  | 'TEST_CLUSTER'
  /** Change the specification of a cluster. */
  | 'UPDATE_CLUSTER'
  /** Change a database of a cluster. */
  | 'UPDATE_DATABASE'
  /** Change a namespace. */
  | 'UPDATE_NAMESPACE'
  /** Change the connection pooler of a cluster. */
  | 'UPDATE_PGBOUNCER'
  /** Change a role of the API. */
  | 'UPDATE_PGOROLE'
  /** Change an account of the API. */
  | 'UPDATE_PGOUSER'
  /** Change an SQL policy. */
  | 'UPDATE_POLICY'
  /** Change a schedule. */
  | 'UPDATE_SCHEDULE'
  /** Change a database user. */
  | 'UPDATE_USER'
  /** Check that a backup can be restored. */
  | 'VERIFY_BACKUP'
  /** See the version of the server. */
  | 'VERSION';

/** What to mark the pods of a cluster with: instances, pooler, repositories and jobs. A pod that runs is not replaced for it, but has it when it is made again. */
export type PodMetadataInput = {
  /** Annotations: an object from key to text; in a change, null as a text removes one. */
  annotations?: unknown;
  /** Labels: an object from key to value; in a change, null as a value removes one. */
  labels?: unknown;
};

/** As which role the SQL of a policy runs. */
export type PolicyRole =
  /** As the owner of the database that it is applied to, logged in as such: it can do what that user could do itself, and no more. */
  | 'OWNER'
  /** As `postgres`, who may do everything, also run programs on the instance and read its files. Needs the permission SHOW_SYSTEM_ACCOUNTS as well. */
  | 'SUPERUSER';

/** The connection pooler that is wanted. What is left out stays as it is, or has its default. */
export type PoolerInput = {
  /** Whether there shall be one. */
  enabled: boolean;
  /** Clients that each pod takes at most; 1000 when nobody has said so. */
  maxClientConnections?: number | null | undefined;
  /** When a server connection goes back to the pool: SESSION (when its client disconnects) or TRANSACTION (after every transaction), in either case of letters. SESSION when nobody has said so. */
  mode?: string | null | undefined;
  /** Any text; another one than before gives the pooler's own login a new password. */
  passwordRotation?: string | null | undefined;
  /** Connections to PostgreSQL that each pod holds at most for a user in a database; 20 when nobody has said so. */
  poolSize?: number | null | undefined;
  /** Number of pods, 1 to 15; 1 when nobody has said so. */
  replicas?: number | null | undefined;
  /** Compute resources of each pod: an object with `requests` and `limits`, each from `cpu` and `memory` to a quantity. */
  resources?: unknown;
  /** Type of its service: ClusterIP, NodePort or LoadBalancer; the one of the other services when left out. */
  serviceType?: string | null | undefined;
};

/** How a pooler shall be. */
export type PoolerSettingsInput = {
  /** Clients that each pod takes at most; 1000 when nobody has said so. */
  maxClientConnections?: number | null | undefined;
  /** When a server connection goes back to the pool: SESSION (when its client disconnects) or TRANSACTION (after every transaction), in either case of letters. SESSION when nobody has said so. */
  mode?: string | null | undefined;
  /** Any text; another one than before gives the pooler's own login a new password. */
  passwordRotation?: string | null | undefined;
  /** Connections to PostgreSQL that each pod holds at most for a user in a database; 20 when nobody has said so. */
  poolSize?: number | null | undefined;
  /** Number of pods, 1 to 15; 1 when nobody has said so. */
  replicas?: number | null | undefined;
  /** Compute resources of each pod: an object with `requests` and `limits`, each from `cpu` and `memory` to a quantity. */
  resources?: unknown;
  /** Type of its service: ClusterIP, NodePort or LoadBalancer; the one of the other services when left out. */
  serviceType?: string | null | undefined;
};

/** What a role may do in a database, each level with what the one before it allows. */
export type PrivilegeLevel =
  /** Make tables and schemas. */
  | 'ALL'
  /** Log in. */
  | 'CONNECT'
  /** Read every table, those that the owner of the database makes later included. */
  | 'READ'
  /** Change rows, use sequences and temporary tables. */
  | 'WRITE';

/** The standby cluster that becomes one of its own. */
export type PromoteClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** When true, it is promoted although the other one still writes: what that one commits from then on is not here. */
  force?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
};

/** The cluster whose instances read their configuration again. */
export type ReloadClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
};

/** The instance to remove from a cluster, which then has one replica less. */
export type RemoveInstanceInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the instance. The primary hands over first. */
  instance: string;
  /** When true, its volume stays; the next instance of its name takes it over. */
  keepData?: boolean | null | undefined;
};

/** The cluster whose PostgreSQL is restarted, replicas first, one after another. */
export type RestartClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** When true, only instances with a changed parameter that waits for a restart. */
  onlyPending?: boolean | null | undefined;
  /** When true, the primary hands over to a restarted replica before it restarts itself. */
  rolling?: boolean | null | undefined;
  /** Names of the instances to restart; all of them when left out. */
  targets?: Array<string> | null | undefined;
};

/** The cluster to restore in place, and to what. Without a target: to the end of what is in the repository. */
export type RestoreClusterInput = {
  /** A moment with its zone: everything that was committed by then, and nothing else. It must lie in `Cluster.recoveryWindow`. */
  at?: string | null | undefined;
  /** Label of a backup. Alone: the data as they were when it ended; with a target: where recovery begins. */
  backup?: string | null | undefined;
  /** The cluster whose data are replaced. */
  cluster: ClusterRef;
  /** The name of the cluster once more, so that no other one is restored by mistake. */
  confirm: string;
  /** The one database to restore from the LOGICAL backup that `backup` names; all others stay as they are. It can be left out when that backup holds only one. */
  database?: string | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** A position in the WAL, such as "0/5000028", in place of a moment. */
  lsn?: string | null | undefined;
  /** Name of a restore point, in place of a moment; `Cluster.restorePoints` lists those that there are. */
  restorePoint?: string | null | undefined;
  /** Name that the restored database gets, its own when left out. A database that has this name is kept beside it under another one. */
  targetDatabase?: string | null | undefined;
  /** When true, the data that there were before the last restore are taken back; no target is given then. */
  undo?: boolean | null | undefined;
};

/** The token to revoke. */
export type RevokeTokenInput = {
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Id of the token. */
  id: string;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
};

/** A role, and the namespaces in which it counts. */
export type RoleBindingInput = {
  /** Namespaces in which it counts; `*` stands for all. */
  namespaces: Array<string>;
  /** Name of the role. */
  role: string;
};

/** The user whose password changes. */
export type RotateUserPasswordInput = {
  /** The cluster that it is in. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the user. */
  name: string;
  /** For how long the password before stays good, in seconds. When it is above 0 the user has two logins for that time: the new password belongs to the other one, which the Secret and `Cluster.connection` name from then on. */
  overlapSeconds?: number | null | undefined;
  /** Characters of a password that is generated, 16 to 128; 32 when left out. */
  passwordLength?: number | null | undefined;
};

/** The schedule to run now, whether it rests or not. */
export type RunScheduleInput = {
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the schedule. */
  name: string;
  /** Namespace of the schedule. */
  namespace: string;
};

/** The cluster to scale, and to what. */
export type ScaleClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Wanted number of replicas beside the primary, 0 to 15. */
  replicas: number;
};

/** What a schedule does. */
export type ScheduleType =
  /** Takes a backup. */
  | 'BACKUP'
  /** Applies a policy. */
  | 'POLICY'
  /** Starts the cluster. */
  | 'START'
  /** Stops the cluster; its data stay. */
  | 'STOP'
  /** Checks that the latest backup can be restored. */
  | 'VERIFY';

/** The cluster that a standby cluster follows: one of the same namespace by its name, or a server elsewhere. */
export type StandbyInput = {
  /** Name of a cluster of the same namespace. */
  cluster?: string | null | undefined;
  /** Beside `host`: name of a Secret of the same namespace with its credentials; see the page on standby clusters. */
  credentials?: string | null | undefined;
  /** Host of a server elsewhere. */
  host?: string | null | undefined;
  /** Its TCP port; 5432 when left out. */
  port?: number | null | undefined;
};

/** The cluster to start again. */
export type StartClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
};

/** The cluster to stop. */
export type StopClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
};

/** How volumes shall grow by themselves. What is left out stays as it is, or has its default. */
export type StorageAutoGrowInput = {
  /** How long volumes that were grown are not grown again, in minutes, 0 to 10080; 60 when nobody has said so. */
  coolDownMinutes?: number | null | undefined;
  /** Whether they are grown; true when nobody has said so. */
  enabled?: boolean | null | undefined;
  /** Size up to which the volumes of data are grown. It has to be given the first time. */
  maximum?: string | null | undefined;
  /** By how much it is grown, in percent of its size, 5 to 100; 20 when nobody has said so. */
  stepPercent?: number | null | undefined;
  /** From which share of a volume on it is grown, in percent, 50 to 95; 80 when nobody has said so. */
  thresholdPercent?: number | null | undefined;
  /** Size up to which the volumes of WAL are grown; they are not when nobody has said so. */
  walMaximum?: string | null | undefined;
};

/** The cluster whose primary moves, while it is well. */
export type SwitchoverClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the instance that becomes the primary; the best candidate when left out. */
  target?: string | null | undefined;
};

/** The cluster whose services and instances are connected to. */
export type TestClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
};

/** How connections are encrypted; see the page on connecting. What is left out stays as it is; an empty object takes a certificate of your own away. */
export type TlsInput = {
  /** Name of the Secret with `ca.crt`, when it is not in that one. */
  authoritySecret?: string | null | undefined;
  /** Whether connections without TLS are refused, also by the pooler; true when nobody has said so. Changed without a restart. */
  required?: boolean | null | undefined;
  /** A server certificate of your own: name of the Secret, which has the label of the cluster, with `tls.crt`, `tls.key` and `ca.crt`; null for a certificate of the cluster's own authority. */
  serverCertificateSecret?: string | null | undefined;
};

/** What to change of an account. What is left out stays as it is. */
export type UpdateAccountInput = {
  /** Its roles, in place of those before. */
  bindings?: Array<RoleBindingInput> | null | undefined;
  /** Whether nobody gets in with it. */
  disabled?: boolean | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Who else comes in as this account, in place of those before. */
  identities?: Array<string> | null | undefined;
  /** Name of the account. */
  name: string;
};

/** What to change of a cluster. What is left out stays as it is. */
export type UpdateClusterInput = {
  /** The cluster that it is done to. */
  cluster: ClusterRef;
  /** Whether deleting the cluster is refused. */
  deletionProtection?: boolean | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** What an acknowledged commit survives. */
  durability?: Durability | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Labels to set: an object from key to value; null as a value removes a label. */
  labels?: unknown;
  /** PostgreSQL parameters to set: an object from name to value; null as a value puts a parameter back to its default. */
  parameters?: unknown;
  /** Labels and annotations of its pods to set. */
  podMetadata?: PodMetadataInput | null | undefined;
  /** The connection pooler. What is left out of it stays as it is. */
  pooler?: PoolerInput | null | undefined;
  /** Where WAL and backups are kept: a list of at most four objects, each with a `type` (volume, s3, gcs, azure) and what that type needs; see the page on backups. One volume when left out; an empty list turns backups off. In place of those before. */
  repositories?: unknown;
  /** Compute resources of each instance, in place of those before: an object with `requests` and `limits`. */
  resources?: unknown;
  /** How long backups are kept: an object with `fullBackups` (a number) or `fullBackupDays`, and `differentialBackups` and `archiveFullBackups`. Four full backups when left out. In place of the one before. */
  retention?: unknown;
  /** How the volumes grow by themselves. What is left out of it stays as it is. */
  storageAutoGrow?: StorageAutoGrowInput | null | undefined;
  /** Size of the volume of each instance. It can only grow. */
  storageSize?: string | null | undefined;
  /** How connections are encrypted: whether TLS is required, and the server certificate in place of the one before. */
  tls?: TlsInput | null | undefined;
  /** Size of a second volume of each instance, for WAL. It can be added, in a rolling restart, and grow. */
  walStorageSize?: string | null | undefined;
};

/** What to change of a database. What is left out stays as it is. */
export type UpdateDatabaseInput = {
  /** The cluster that it is in. */
  cluster: ClusterRef;
  /** How many connections there may be to it at once; -1 for no limit. */
  connectionLimit?: number | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Extensions that there shall be, each as `name` or `name@version`. Others are left alone. */
  extensions?: Array<string> | null | undefined;
  /** What roles may do in it, beside what users have by their own `databases`. In place of those before. */
  grants?: Array<DatabaseGrantInput> | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the database. */
  name: string;
  /** Name of the owning user, which is one of the cluster. */
  owner?: string | null | undefined;
  /** Schemas that there shall be, owned by the owner of the database. Others are left alone. */
  schemas?: Array<string> | null | undefined;
};

/** What to change of a policy. What is left out stays as it is. */
export type UpdatePolicyInput = {
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the policy. */
  name: string;
  /** Namespace of the policy. */
  namespace: string;
  /** As which role the SQL runs. SUPERUSER needs the permission SHOW_SYSTEM_ACCOUNTS as well. */
  runAs?: PolicyRole | null | undefined;
  /** SQL statements with semicolons between them. They run in one transaction where PostgreSQL allows it. */
  sql?: string | null | undefined;
  /** Longest time that one statement may take, in seconds, 1 to 86400. */
  statementTimeoutSeconds?: number | null | undefined;
};

/** What to change of the pooler of a cluster. */
export type UpdatePoolerInput = {
  /** The cluster that it stands in front of. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** How it shall be; what is left out stays as it is, or has its default. */
  settings: PoolerSettingsInput;
};

/** What to change of a role. What is left out stays as it is. */
export type UpdateRoleInput = {
  /** Whether it permits everything. */
  all?: boolean | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Name of the role. */
  name: string;
  /** What it permits, in place of what it did. */
  permissions?: Array<Permission> | null | undefined;
};

/** What to change of a schedule. What is left out stays as it is. A change takes effect at once. */
export type UpdateScheduleInput = {
  /** Options of pgBackRest, for example "--repo1-retention-full=21", which needs the permission DELETE_BACKUP as well. Only of type BACKUP, and only options that cannot harm. */
  backupOptions?: string | null | undefined;
  /** What kind of backup; INCREMENTAL when left out. Only of type BACKUP. */
  backupType?: BackupType | null | undefined;
  /** When: five fields for minute, hour, day of month, month and day of week, for example "0 1 * * *", or @hourly, @daily, @weekly, @monthly, @yearly. */
  cron?: string | null | undefined;
  /** Database to work on; the application database when left out. */
  database?: string | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** How many ended runs are kept, 1 to 100. */
  historyLimit?: number | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** What becomes of runs whose time passed while no scheduler ran. */
  missedRuns?: MissedRuns | null | undefined;
  /** Name of the schedule. */
  name: string;
  /** Namespace of the schedule. */
  namespace: string;
  /** What becomes of a run whose time comes while the one before has not ended. */
  overlap?: Overlap | null | undefined;
  /** Name of the policy to apply. Only of type POLICY. */
  policy?: string | null | undefined;
  /** Repository to back up to; the first one of the cluster when left out. Only of type BACKUP. */
  repository?: string | null | undefined;
  /** How late a missed run may start, in seconds, 0 to 86400. */
  startingDeadlineSeconds?: number | null | undefined;
  /** Whether it rests. */
  suspended?: boolean | null | undefined;
  /** Time zone in which the times are meant, for example "Europe/Berlin". */
  timeZone?: string | null | undefined;
};

/** What to change of a user. What is left out stays as it is. */
export type UpdateUserInput = {
  /** The cluster that it is in. */
  cluster: ClusterRef;
  /** How many connections it may have at once; -1 for no limit. */
  connectionLimit?: number | null | undefined;
  /** Databases of the cluster that it may connect to. In place of those before. */
  databases?: Array<string> | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** Whether it may log in. False disables it and ends its sessions; what it owns stays. */
  login?: boolean | null | undefined;
  /** Roles that it is a member of, of which it then has the privileges. In place of those before. */
  memberOf?: Array<string> | null | undefined;
  /** Name of the user. */
  name: string;
  /** Name of a Secret in the namespace whose key `password` holds the password. Null to have one generated. */
  passwordSecret?: string | null | undefined;
  /** What it may do in its databases. */
  privileges?: PrivilegeLevel | null | undefined;
  /** Whether it may do everything, in every database and on the instance. Needs the permission SHOW_SYSTEM_ACCOUNTS as well. */
  superuser?: boolean | null | undefined;
  /** When its password ends. Null for never. */
  validUntil?: string | null | undefined;
};

/** The cluster to upgrade, and to what. Without a version, or with its own: to the packages or image that are there now, by a rolling restart. */
export type UpgradeClusterInput = {
  /** The cluster. */
  cluster: ClusterRef;
  /** The name of the cluster once more; needed for `rollback` and `finalize`. */
  confirm?: string | null | undefined;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** When true, the data of before the last upgrade are removed from the volumes: there is no way back then. */
  finalize?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** When true, the data of before the last upgrade to another major version are taken back. What was written since is set aside. */
  rollback?: boolean | null | undefined;
  /** Major version to go to, one of `serverInfo.postgresVersions`. Its data are copied by pg_upgrade; those of before stay until `finalize`. */
  version?: number | null | undefined;
  /** When true, an upgrade to another major version begins although there is no backup to restore. */
  withoutBackup?: boolean | null | undefined;
};

/** The backup to check by restoring it. */
export type VerifyBackupInput = {
  /** Queries that are asked in the restored databases, at most 20. */
  assertions?: Array<BackupAssertionInput> | null | undefined;
  /** Label of the backup; the newest one when left out. */
  backup?: string | null | undefined;
  /** The cluster whose backup it is. */
  cluster: ClusterRef;
  /** When true, only the plan is made: nothing is stored. */
  dryRun?: boolean | null | undefined;
  /** Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing. */
  idempotencyKey?: string | null | undefined;
};

export type AccountFieldsFragment = { id: string, name: string, disabled: boolean, identities: Array<string>, bindings: Array<{ role: string, namespaces: Array<string> }>, tokens: Array<{ id: string, name: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null }> };

export type AccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountsQuery = { accounts: Array<{ id: string, name: string, disabled: boolean, identities: Array<string>, bindings: Array<{ role: string, namespaces: Array<string> }>, tokens: Array<{ id: string, name: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null }> }> };

export type RolesQueryVariables = Exact<{ [key: string]: never; }>;


export type RolesQuery = { roles: Array<{ name: string, permissions: Array<Permission>, all: boolean, builtin: boolean }> };

export type CreateAccountMutationVariables = Exact<{
  input: CreateAccountInput;
}>;


export type CreateAccountMutation = { createAccount: { account: { id: string, name: string, disabled: boolean, identities: Array<string>, bindings: Array<{ role: string, namespaces: Array<string> }>, tokens: Array<{ id: string, name: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null }> } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type UpdateAccountMutationVariables = Exact<{
  input: UpdateAccountInput;
}>;


export type UpdateAccountMutation = { updateAccount: { account: { id: string, name: string, disabled: boolean, identities: Array<string>, bindings: Array<{ role: string, namespaces: Array<string> }>, tokens: Array<{ id: string, name: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null }> } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type DeleteAccountMutationVariables = Exact<{
  input: DeleteAccountInput;
}>;


export type DeleteAccountMutation = { deleteAccount: { operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type CreateTokenMutationVariables = Exact<{
  input: CreateTokenInput;
}>;


export type CreateTokenMutation = { createToken: { secret: string | null, token: { id: string, name: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type RevokeTokenMutation = { revokeToken: { account: { id: string, name: string, disabled: boolean, identities: Array<string>, bindings: Array<{ role: string, namespaces: Array<string> }>, tokens: Array<{ id: string, name: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null }> } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type CreateRoleMutationVariables = Exact<{
  input: CreateRoleInput;
}>;


export type CreateRoleMutation = { createRole: { role: { name: string, permissions: Array<Permission>, all: boolean, builtin: boolean } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type UpdateRoleMutationVariables = Exact<{
  input: UpdateRoleInput;
}>;


export type UpdateRoleMutation = { updateRole: { role: { name: string, permissions: Array<Permission>, all: boolean, builtin: boolean } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type DeleteRoleMutationVariables = Exact<{
  input: DeleteRoleInput;
}>;


export type DeleteRoleMutation = { deleteRole: { operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type AuditLogQueryVariables = Exact<{
  namespace?: string | null | undefined;
  account?: string | null | undefined;
  action?: string | null | undefined;
  outcome?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { auditLog: { totalCount: number, nodes: Array<{ sequence: number, time: string, account: string | null, address: string | null, action: string, operationName: string | null, permission: string | null, namespace: string | null, target: string | null, outcome: string, correlationId: string, changedFields: Array<string>, dryRun: boolean, previousHash: string, hash: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BackupFieldsFragment = { id: string, namespace: string, name: string, cluster: string, label: string | null, type: BackupType, state: BackupState, message: string, repository: string, database: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, databaseBytes: number | null, repositoryBytes: number | null, walStart: string | null, walStop: string | null, dependsOn: Array<string>, databases: Array<string>, verifiedAt: string | null, verification: { succeeded: boolean, message: string, startedAt: string, finishedAt: string, durationSeconds: number, bytes: number | null } | null, error: { code: string, message: string, suggestion: string } | null };

export type ClusterBackupsQueryVariables = Exact<{
  namespace: string;
  name: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClusterBackupsQuery = { cluster: { namespace: string, name: string, restoreProvenAt: string | null, repositories: Array<{ name: string, type: string, usedBytes: number | null, healthy: boolean, message: string, backups: number | null }>, recoveryWindow: { earliest: string | null, latest: string | null }, restorePoints: Array<{ name: string, at: string, lsn: string }>, archiving: { enabled: boolean, lastArchivedWal: string | null, lastArchivedAt: string | null, failingSince: string | null, queueLength: number | null }, backups: { totalCount: number, nodes: Array<{ id: string, namespace: string, name: string, cluster: string, label: string | null, type: BackupType, state: BackupState, message: string, repository: string, database: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, databaseBytes: number | null, repositoryBytes: number | null, walStart: string | null, walStop: string | null, dependsOn: Array<string>, databases: Array<string>, verifiedAt: string | null, verification: { succeeded: boolean, message: string, startedAt: string, finishedAt: string, durationSeconds: number, bytes: number | null } | null, error: { code: string, message: string, suggestion: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreateBackupMutationVariables = Exact<{
  input: CreateBackupInput;
}>;


export type CreateBackupMutation = { createBackup: { backup: { id: string, namespace: string, name: string, cluster: string, label: string | null, type: BackupType, state: BackupState, message: string, repository: string, database: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, databaseBytes: number | null, repositoryBytes: number | null, walStart: string | null, walStop: string | null, dependsOn: Array<string>, databases: Array<string>, verifiedAt: string | null, verification: { succeeded: boolean, message: string, startedAt: string, finishedAt: string, durationSeconds: number, bytes: number | null } | null, error: { code: string, message: string, suggestion: string } | null } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type DeleteBackupMutationVariables = Exact<{
  input: DeleteBackupInput;
}>;


export type DeleteBackupMutation = { deleteBackup: { operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type ClusterQueryVariables = Exact<{
  namespace: string;
  name: string;
}>;


export type ClusterQuery = { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null };

export type ClustersQueryVariables = Exact<{
  namespace?: string | null | undefined;
  selector?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClustersQuery = { clusters: { totalCount: number, nodes: Array<{ id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ClusterConnectionQueryVariables = Exact<{
  namespace: string;
  name: string;
  user?: string | null | undefined;
  database?: string | null | undefined;
  pooled?: boolean | null | undefined;
}>;


export type ClusterConnectionQuery = { cluster: { namespace: string, name: string, state: ClusterState, message: string, connection: { uri: string, host: string, port: number, database: string, user: string, password: string, jdbcUri: string, sslmode: string, caCertificate: string | null } | null } | null };

export type CreateClusterMutationVariables = Exact<{
  input: CreateClusterInput;
}>;


export type CreateClusterMutation = { createCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type UpdateClusterMutationVariables = Exact<{
  input: UpdateClusterInput;
}>;


export type UpdateClusterMutation = { updateCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type ScaleClusterMutationVariables = Exact<{
  input: ScaleClusterInput;
}>;


export type ScaleClusterMutation = { scaleCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type DeleteClusterMutationVariables = Exact<{
  input: DeleteClusterInput;
}>;


export type DeleteClusterMutation = { deleteCluster: { operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type ClusterChangedSubscriptionVariables = Exact<{
  namespace: string;
  name: string;
}>;


export type ClusterChangedSubscription = { clusterChanged: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } };

export type ClustersChangedSubscriptionVariables = Exact<{
  namespace?: string | null | undefined;
  selector?: string | null | undefined;
}>;


export type ClustersChangedSubscription = { clustersChanged: { type: ChangeType, cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } } };

export type DatabaseFieldsFragment = { id: string, namespace: string, cluster: string, name: string, owner: string, extensions: Array<string>, schemas: Array<string>, encoding: string | null, locale: string | null, connectionLimit: number, sizeBytes: number | null, drift: Array<string>, state: string, message: string, installedExtensions: Array<{ name: string, version: string }>, grants: Array<{ role: string, privileges: PrivilegeLevel, schemas: Array<string> }> };

export type DatabasesQueryVariables = Exact<{
  namespace: string;
  cluster: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DatabasesQuery = { cluster: { databases: { totalCount: number, nodes: Array<{ id: string, namespace: string, cluster: string, name: string, owner: string, extensions: Array<string>, schemas: Array<string>, encoding: string | null, locale: string | null, connectionLimit: number, sizeBytes: number | null, drift: Array<string>, state: string, message: string, installedExtensions: Array<{ name: string, version: string }>, grants: Array<{ role: string, privileges: PrivilegeLevel, schemas: Array<string> }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreateDatabaseMutationVariables = Exact<{
  input: CreateDatabaseInput;
}>;


export type CreateDatabaseMutation = { createDatabase: { database: { id: string, namespace: string, cluster: string, name: string, owner: string, extensions: Array<string>, schemas: Array<string>, encoding: string | null, locale: string | null, connectionLimit: number, sizeBytes: number | null, drift: Array<string>, state: string, message: string, installedExtensions: Array<{ name: string, version: string }>, grants: Array<{ role: string, privileges: PrivilegeLevel, schemas: Array<string> }> } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type UpdateDatabaseMutationVariables = Exact<{
  input: UpdateDatabaseInput;
}>;


export type UpdateDatabaseMutation = { updateDatabase: { database: { id: string, namespace: string, cluster: string, name: string, owner: string, extensions: Array<string>, schemas: Array<string>, encoding: string | null, locale: string | null, connectionLimit: number, sizeBytes: number | null, drift: Array<string>, state: string, message: string, installedExtensions: Array<{ name: string, version: string }>, grants: Array<{ role: string, privileges: PrivilegeLevel, schemas: Array<string> }> } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type DeleteDatabaseMutationVariables = Exact<{
  input: DeleteDatabaseInput;
}>;


export type DeleteDatabaseMutation = { deleteDatabase: { operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type ClusterCandidatesQueryVariables = Exact<{
  namespace: string;
  name: string;
}>;


export type ClusterCandidatesQuery = { cluster: { namespace: string, name: string, state: ClusterState, message: string, durability: Durability, candidates: Array<{ instance: string, role: InstanceRole, ready: boolean, state: string, node: string | null, timeline: number | null, lagBytes: number | null, eligible: boolean, forceable: boolean, refusal: CandidateRefusal | null, reason: string | null }> } | null };

export type SwitchoverClusterMutationVariables = Exact<{
  input: SwitchoverClusterInput;
}>;


export type SwitchoverClusterMutation = { switchoverCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type FailoverClusterMutationVariables = Exact<{
  input: FailoverClusterInput;
}>;


export type FailoverClusterMutation = { failoverCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type PromoteClusterMutationVariables = Exact<{
  input: PromoteClusterInput;
}>;


export type PromoteClusterMutation = { promoteCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type RemoveInstanceMutationVariables = Exact<{
  input: RemoveInstanceInput;
}>;


export type RemoveInstanceMutation = { removeInstance: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type InstanceFieldsFragment = { name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null };

export type EndpointFieldsFragment = { host: string, port: number };

export type ClusterFieldsFragment = { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } };

export type OperationFieldsFragment = { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null };

export type PlanFieldsFragment = { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> };

export type LogsSubscriptionVariables = Exact<{
  namespace: string;
  cluster: string;
  instance?: string | null | undefined;
  tail?: number | null | undefined;
}>;


export type LogsSubscription = { logs: { instance: string, at: string | null, text: string } };

export type EventsSubscriptionVariables = Exact<{
  namespace?: string | null | undefined;
  cluster?: string | null | undefined;
}>;


export type EventsSubscription = { events: { id: string, namespace: string, cluster: string, at: string, type: string, reason: string, message: string, count: number } };

export type ClusterEventsQueryVariables = Exact<{
  namespace: string;
  name: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClusterEventsQuery = { cluster: { events: { totalCount: number, nodes: Array<{ id: string, namespace: string, cluster: string, at: string, type: string, reason: string, message: string, count: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type StopClusterMutationVariables = Exact<{
  input: StopClusterInput;
}>;


export type StopClusterMutation = { stopCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type StartClusterMutationVariables = Exact<{
  input: StartClusterInput;
}>;


export type StartClusterMutation = { startCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type RestartClusterMutationVariables = Exact<{
  input: RestartClusterInput;
}>;


export type RestartClusterMutation = { restartCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type ReloadClusterMutationVariables = Exact<{
  input: ReloadClusterInput;
}>;


export type ReloadClusterMutation = { reloadCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type TestClusterMutationVariables = Exact<{
  input: TestClusterInput;
}>;


export type TestClusterMutation = { testCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type LabelClustersMutationVariables = Exact<{
  input: LabelClustersInput;
}>;


export type LabelClustersMutation = { labelClusters: { clusters: Array<{ id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } }> | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type OperationQueryVariables = Exact<{
  id: string;
}>;


export type OperationQuery = { operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null };

export type OperationsQueryVariables = Exact<{
  namespace?: string | null | undefined;
  cluster?: string | null | undefined;
  state?: OperationState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OperationsQuery = { operations: { totalCount: number, nodes: Array<{ id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OperationChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type OperationChangedSubscription = { operationChanged: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } };

export type CancelOperationMutationVariables = Exact<{
  input: CancelOperationInput;
}>;


export type CancelOperationMutation = { cancelOperation: { operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type PolicyFieldsFragment = { id: string, namespace: string, name: string, sql: string, runAs: PolicyRole, statementTimeoutSeconds: number, createdAt: string, appliedTo: Array<{ cluster: string, database: string, at: string, state: OperationState, message: string }> };

export type PoliciesQueryVariables = Exact<{
  namespace?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PoliciesQuery = { policies: { totalCount: number, nodes: Array<{ id: string, namespace: string, name: string, sql: string, runAs: PolicyRole, statementTimeoutSeconds: number, createdAt: string, appliedTo: Array<{ cluster: string, database: string, at: string, state: OperationState, message: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreatePolicyMutationVariables = Exact<{
  input: CreatePolicyInput;
}>;


export type CreatePolicyMutation = { createPolicy: { policy: { id: string, namespace: string, name: string, sql: string, runAs: PolicyRole, statementTimeoutSeconds: number, createdAt: string, appliedTo: Array<{ cluster: string, database: string, at: string, state: OperationState, message: string }> } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type UpdatePolicyMutationVariables = Exact<{
  input: UpdatePolicyInput;
}>;


export type UpdatePolicyMutation = { updatePolicy: { policy: { id: string, namespace: string, name: string, sql: string, runAs: PolicyRole, statementTimeoutSeconds: number, createdAt: string, appliedTo: Array<{ cluster: string, database: string, at: string, state: OperationState, message: string }> } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type DeletePolicyMutationVariables = Exact<{
  input: DeletePolicyInput;
}>;


export type DeletePolicyMutation = { deletePolicy: { operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type ApplyPolicyMutationVariables = Exact<{
  input: ApplyPolicyInput;
}>;


export type ApplyPolicyMutation = { applyPolicy: { policy: { id: string, namespace: string, name: string, sql: string, runAs: PolicyRole, statementTimeoutSeconds: number, createdAt: string, appliedTo: Array<{ cluster: string, database: string, at: string, state: OperationState, message: string }> } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type CreatePoolerMutationVariables = Exact<{
  input: CreatePoolerInput;
}>;


export type CreatePoolerMutation = { createPooler: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type UpdatePoolerMutationVariables = Exact<{
  input: UpdatePoolerInput;
}>;


export type UpdatePoolerMutation = { updatePooler: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type DeletePoolerMutationVariables = Exact<{
  input: DeletePoolerInput;
}>;


export type DeletePoolerMutation = { deletePooler: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type RestoreClusterMutationVariables = Exact<{
  input: RestoreClusterInput;
}>;


export type RestoreClusterMutation = { restoreCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type VerifyBackupMutationVariables = Exact<{
  input: VerifyBackupInput;
}>;


export type VerifyBackupMutation = { verifyBackup: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type CreateRestorePointMutationVariables = Exact<{
  input: CreateRestorePointInput;
}>;


export type CreateRestorePointMutation = { createRestorePoint: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type ScheduleRunFieldsFragment = { startedAt: string, finishedAt: string | null, scheduledFor: string | null, state: OperationState, message: string };

export type ScheduleFieldsFragment = { id: string, namespace: string, name: string, cluster: string, clusterNamespace: string, type: ScheduleType, cron: string, timeZone: string, suspended: boolean, backupType: BackupType | null, repository: string | null, backupOptions: string | null, policy: string | null, database: string | null, missedRuns: MissedRuns, startingDeadlineSeconds: number, overlap: Overlap, historyLimit: number, nextRunAt: string | null, valid: boolean, message: string, lastRun: { startedAt: string, finishedAt: string | null, scheduledFor: string | null, state: OperationState, message: string } | null };

export type SchedulesQueryVariables = Exact<{
  namespace?: string | null | undefined;
  cluster?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  runs?: number | null | undefined;
}>;


export type SchedulesQuery = { schedules: { totalCount: number, nodes: Array<{ id: string, namespace: string, name: string, cluster: string, clusterNamespace: string, type: ScheduleType, cron: string, timeZone: string, suspended: boolean, backupType: BackupType | null, repository: string | null, backupOptions: string | null, policy: string | null, database: string | null, missedRuns: MissedRuns, startingDeadlineSeconds: number, overlap: Overlap, historyLimit: number, nextRunAt: string | null, valid: boolean, message: string, runs: Array<{ startedAt: string, finishedAt: string | null, scheduledFor: string | null, state: OperationState, message: string }>, lastRun: { startedAt: string, finishedAt: string | null, scheduledFor: string | null, state: OperationState, message: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateScheduleMutationVariables = Exact<{
  input: CreateScheduleInput;
}>;


export type CreateScheduleMutation = { createSchedule: { schedule: { id: string, namespace: string, name: string, cluster: string, clusterNamespace: string, type: ScheduleType, cron: string, timeZone: string, suspended: boolean, backupType: BackupType | null, repository: string | null, backupOptions: string | null, policy: string | null, database: string | null, missedRuns: MissedRuns, startingDeadlineSeconds: number, overlap: Overlap, historyLimit: number, nextRunAt: string | null, valid: boolean, message: string, lastRun: { startedAt: string, finishedAt: string | null, scheduledFor: string | null, state: OperationState, message: string } | null } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type UpdateScheduleMutationVariables = Exact<{
  input: UpdateScheduleInput;
}>;


export type UpdateScheduleMutation = { updateSchedule: { schedule: { id: string, namespace: string, name: string, cluster: string, clusterNamespace: string, type: ScheduleType, cron: string, timeZone: string, suspended: boolean, backupType: BackupType | null, repository: string | null, backupOptions: string | null, policy: string | null, database: string | null, missedRuns: MissedRuns, startingDeadlineSeconds: number, overlap: Overlap, historyLimit: number, nextRunAt: string | null, valid: boolean, message: string, lastRun: { startedAt: string, finishedAt: string | null, scheduledFor: string | null, state: OperationState, message: string } | null } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type DeleteScheduleMutationVariables = Exact<{
  input: DeleteScheduleInput;
}>;


export type DeleteScheduleMutation = { deleteSchedule: { operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type RunScheduleMutationVariables = Exact<{
  input: RunScheduleInput;
}>;


export type RunScheduleMutation = { runSchedule: { schedule: { id: string, namespace: string, name: string, cluster: string, clusterNamespace: string, type: ScheduleType, cron: string, timeZone: string, suspended: boolean, backupType: BackupType | null, repository: string | null, backupOptions: string | null, policy: string | null, database: string | null, missedRuns: MissedRuns, startingDeadlineSeconds: number, overlap: Overlap, historyLimit: number, nextRunAt: string | null, valid: boolean, message: string, lastRun: { startedAt: string, finishedAt: string | null, scheduledFor: string | null, state: OperationState, message: string } | null } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type ClusterVolumesQueryVariables = Exact<{
  namespace: string;
  name: string;
}>;


export type ClusterVolumesQuery = { cluster: { namespace: string, name: string, volumes: Array<{ name: string, instance: string | null, requested: string | null, capacity: string | null, storageClass: string | null, phase: string }> } | null };

export type ClusterUsageQueryVariables = Exact<{
  namespace: string;
  name: string;
}>;


export type ClusterUsageQuery = { cluster: { namespace: string, name: string, usage: Array<{ instance: string, volumeSize: string | null, usedBytes: number | null, dataBytes: number | null, walBytes: number | null, freeBytes: number | null, walVolumeSize: string | null, walFreeBytes: number | null, message: string }> } | null };

export type ClusterFileQueryVariables = Exact<{
  namespace: string;
  name: string;
  file: string;
  instance?: string | null | undefined;
}>;


export type ClusterFileQuery = { cluster: { namespace: string, name: string, file: string } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { name: string, bindings: Array<{ role: string, namespaces: Array<string> }> } };

export type ViewerCanQueryVariables = Exact<{
  permission: Permission;
  namespace?: string | null | undefined;
}>;


export type ViewerCanQuery = { viewer: { name: string, can: boolean } };

export type ServerInfoQueryVariables = Exact<{ [key: string]: never; }>;


export type ServerInfoQuery = { serverInfo: unknown };

export type NamespacesQueryVariables = Exact<{ [key: string]: never; }>;


export type NamespacesQuery = { namespaces: Array<string> };

export type NodeQueryVariables = Exact<{
  id: string;
}>;


export type NodeQuery = { node:
    | { __typename: 'Account', id: string }
    | { __typename: 'Backup', id: string }
    | { __typename: 'Cluster', namespace: string, name: string, id: string }
    | { __typename: 'Database', id: string }
    | { __typename: 'Operation', namespace: string, name: string, id: string }
    | { __typename: 'Policy', id: string }
    | { __typename: 'Schedule', id: string }
    | { __typename: 'User', id: string }
   | null };

export type CreateNamespaceMutationVariables = Exact<{
  input: CreateNamespaceInput;
}>;


export type CreateNamespaceMutation = { createNamespace: { namespace: string | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type DeleteNamespaceMutationVariables = Exact<{
  input: DeleteNamespaceInput;
}>;


export type DeleteNamespaceMutation = { deleteNamespace: { namespace: string | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type UpgradeClusterMutationVariables = Exact<{
  input: UpgradeClusterInput;
}>;


export type UpgradeClusterMutation = { upgradeCluster: { cluster: { id: string, namespace: string, name: string, createdAt: string, state: ClusterState, message: string, observedAt: string, postgresVersion: number, serverVersion: string | null, replicas: number, durability: Durability, storageSize: string, walStorageSize: string | null, resources: unknown, deletionProtection: boolean, storageAutoGrow: { enabled: boolean, thresholdPercent: number, stepPercent: number, maximum: string, walMaximum: string | null, coolDownMinutes: number, lastGrownAt: string | null, message: string } | null, labels: Array<{ key: string, value: string }>, conditions: Array<{ type: string, status: string, reason: string, message: string, lastTransitionTime: string }>, instances: Array<{ name: string, role: InstanceRole, ready: boolean, state: string, pod: string | null, node: string | null, timeline: number | null, lagBytes: number | null, pendingRestart: boolean, pendingParameters: Array<string>, serverVersion: string | null, dataBytes: number | null, startedAt: string | null }>, primary: { name: string } | null, parameters: Array<{ name: string, value: string, pendingRestart: boolean }>, podMetadata: { labels: Array<{ key: string, value: string }>, annotations: Array<{ key: string, value: string }> }, pooler: { replicas: number, mode: string, ready: boolean, readyReplicas: number, poolSize: number, maxClientConnections: number, resources: unknown, serviceType: string, certificateExpiresAt: string | null } | null, endpoints: { primary: { host: string, port: number } | null, replicas: { host: string, port: number } | null, pooler: { host: string, port: number } | null }, keptData: { bytes: number, until: string } | null, standby: { source: string, following: boolean, streaming: boolean, lagBytes: number | null, sourceWrites: string | null } | null, tls: { enabled: boolean, required: boolean, certificateExpiresAt: string | null } } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type UserFieldsFragment = { id: string, namespace: string, cluster: string, name: string, databases: Array<string>, privileges: PrivilegeLevel, login: boolean, superuser: boolean, connectionLimit: number, memberOf: Array<string>, validUntil: string | null, passwordChangedAt: string | null, previousPasswordUntil: string | null, secretName: string, state: string, message: string };

export type UsersQueryVariables = Exact<{
  namespace: string;
  cluster: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UsersQuery = { cluster: { users: { totalCount: number, nodes: Array<{ id: string, namespace: string, cluster: string, name: string, databases: Array<string>, privileges: PrivilegeLevel, login: boolean, superuser: boolean, connectionLimit: number, memberOf: Array<string>, validUntil: string | null, passwordChangedAt: string | null, previousPasswordUntil: string | null, secretName: string, state: string, message: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type UserPasswordsQueryVariables = Exact<{
  namespace: string;
  cluster: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UserPasswordsQuery = { cluster: { users: { nodes: Array<{ name: string, password: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { createUser: { user: { id: string, namespace: string, cluster: string, name: string, databases: Array<string>, privileges: PrivilegeLevel, login: boolean, superuser: boolean, connectionLimit: number, memberOf: Array<string>, validUntil: string | null, passwordChangedAt: string | null, previousPasswordUntil: string | null, secretName: string, state: string, message: string } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type UpdateUserMutationVariables = Exact<{
  input: UpdateUserInput;
}>;


export type UpdateUserMutation = { updateUser: { user: { id: string, namespace: string, cluster: string, name: string, databases: Array<string>, privileges: PrivilegeLevel, login: boolean, superuser: boolean, connectionLimit: number, memberOf: Array<string>, validUntil: string | null, passwordChangedAt: string | null, previousPasswordUntil: string | null, secretName: string, state: string, message: string } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type RotateUserPasswordMutationVariables = Exact<{
  input: RotateUserPasswordInput;
}>;


export type RotateUserPasswordMutation = { rotateUserPassword: { user: { id: string, namespace: string, cluster: string, name: string, databases: Array<string>, privileges: PrivilegeLevel, login: boolean, superuser: boolean, connectionLimit: number, memberOf: Array<string>, validUntil: string | null, passwordChangedAt: string | null, previousPasswordUntil: string | null, secretName: string, state: string, message: string } | null, operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export type DeleteUserMutationVariables = Exact<{
  input: DeleteUserInput;
}>;


export type DeleteUserMutation = { deleteUser: { operation: { id: string, name: string, kind: string, namespace: string, cluster: string | null, state: OperationState, progress: number, requestedBy: string, idempotencyKey: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, steps: Array<{ name: string, state: OperationState, message: string, startedAt: string | null, finishedAt: string | null, current: number | null, max: number | null, unit: string | null }>, error: { code: string, message: string, suggestion: string } | null } | null, plan: { impact: Impact, summary: string, changes: Array<{ object: string, action: string, path: string | null, before: unknown, after: unknown, impact: Impact }> } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AccountFieldsFragmentDoc = new TypedDocumentString(`
    fragment AccountFields on Account {
  id
  name
  disabled
  identities
  bindings {
    role
    namespaces
  }
  tokens {
    id
    name
    createdAt
    expiresAt
    lastUsedAt
  }
}
    `, {"fragmentName":"AccountFields"}) as unknown as TypedDocumentString<AccountFieldsFragment, unknown>;
export const BackupFieldsFragmentDoc = new TypedDocumentString(`
    fragment BackupFields on Backup {
  id
  namespace
  name
  cluster
  label
  type
  state
  message
  repository
  database
  createdAt
  startedAt
  finishedAt
  databaseBytes
  repositoryBytes
  walStart
  walStop
  dependsOn
  databases
  verifiedAt
  verification {
    succeeded
    message
    startedAt
    finishedAt
    durationSeconds
    bytes
  }
  error {
    code
    message
    suggestion
  }
}
    `, {"fragmentName":"BackupFields"}) as unknown as TypedDocumentString<BackupFieldsFragment, unknown>;
export const DatabaseFieldsFragmentDoc = new TypedDocumentString(`
    fragment DatabaseFields on Database {
  id
  namespace
  cluster
  name
  owner
  extensions
  schemas
  encoding
  locale
  connectionLimit
  sizeBytes
  drift
  state
  message
  installedExtensions {
    name
    version
  }
  grants {
    role
    privileges
    schemas
  }
}
    `, {"fragmentName":"DatabaseFields"}) as unknown as TypedDocumentString<DatabaseFieldsFragment, unknown>;
export const InstanceFieldsFragmentDoc = new TypedDocumentString(`
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
    `, {"fragmentName":"InstanceFields"}) as unknown as TypedDocumentString<InstanceFieldsFragment, unknown>;
export const EndpointFieldsFragmentDoc = new TypedDocumentString(`
    fragment EndpointFields on Endpoint {
  host
  port
}
    `, {"fragmentName":"EndpointFields"}) as unknown as TypedDocumentString<EndpointFieldsFragment, unknown>;
export const ClusterFieldsFragmentDoc = new TypedDocumentString(`
    fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}`, {"fragmentName":"ClusterFields"}) as unknown as TypedDocumentString<ClusterFieldsFragment, unknown>;
export const OperationFieldsFragmentDoc = new TypedDocumentString(`
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
    `, {"fragmentName":"OperationFields"}) as unknown as TypedDocumentString<OperationFieldsFragment, unknown>;
export const PlanFieldsFragmentDoc = new TypedDocumentString(`
    fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}
    `, {"fragmentName":"PlanFields"}) as unknown as TypedDocumentString<PlanFieldsFragment, unknown>;
export const PolicyFieldsFragmentDoc = new TypedDocumentString(`
    fragment PolicyFields on Policy {
  id
  namespace
  name
  sql
  runAs
  statementTimeoutSeconds
  createdAt
  appliedTo {
    cluster
    database
    at
    state
    message
  }
}
    `, {"fragmentName":"PolicyFields"}) as unknown as TypedDocumentString<PolicyFieldsFragment, unknown>;
export const ScheduleRunFieldsFragmentDoc = new TypedDocumentString(`
    fragment ScheduleRunFields on ScheduleRun {
  startedAt
  finishedAt
  scheduledFor
  state
  message
}
    `, {"fragmentName":"ScheduleRunFields"}) as unknown as TypedDocumentString<ScheduleRunFieldsFragment, unknown>;
export const ScheduleFieldsFragmentDoc = new TypedDocumentString(`
    fragment ScheduleFields on Schedule {
  id
  namespace
  name
  cluster
  clusterNamespace
  type
  cron
  timeZone
  suspended
  backupType
  repository
  backupOptions
  policy
  database
  missedRuns
  startingDeadlineSeconds
  overlap
  historyLimit
  nextRunAt
  valid
  message
  lastRun {
    ...ScheduleRunFields
  }
}
    fragment ScheduleRunFields on ScheduleRun {
  startedAt
  finishedAt
  scheduledFor
  state
  message
}`, {"fragmentName":"ScheduleFields"}) as unknown as TypedDocumentString<ScheduleFieldsFragment, unknown>;
export const UserFieldsFragmentDoc = new TypedDocumentString(`
    fragment UserFields on User {
  id
  namespace
  cluster
  name
  databases
  privileges
  login
  superuser
  connectionLimit
  memberOf
  validUntil
  passwordChangedAt
  previousPasswordUntil
  secretName
  state
  message
}
    `, {"fragmentName":"UserFields"}) as unknown as TypedDocumentString<UserFieldsFragment, unknown>;
export const AccountsDocument = new TypedDocumentString(`
    query Accounts {
  accounts {
    ...AccountFields
  }
}
    fragment AccountFields on Account {
  id
  name
  disabled
  identities
  bindings {
    role
    namespaces
  }
  tokens {
    id
    name
    createdAt
    expiresAt
    lastUsedAt
  }
}`) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const RolesDocument = new TypedDocumentString(`
    query Roles {
  roles {
    name
    permissions
    all
    builtin
  }
}
    `) as unknown as TypedDocumentString<RolesQuery, RolesQueryVariables>;
export const CreateAccountDocument = new TypedDocumentString(`
    mutation CreateAccount($input: CreateAccountInput!) {
  createAccount(input: $input) {
    account {
      ...AccountFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment AccountFields on Account {
  id
  name
  disabled
  identities
  bindings {
    role
    namespaces
  }
  tokens {
    id
    name
    createdAt
    expiresAt
    lastUsedAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<CreateAccountMutation, CreateAccountMutationVariables>;
export const UpdateAccountDocument = new TypedDocumentString(`
    mutation UpdateAccount($input: UpdateAccountInput!) {
  updateAccount(input: $input) {
    account {
      ...AccountFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment AccountFields on Account {
  id
  name
  disabled
  identities
  bindings {
    role
    namespaces
  }
  tokens {
    id
    name
    createdAt
    expiresAt
    lastUsedAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<UpdateAccountMutation, UpdateAccountMutationVariables>;
export const DeleteAccountDocument = new TypedDocumentString(`
    mutation DeleteAccount($input: DeleteAccountInput!) {
  deleteAccount(input: $input) {
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<DeleteAccountMutation, DeleteAccountMutationVariables>;
export const CreateTokenDocument = new TypedDocumentString(`
    mutation CreateToken($input: CreateTokenInput!) {
  createToken(input: $input) {
    token {
      id
      name
      createdAt
      expiresAt
      lastUsedAt
    }
    secret
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<CreateTokenMutation, CreateTokenMutationVariables>;
export const RevokeTokenDocument = new TypedDocumentString(`
    mutation RevokeToken($input: RevokeTokenInput!) {
  revokeToken(input: $input) {
    account {
      ...AccountFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment AccountFields on Account {
  id
  name
  disabled
  identities
  bindings {
    role
    namespaces
  }
  tokens {
    id
    name
    createdAt
    expiresAt
    lastUsedAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<RevokeTokenMutation, RevokeTokenMutationVariables>;
export const CreateRoleDocument = new TypedDocumentString(`
    mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    role {
      name
      permissions
      all
      builtin
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<CreateRoleMutation, CreateRoleMutationVariables>;
export const UpdateRoleDocument = new TypedDocumentString(`
    mutation UpdateRole($input: UpdateRoleInput!) {
  updateRole(input: $input) {
    role {
      name
      permissions
      all
      builtin
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<UpdateRoleMutation, UpdateRoleMutationVariables>;
export const DeleteRoleDocument = new TypedDocumentString(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<DeleteRoleMutation, DeleteRoleMutationVariables>;
export const AuditLogDocument = new TypedDocumentString(`
    query AuditLog($namespace: String, $account: String, $action: String, $outcome: String, $first: Int, $after: String) {
  auditLog(
    namespace: $namespace
    account: $account
    action: $action
    outcome: $outcome
    first: $first
    after: $after
  ) {
    nodes {
      sequence
      time
      account
      address
      action
      operationName
      permission
      namespace
      target
      outcome
      correlationId
      changedFields
      dryRun
      previousHash
      hash
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const ClusterBackupsDocument = new TypedDocumentString(`
    query ClusterBackups($namespace: String!, $name: String!, $first: Int, $after: String) {
  cluster(namespace: $namespace, name: $name) {
    namespace
    name
    repositories {
      name
      type
      usedBytes
      healthy
      message
      backups
    }
    recoveryWindow {
      earliest
      latest
    }
    restorePoints {
      name
      at
      lsn
    }
    restoreProvenAt
    archiving {
      enabled
      lastArchivedWal
      lastArchivedAt
      failingSince
      queueLength
    }
    backups(first: $first, after: $after) {
      nodes {
        ...BackupFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
}
    fragment BackupFields on Backup {
  id
  namespace
  name
  cluster
  label
  type
  state
  message
  repository
  database
  createdAt
  startedAt
  finishedAt
  databaseBytes
  repositoryBytes
  walStart
  walStop
  dependsOn
  databases
  verifiedAt
  verification {
    succeeded
    message
    startedAt
    finishedAt
    durationSeconds
    bytes
  }
  error {
    code
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<ClusterBackupsQuery, ClusterBackupsQueryVariables>;
export const CreateBackupDocument = new TypedDocumentString(`
    mutation CreateBackup($input: CreateBackupInput!) {
  createBackup(input: $input) {
    backup {
      ...BackupFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment BackupFields on Backup {
  id
  namespace
  name
  cluster
  label
  type
  state
  message
  repository
  database
  createdAt
  startedAt
  finishedAt
  databaseBytes
  repositoryBytes
  walStart
  walStop
  dependsOn
  databases
  verifiedAt
  verification {
    succeeded
    message
    startedAt
    finishedAt
    durationSeconds
    bytes
  }
  error {
    code
    message
    suggestion
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<CreateBackupMutation, CreateBackupMutationVariables>;
export const DeleteBackupDocument = new TypedDocumentString(`
    mutation DeleteBackup($input: DeleteBackupInput!) {
  deleteBackup(input: $input) {
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<DeleteBackupMutation, DeleteBackupMutationVariables>;
export const ClusterDocument = new TypedDocumentString(`
    query Cluster($namespace: String!, $name: String!) {
  cluster(namespace: $namespace, name: $name) {
    ...ClusterFields
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}`) as unknown as TypedDocumentString<ClusterQuery, ClusterQueryVariables>;
export const ClustersDocument = new TypedDocumentString(`
    query Clusters($namespace: String, $selector: String, $first: Int, $after: String) {
  clusters(
    namespace: $namespace
    selector: $selector
    first: $first
    after: $after
  ) {
    nodes {
      ...ClusterFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}`) as unknown as TypedDocumentString<ClustersQuery, ClustersQueryVariables>;
export const ClusterConnectionDocument = new TypedDocumentString(`
    query ClusterConnection($namespace: String!, $name: String!, $user: String, $database: String, $pooled: Boolean) {
  cluster(namespace: $namespace, name: $name) {
    namespace
    name
    state
    message
    connection(user: $user, database: $database, pooled: $pooled) {
      uri
      host
      port
      database
      user
      password
      jdbcUri
      sslmode
      caCertificate
    }
  }
}
    `) as unknown as TypedDocumentString<ClusterConnectionQuery, ClusterConnectionQueryVariables>;
export const CreateClusterDocument = new TypedDocumentString(`
    mutation CreateCluster($input: CreateClusterInput!) {
  createCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<CreateClusterMutation, CreateClusterMutationVariables>;
export const UpdateClusterDocument = new TypedDocumentString(`
    mutation UpdateCluster($input: UpdateClusterInput!) {
  updateCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<UpdateClusterMutation, UpdateClusterMutationVariables>;
export const ScaleClusterDocument = new TypedDocumentString(`
    mutation ScaleCluster($input: ScaleClusterInput!) {
  scaleCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<ScaleClusterMutation, ScaleClusterMutationVariables>;
export const DeleteClusterDocument = new TypedDocumentString(`
    mutation DeleteCluster($input: DeleteClusterInput!) {
  deleteCluster(input: $input) {
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<DeleteClusterMutation, DeleteClusterMutationVariables>;
export const ClusterChangedDocument = new TypedDocumentString(`
    subscription ClusterChanged($namespace: String!, $name: String!) {
  clusterChanged(namespace: $namespace, name: $name) {
    ...ClusterFields
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}`) as unknown as TypedDocumentString<ClusterChangedSubscription, ClusterChangedSubscriptionVariables>;
export const ClustersChangedDocument = new TypedDocumentString(`
    subscription ClustersChanged($namespace: String, $selector: String) {
  clustersChanged(namespace: $namespace, selector: $selector) {
    type
    cluster {
      ...ClusterFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}`) as unknown as TypedDocumentString<ClustersChangedSubscription, ClustersChangedSubscriptionVariables>;
export const DatabasesDocument = new TypedDocumentString(`
    query Databases($namespace: String!, $cluster: String!, $first: Int, $after: String) {
  cluster(namespace: $namespace, name: $cluster) {
    databases(first: $first, after: $after) {
      nodes {
        ...DatabaseFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
}
    fragment DatabaseFields on Database {
  id
  namespace
  cluster
  name
  owner
  extensions
  schemas
  encoding
  locale
  connectionLimit
  sizeBytes
  drift
  state
  message
  installedExtensions {
    name
    version
  }
  grants {
    role
    privileges
    schemas
  }
}`) as unknown as TypedDocumentString<DatabasesQuery, DatabasesQueryVariables>;
export const CreateDatabaseDocument = new TypedDocumentString(`
    mutation CreateDatabase($input: CreateDatabaseInput!) {
  createDatabase(input: $input) {
    database {
      ...DatabaseFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment DatabaseFields on Database {
  id
  namespace
  cluster
  name
  owner
  extensions
  schemas
  encoding
  locale
  connectionLimit
  sizeBytes
  drift
  state
  message
  installedExtensions {
    name
    version
  }
  grants {
    role
    privileges
    schemas
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<CreateDatabaseMutation, CreateDatabaseMutationVariables>;
export const UpdateDatabaseDocument = new TypedDocumentString(`
    mutation UpdateDatabase($input: UpdateDatabaseInput!) {
  updateDatabase(input: $input) {
    database {
      ...DatabaseFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment DatabaseFields on Database {
  id
  namespace
  cluster
  name
  owner
  extensions
  schemas
  encoding
  locale
  connectionLimit
  sizeBytes
  drift
  state
  message
  installedExtensions {
    name
    version
  }
  grants {
    role
    privileges
    schemas
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<UpdateDatabaseMutation, UpdateDatabaseMutationVariables>;
export const DeleteDatabaseDocument = new TypedDocumentString(`
    mutation DeleteDatabase($input: DeleteDatabaseInput!) {
  deleteDatabase(input: $input) {
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<DeleteDatabaseMutation, DeleteDatabaseMutationVariables>;
export const ClusterCandidatesDocument = new TypedDocumentString(`
    query ClusterCandidates($namespace: String!, $name: String!) {
  cluster(namespace: $namespace, name: $name) {
    namespace
    name
    state
    message
    durability
    candidates {
      instance
      role
      ready
      state
      node
      timeline
      lagBytes
      eligible
      forceable
      refusal
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<ClusterCandidatesQuery, ClusterCandidatesQueryVariables>;
export const SwitchoverClusterDocument = new TypedDocumentString(`
    mutation SwitchoverCluster($input: SwitchoverClusterInput!) {
  switchoverCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<SwitchoverClusterMutation, SwitchoverClusterMutationVariables>;
export const FailoverClusterDocument = new TypedDocumentString(`
    mutation FailoverCluster($input: FailoverClusterInput!) {
  failoverCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<FailoverClusterMutation, FailoverClusterMutationVariables>;
export const PromoteClusterDocument = new TypedDocumentString(`
    mutation PromoteCluster($input: PromoteClusterInput!) {
  promoteCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<PromoteClusterMutation, PromoteClusterMutationVariables>;
export const RemoveInstanceDocument = new TypedDocumentString(`
    mutation RemoveInstance($input: RemoveInstanceInput!) {
  removeInstance(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<RemoveInstanceMutation, RemoveInstanceMutationVariables>;
export const LogsDocument = new TypedDocumentString(`
    subscription Logs($namespace: String!, $cluster: String!, $instance: String, $tail: Int) {
  logs(namespace: $namespace, cluster: $cluster, instance: $instance, tail: $tail) {
    instance
    at
    text
  }
}
    `) as unknown as TypedDocumentString<LogsSubscription, LogsSubscriptionVariables>;
export const EventsDocument = new TypedDocumentString(`
    subscription Events($namespace: String, $cluster: String) {
  events(namespace: $namespace, cluster: $cluster) {
    id
    namespace
    cluster
    at
    type
    reason
    message
    count
  }
}
    `) as unknown as TypedDocumentString<EventsSubscription, EventsSubscriptionVariables>;
export const ClusterEventsDocument = new TypedDocumentString(`
    query ClusterEvents($namespace: String!, $name: String!, $first: Int, $after: String) {
  cluster(namespace: $namespace, name: $name) {
    events(first: $first, after: $after) {
      nodes {
        id
        namespace
        cluster
        at
        type
        reason
        message
        count
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
}
    `) as unknown as TypedDocumentString<ClusterEventsQuery, ClusterEventsQueryVariables>;
export const StopClusterDocument = new TypedDocumentString(`
    mutation StopCluster($input: StopClusterInput!) {
  stopCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<StopClusterMutation, StopClusterMutationVariables>;
export const StartClusterDocument = new TypedDocumentString(`
    mutation StartCluster($input: StartClusterInput!) {
  startCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<StartClusterMutation, StartClusterMutationVariables>;
export const RestartClusterDocument = new TypedDocumentString(`
    mutation RestartCluster($input: RestartClusterInput!) {
  restartCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<RestartClusterMutation, RestartClusterMutationVariables>;
export const ReloadClusterDocument = new TypedDocumentString(`
    mutation ReloadCluster($input: ReloadClusterInput!) {
  reloadCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<ReloadClusterMutation, ReloadClusterMutationVariables>;
export const TestClusterDocument = new TypedDocumentString(`
    mutation TestCluster($input: TestClusterInput!) {
  testCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<TestClusterMutation, TestClusterMutationVariables>;
export const LabelClustersDocument = new TypedDocumentString(`
    mutation LabelClusters($input: LabelClustersInput!) {
  labelClusters(input: $input) {
    clusters {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<LabelClustersMutation, LabelClustersMutationVariables>;
export const OperationDocument = new TypedDocumentString(`
    query Operation($id: ID!) {
  operation(id: $id) {
    ...OperationFields
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<OperationQuery, OperationQueryVariables>;
export const OperationsDocument = new TypedDocumentString(`
    query Operations($namespace: String, $cluster: String, $state: OperationState, $first: Int, $after: String) {
  operations(
    namespace: $namespace
    cluster: $cluster
    state: $state
    first: $first
    after: $after
  ) {
    nodes {
      ...OperationFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<OperationsQuery, OperationsQueryVariables>;
export const OperationChangedDocument = new TypedDocumentString(`
    subscription OperationChanged($id: ID!) {
  operationChanged(id: $id) {
    ...OperationFields
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}`) as unknown as TypedDocumentString<OperationChangedSubscription, OperationChangedSubscriptionVariables>;
export const CancelOperationDocument = new TypedDocumentString(`
    mutation CancelOperation($input: CancelOperationInput!) {
  cancelOperation(input: $input) {
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<CancelOperationMutation, CancelOperationMutationVariables>;
export const PoliciesDocument = new TypedDocumentString(`
    query Policies($namespace: String, $first: Int, $after: String) {
  policies(namespace: $namespace, first: $first, after: $after) {
    nodes {
      ...PolicyFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment PolicyFields on Policy {
  id
  namespace
  name
  sql
  runAs
  statementTimeoutSeconds
  createdAt
  appliedTo {
    cluster
    database
    at
    state
    message
  }
}`) as unknown as TypedDocumentString<PoliciesQuery, PoliciesQueryVariables>;
export const CreatePolicyDocument = new TypedDocumentString(`
    mutation CreatePolicy($input: CreatePolicyInput!) {
  createPolicy(input: $input) {
    policy {
      ...PolicyFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}
fragment PolicyFields on Policy {
  id
  namespace
  name
  sql
  runAs
  statementTimeoutSeconds
  createdAt
  appliedTo {
    cluster
    database
    at
    state
    message
  }
}`) as unknown as TypedDocumentString<CreatePolicyMutation, CreatePolicyMutationVariables>;
export const UpdatePolicyDocument = new TypedDocumentString(`
    mutation UpdatePolicy($input: UpdatePolicyInput!) {
  updatePolicy(input: $input) {
    policy {
      ...PolicyFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}
fragment PolicyFields on Policy {
  id
  namespace
  name
  sql
  runAs
  statementTimeoutSeconds
  createdAt
  appliedTo {
    cluster
    database
    at
    state
    message
  }
}`) as unknown as TypedDocumentString<UpdatePolicyMutation, UpdatePolicyMutationVariables>;
export const DeletePolicyDocument = new TypedDocumentString(`
    mutation DeletePolicy($input: DeletePolicyInput!) {
  deletePolicy(input: $input) {
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<DeletePolicyMutation, DeletePolicyMutationVariables>;
export const ApplyPolicyDocument = new TypedDocumentString(`
    mutation ApplyPolicy($input: ApplyPolicyInput!) {
  applyPolicy(input: $input) {
    policy {
      ...PolicyFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}
fragment PolicyFields on Policy {
  id
  namespace
  name
  sql
  runAs
  statementTimeoutSeconds
  createdAt
  appliedTo {
    cluster
    database
    at
    state
    message
  }
}`) as unknown as TypedDocumentString<ApplyPolicyMutation, ApplyPolicyMutationVariables>;
export const CreatePoolerDocument = new TypedDocumentString(`
    mutation CreatePooler($input: CreatePoolerInput!) {
  createPooler(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<CreatePoolerMutation, CreatePoolerMutationVariables>;
export const UpdatePoolerDocument = new TypedDocumentString(`
    mutation UpdatePooler($input: UpdatePoolerInput!) {
  updatePooler(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<UpdatePoolerMutation, UpdatePoolerMutationVariables>;
export const DeletePoolerDocument = new TypedDocumentString(`
    mutation DeletePooler($input: DeletePoolerInput!) {
  deletePooler(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<DeletePoolerMutation, DeletePoolerMutationVariables>;
export const RestoreClusterDocument = new TypedDocumentString(`
    mutation RestoreCluster($input: RestoreClusterInput!) {
  restoreCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<RestoreClusterMutation, RestoreClusterMutationVariables>;
export const VerifyBackupDocument = new TypedDocumentString(`
    mutation VerifyBackup($input: VerifyBackupInput!) {
  verifyBackup(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<VerifyBackupMutation, VerifyBackupMutationVariables>;
export const CreateRestorePointDocument = new TypedDocumentString(`
    mutation CreateRestorePoint($input: CreateRestorePointInput!) {
  createRestorePoint(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<CreateRestorePointMutation, CreateRestorePointMutationVariables>;
export const SchedulesDocument = new TypedDocumentString(`
    query Schedules($namespace: String, $cluster: String, $first: Int, $after: String, $runs: Int = 10) {
  schedules(
    namespace: $namespace
    cluster: $cluster
    first: $first
    after: $after
  ) {
    nodes {
      ...ScheduleFields
      runs(first: $runs) {
        ...ScheduleRunFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment ScheduleRunFields on ScheduleRun {
  startedAt
  finishedAt
  scheduledFor
  state
  message
}
fragment ScheduleFields on Schedule {
  id
  namespace
  name
  cluster
  clusterNamespace
  type
  cron
  timeZone
  suspended
  backupType
  repository
  backupOptions
  policy
  database
  missedRuns
  startingDeadlineSeconds
  overlap
  historyLimit
  nextRunAt
  valid
  message
  lastRun {
    ...ScheduleRunFields
  }
}`) as unknown as TypedDocumentString<SchedulesQuery, SchedulesQueryVariables>;
export const CreateScheduleDocument = new TypedDocumentString(`
    mutation CreateSchedule($input: CreateScheduleInput!) {
  createSchedule(input: $input) {
    schedule {
      ...ScheduleFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}
fragment ScheduleRunFields on ScheduleRun {
  startedAt
  finishedAt
  scheduledFor
  state
  message
}
fragment ScheduleFields on Schedule {
  id
  namespace
  name
  cluster
  clusterNamespace
  type
  cron
  timeZone
  suspended
  backupType
  repository
  backupOptions
  policy
  database
  missedRuns
  startingDeadlineSeconds
  overlap
  historyLimit
  nextRunAt
  valid
  message
  lastRun {
    ...ScheduleRunFields
  }
}`) as unknown as TypedDocumentString<CreateScheduleMutation, CreateScheduleMutationVariables>;
export const UpdateScheduleDocument = new TypedDocumentString(`
    mutation UpdateSchedule($input: UpdateScheduleInput!) {
  updateSchedule(input: $input) {
    schedule {
      ...ScheduleFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}
fragment ScheduleRunFields on ScheduleRun {
  startedAt
  finishedAt
  scheduledFor
  state
  message
}
fragment ScheduleFields on Schedule {
  id
  namespace
  name
  cluster
  clusterNamespace
  type
  cron
  timeZone
  suspended
  backupType
  repository
  backupOptions
  policy
  database
  missedRuns
  startingDeadlineSeconds
  overlap
  historyLimit
  nextRunAt
  valid
  message
  lastRun {
    ...ScheduleRunFields
  }
}`) as unknown as TypedDocumentString<UpdateScheduleMutation, UpdateScheduleMutationVariables>;
export const DeleteScheduleDocument = new TypedDocumentString(`
    mutation DeleteSchedule($input: DeleteScheduleInput!) {
  deleteSchedule(input: $input) {
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<DeleteScheduleMutation, DeleteScheduleMutationVariables>;
export const RunScheduleDocument = new TypedDocumentString(`
    mutation RunSchedule($input: RunScheduleInput!) {
  runSchedule(input: $input) {
    schedule {
      ...ScheduleFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}
fragment ScheduleRunFields on ScheduleRun {
  startedAt
  finishedAt
  scheduledFor
  state
  message
}
fragment ScheduleFields on Schedule {
  id
  namespace
  name
  cluster
  clusterNamespace
  type
  cron
  timeZone
  suspended
  backupType
  repository
  backupOptions
  policy
  database
  missedRuns
  startingDeadlineSeconds
  overlap
  historyLimit
  nextRunAt
  valid
  message
  lastRun {
    ...ScheduleRunFields
  }
}`) as unknown as TypedDocumentString<RunScheduleMutation, RunScheduleMutationVariables>;
export const ClusterVolumesDocument = new TypedDocumentString(`
    query ClusterVolumes($namespace: String!, $name: String!) {
  cluster(namespace: $namespace, name: $name) {
    namespace
    name
    volumes {
      name
      instance
      requested
      capacity
      storageClass
      phase
    }
  }
}
    `) as unknown as TypedDocumentString<ClusterVolumesQuery, ClusterVolumesQueryVariables>;
export const ClusterUsageDocument = new TypedDocumentString(`
    query ClusterUsage($namespace: String!, $name: String!) {
  cluster(namespace: $namespace, name: $name) {
    namespace
    name
    usage {
      instance
      volumeSize
      usedBytes
      dataBytes
      walBytes
      freeBytes
      walVolumeSize
      walFreeBytes
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ClusterUsageQuery, ClusterUsageQueryVariables>;
export const ClusterFileDocument = new TypedDocumentString(`
    query ClusterFile($namespace: String!, $name: String!, $file: String!, $instance: String) {
  cluster(namespace: $namespace, name: $name) {
    namespace
    name
    file(name: $file, instance: $instance)
  }
}
    `) as unknown as TypedDocumentString<ClusterFileQuery, ClusterFileQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    name
    bindings {
      role
      namespaces
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const ViewerCanDocument = new TypedDocumentString(`
    query ViewerCan($permission: Permission!, $namespace: String) {
  viewer {
    name
    can(permission: $permission, namespace: $namespace)
  }
}
    `) as unknown as TypedDocumentString<ViewerCanQuery, ViewerCanQueryVariables>;
export const ServerInfoDocument = new TypedDocumentString(`
    query ServerInfo {
  serverInfo
}
    `) as unknown as TypedDocumentString<ServerInfoQuery, ServerInfoQueryVariables>;
export const NamespacesDocument = new TypedDocumentString(`
    query Namespaces {
  namespaces
}
    `) as unknown as TypedDocumentString<NamespacesQuery, NamespacesQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Cluster {
      namespace
      name
    }
    ... on Operation {
      namespace
      name
    }
  }
}
    `) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;
export const CreateNamespaceDocument = new TypedDocumentString(`
    mutation CreateNamespace($input: CreateNamespaceInput!) {
  createNamespace(input: $input) {
    namespace
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<CreateNamespaceMutation, CreateNamespaceMutationVariables>;
export const DeleteNamespaceDocument = new TypedDocumentString(`
    mutation DeleteNamespace($input: DeleteNamespaceInput!) {
  deleteNamespace(input: $input) {
    namespace
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<DeleteNamespaceMutation, DeleteNamespaceMutationVariables>;
export const UpgradeClusterDocument = new TypedDocumentString(`
    mutation UpgradeCluster($input: UpgradeClusterInput!) {
  upgradeCluster(input: $input) {
    cluster {
      ...ClusterFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment InstanceFields on Instance {
  name
  role
  ready
  state
  pod
  node
  timeline
  lagBytes
  pendingRestart
  pendingParameters
  serverVersion
  dataBytes
  startedAt
}
fragment EndpointFields on Endpoint {
  host
  port
}
fragment ClusterFields on Cluster {
  id
  namespace
  name
  createdAt
  state
  message
  observedAt
  postgresVersion
  serverVersion
  replicas
  durability
  storageSize
  walStorageSize
  storageAutoGrow {
    enabled
    thresholdPercent
    stepPercent
    maximum
    walMaximum
    coolDownMinutes
    lastGrownAt
    message
  }
  resources
  deletionProtection
  labels {
    key
    value
  }
  conditions {
    type
    status
    reason
    message
    lastTransitionTime
  }
  instances {
    ...InstanceFields
  }
  primary {
    name
  }
  parameters {
    name
    value
    pendingRestart
  }
  podMetadata {
    labels {
      key
      value
    }
    annotations {
      key
      value
    }
  }
  pooler {
    replicas
    mode
    ready
    readyReplicas
    poolSize
    maxClientConnections
    resources
    serviceType
    certificateExpiresAt
  }
  endpoints {
    primary {
      ...EndpointFields
    }
    replicas {
      ...EndpointFields
    }
    pooler {
      ...EndpointFields
    }
  }
  keptData {
    bytes
    until
  }
  standby {
    source
    following
    streaming
    lagBytes
    sourceWrites
  }
  tls {
    enabled
    required
    certificateExpiresAt
  }
}
fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<UpgradeClusterMutation, UpgradeClusterMutationVariables>;
export const UsersDocument = new TypedDocumentString(`
    query Users($namespace: String!, $cluster: String!, $first: Int, $after: String) {
  cluster(namespace: $namespace, name: $cluster) {
    users(first: $first, after: $after) {
      nodes {
        ...UserFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
}
    fragment UserFields on User {
  id
  namespace
  cluster
  name
  databases
  privileges
  login
  superuser
  connectionLimit
  memberOf
  validUntil
  passwordChangedAt
  previousPasswordUntil
  secretName
  state
  message
}`) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const UserPasswordsDocument = new TypedDocumentString(`
    query UserPasswords($namespace: String!, $cluster: String!, $first: Int, $after: String) {
  cluster(namespace: $namespace, name: $cluster) {
    users(first: $first, after: $after) {
      nodes {
        name
        password
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UserPasswordsQuery, UserPasswordsQueryVariables>;
export const CreateUserDocument = new TypedDocumentString(`
    mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    user {
      ...UserFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}
fragment UserFields on User {
  id
  namespace
  cluster
  name
  databases
  privileges
  login
  superuser
  connectionLimit
  memberOf
  validUntil
  passwordChangedAt
  previousPasswordUntil
  secretName
  state
  message
}`) as unknown as TypedDocumentString<CreateUserMutation, CreateUserMutationVariables>;
export const UpdateUserDocument = new TypedDocumentString(`
    mutation UpdateUser($input: UpdateUserInput!) {
  updateUser(input: $input) {
    user {
      ...UserFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}
fragment UserFields on User {
  id
  namespace
  cluster
  name
  databases
  privileges
  login
  superuser
  connectionLimit
  memberOf
  validUntil
  passwordChangedAt
  previousPasswordUntil
  secretName
  state
  message
}`) as unknown as TypedDocumentString<UpdateUserMutation, UpdateUserMutationVariables>;
export const RotateUserPasswordDocument = new TypedDocumentString(`
    mutation RotateUserPassword($input: RotateUserPasswordInput!) {
  rotateUserPassword(input: $input) {
    user {
      ...UserFields
    }
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}
fragment UserFields on User {
  id
  namespace
  cluster
  name
  databases
  privileges
  login
  superuser
  connectionLimit
  memberOf
  validUntil
  passwordChangedAt
  previousPasswordUntil
  secretName
  state
  message
}`) as unknown as TypedDocumentString<RotateUserPasswordMutation, RotateUserPasswordMutationVariables>;
export const DeleteUserDocument = new TypedDocumentString(`
    mutation DeleteUser($input: DeleteUserInput!) {
  deleteUser(input: $input) {
    operation {
      ...OperationFields
    }
    plan {
      ...PlanFields
    }
  }
}
    fragment OperationFields on Operation {
  id
  name
  kind
  namespace
  cluster
  state
  progress
  requestedBy
  idempotencyKey
  createdAt
  startedAt
  finishedAt
  steps {
    name
    state
    message
    startedAt
    finishedAt
    current
    max
    unit
  }
  error {
    code
    message
    suggestion
  }
}
fragment PlanFields on Plan {
  impact
  summary
  changes {
    object
    action
    path
    before
    after
    impact
  }
}`) as unknown as TypedDocumentString<DeleteUserMutation, DeleteUserMutationVariables>;