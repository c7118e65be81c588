/** The conditions of a PostgresCluster and their reasons: closed lists, for programs. */

/** `Ready` sums up the others. */
export const CLUSTER_CONDITIONS = ['Ready', 'SpecValid', 'PrimaryAvailable', 'ReplicasReady', 'DatabasesReady', 'ConfigurationApplied', 'CertificatesValid', 'RepositoriesReady', 'Archiving', 'Standby', 'PoolerReady', 'StorageAvailable', 'StorageAutoGrow'] as const;
/** Type of a condition. */
export type ClusterConditionType = (typeof CLUSTER_CONDITIONS)[number];

/** Why a condition is as it is. */
export const CLUSTER_REASONS = {
  /** Everything is as asked for. */
  AsDesired: 'AsDesired',
  /** The specification cannot be carried out; nothing is changed. */
  InvalidSpec: 'InvalidSpec',
  /** What it needs has not been made yet. */
  Creating: 'Creating',
  /** No node takes the pod of an instance. */
  Unschedulable: 'Unschedulable',
  /** The image of an instance cannot be had. */
  ImageUnavailable: 'ImageUnavailable',
  /** The volume of an instance is lost: Kubernetes no longer has what its claim was bound to. */
  VolumeLost: 'VolumeLost',
  /** A volume fills: it should be grown. */
  VolumeFilling: 'VolumeFilling',
  /** A volume has no room left, or next to none: PostgreSQL on it cannot run, or soon not. */
  VolumeFull: 'VolumeFull',
  /** Volumes are grown, because one fills. */
  VolumeGrows: 'VolumeGrows',
  /** A volume fills and will be grown: once they have cooled down, or have the size of before. */
  GrowthWaits: 'GrowthWaits',
  /** A volume fills and has the most that it may grow to by itself. */
  GrowthLimited: 'GrowthLimited',
  /** A container ends again and again. */
  CrashLoop: 'CrashLoop',
  /** A container waits for something that is missing. */
  ContainerWaiting: 'ContainerWaiting',
  /** The first instance makes its database. */
  Bootstrapping: 'Bootstrapping',
  /** There was a primary; one of the replicas will take over, or it comes back. */
  NoPrimary: 'NoPrimary',
  /** An instance is copying, starting or catching up. */
  InstanceNotReady: 'InstanceNotReady',
  /** Synchronous replication is asked for and no replica is in step with the primary yet. */
  NoReplicaInStep: 'NoReplicaInStep',
  /** Instances are added or removed. */
  Scaling: 'Scaling',
  /** Pods are replaced by ones with the current settings. */
  RollingOut: 'RollingOut',
  /** Users or databases of the specification could not be made. */
  DatabaseError: 'DatabaseError',
  /** Something could not be written to Kubernetes. */
  KubernetesRefused: 'KubernetesRefused',
  /** Backups are turned off: what is lost cannot be restored. */
  BackupsDisabled: 'BackupsDisabled',
  /** A repository cannot be used. */
  RepositoryUnavailable: 'RepositoryUnavailable',
  /** WAL cannot be archived. */
  ArchivingFails: 'ArchivingFails',
  /** Changed parameters have not reached every instance. */
  Reloading: 'Reloading',
  /** A changed parameter counts after a restart, which is coming. */
  PendingRestart: 'PendingRestart',
  /** PostgreSQL does not take a parameter. */
  ConfigurationError: 'ConfigurationError',
  /** The connection pooler does not take clients yet, or not all of its pods do. */
  PoolerNotReady: 'PoolerNotReady',
  /** The pooler's login could not be made in PostgreSQL. */
  PoolerLoginFailed: 'PoolerLoginFailed',
  /** Instances end, as asked for. */
  Stopping: 'Stopping',
  /** It follows another cluster and takes no writes. */
  Following: 'Following',
  /** The cluster that it follows does not send anything now. */
  SourceUnreachable: 'SourceUnreachable',
  /** It is to be promoted, and waits until the other cluster does not write any more. */
  SourceWrites: 'SourceWrites',
  /** It is being promoted. */
  Promoting: 'Promoting',
  /** It was promoted and takes writes of its own. */
  Promoted: 'Promoted',
  /** Its data are restored from a backup. */
  Restoring: 'Restoring',
  /** Its data are taken to another major version. */
  Upgrading: 'Upgrading',
  /** Its data could not be taken to another major version; those of before are untouched. */
  UpgradeFailed: 'UpgradeFailed',
  /** Its data could not be restored; those of before are untouched. */
  RestoreFailed: 'RestoreFailed',
  /** Stopped as asked for. */
  Stopped: 'Stopped',
  /** Being deleted. */
  Deleting: 'Deleting',
  /** Deletion is refused while the protection is on. */
  DeletionProtected: 'DeletionProtected',
} as const;
/** Reason of a condition. */
export type ClusterReason = keyof typeof CLUSTER_REASONS;
