import type { BackupsSpec, BackupsStatus } from './cluster-backups.js';
import type { PoolerSpec, PoolerStatus } from './cluster-pooler.js';
import type { KeptDataStatus, RestoreSpec, SourceSpec } from './cluster-restore.js';
import type { StandbySpec, StandbyStatus } from './cluster-standby.js';
import type { StorageSpec, StorageStatus } from './cluster-storage.js';
import type { TlsSpec } from './cluster-tls.js';
import type { MonitoringSpec, NetworkPolicySpec, PodMetadataSpec, SchedulingSpec, ServiceSpec } from './cluster-placement.js';
import type { Condition, ObjectMeta } from './meta.js';

/** A highly available PostgreSQL cluster: what is wanted (spec) and what is there (status). */
export interface PostgresCluster {
  apiVersion: 'pgo.dev/v1';
  kind: 'PostgresCluster';
  metadata: ObjectMeta;
  spec: PostgresClusterSpec;
  status?: PostgresClusterStatus;
}

/** What an acknowledged commit survives. */
export type Durability = 'ASYNC' | 'SYNC' | 'STRICT_SYNC';

/** What is wanted of a PostgreSQL cluster. */
export interface PostgresClusterSpec {
  /**
   * Major version of PostgreSQL. Defaults to the newest one that the image catalogue offers.
   * @minimum 10
   * @maximum 99
   * @asType integer
   */
  postgresVersion?: number;
  /**
   * Number of replicas beside the primary.
   * @minimum 0
   * @maximum 15
   * @asType integer
   * @default 0
   */
  replicas?: number;
  /**
   * What an acknowledged commit survives: `ASYNC` the loss of no instance, `SYNC` the loss of the primary as long as a
   * replica was in step, `STRICT_SYNC` the same always: without a replica in step nothing is acknowledged.
   * @default "ASYNC"
   */
  durability?: Durability;
  /**
   * The volume of each instance.
   * @default {}
   */
  storage?: StorageSpec;
  /** Compute resources of the PostgreSQL container of each instance, as in a Kubernetes container. */
  resources?: ResourcesSpec;
  /**
   * PostgreSQL parameters by name; values as text, as they would stand in postgresql.conf.
   * @maxProperties 200
   */
  parameters?: Record<string, string>;
  /**
   * Databases to make at creation. The first is the application's database; one named like the cluster when left out.
   * @maxItems 100
   */
  databases?: DatabaseSpec[];
  /**
   * Users to make at creation. The first owns the first database; one named like the cluster when left out.
   * @maxItems 100
   */
  users?: UserSpec[];
  /**
   * Policies that are applied to the application database once, in this order, when the cluster has been made.
   * @maxItems 20
   */
  policies?: string[];
  /** The connection pooler in front of the primary; none when left out. */
  pooler?: PoolerSpec;
  /**
   * Backups and the archive of WAL; kept on a volume when left out.
   * @default {}
   */
  backups?: BackupsSpec;
  /** Metrics of the instances. */
  monitoring?: MonitoringSpec;
  /** Where the pods of the instances may run. */
  scheduling?: SchedulingSpec;
  /**
   * Labels and annotations of the pods of instances, pooler, repositories and jobs. A pod that runs is not replaced for
   * them: an instance has them from its next restart of the pod on.
   */
  podMetadata?: PodMetadataSpec;
  /** How connections to PostgreSQL are encrypted. */
  tls?: TlsSpec;
  /** How the services of the cluster are exposed. */
  service?: ServiceSpec;
  /** Who may connect to its pods, where the control plane makes network policies. */
  networkPolicy?: NetworkPolicySpec;
  /** When true, deletion is refused until this is false again. */
  deletionProtection?: boolean;
  /** When true, no instance runs; the data stay. */
  stopped?: boolean;
  /** Where the data come from that the cluster begins with; an empty database when left out. Read at creation only. */
  source?: SourceSpec;
  /** The cluster that this one follows: it takes no writes until it is promoted. Given at creation only. */
  standby?: StandbySpec;
  /** The restore that the present data come from. Written by operations of the kind Restore. */
  restore?: RestoreSpec;
}

/** Requests and limits by resource name (`cpu`, `memory`), as Kubernetes quantities. */
export interface ResourcesSpec {
  /** What is set aside for the container. */
  requests?: Record<string, string>;
  /** What the container may use at most. */
  limits?: Record<string, string>;
}

/** A database to make at creation. */
export interface DatabaseSpec {
  /**
   * Name of the database.
   * @minLength 1
   * @maxLength 63
   */
  name: string;
  /**
   * Name of the owning user; the first user when left out.
   * @maxLength 63
   */
  owner?: string;
}

/** A user to make at creation. */
export interface UserSpec {
  /**
   * Name of the user.
   * @minLength 1
   * @maxLength 63
   */
  name: string;
}

/** State of a cluster in one word, derived from its conditions. */
export type ClusterState =
  | 'CREATING' | 'READY' | 'DEGRADED' | 'UPDATING' | 'RESTORING' | 'UPGRADING' | 'STOPPED' | 'DELETING' | 'FAILED' | 'UNKNOWN';

/** What an instance is in its cluster. */
export type InstanceRole = 'PRIMARY' | 'REPLICA' | 'SYNC_REPLICA' | 'STANDBY_LEADER' | 'UNKNOWN';

/** What is observed of a PostgreSQL cluster. */
export interface PostgresClusterStatus {
  /**
   * The generation of the spec that this status was derived from.
   * @asType integer
   */
  observedGeneration?: number;
  /** State in one word. */
  state?: ClusterState;
  /** Conditions; `Ready` sums up the others. */
  conditions?: Condition[];
  /**
   * Major version that runs.
   * @asType integer
   */
  postgresVersion?: number;
  /**
   * Number of replicas that exist, for the scale subresource.
   * @asType integer
   */
  replicas?: number;
  /**
   * Number of instances that are ready.
   * @asType integer
   */
  readyInstances?: number;
  /** Name of the instance that is the primary. */
  primary?: string;
  /** The instances, by name. */
  instances?: InstanceStatus[];
  /** Where clients connect to. */
  endpoints?: EndpointsStatus;
  /** The connection pooler; absent while there shall be none. */
  pooler?: PoolerStatus;
  /** Certificates. */
  tls?: TlsStatus;
  /** Backups and the archive of WAL. */
  backups?: BackupsStatus;
  /** Data of before the last restore; absent when there are none. */
  keptData?: KeptDataStatus;
  /** How far its volumes have grown by themselves; absent while they have not. */
  storage?: StorageStatus;
  /** How it follows another cluster. */
  standby?: StandbyStatus;
}

/** What is observed of one instance. */
export interface InstanceStatus {
  /** Name of the instance. */
  name: string;
  /** What it is in the cluster. */
  role: InstanceRole;
  /** True when it serves its role: a primary accepts writes, a replica streams within bounds. */
  ready: boolean;
  /** What Patroni says of it (`running`, `streaming`, `starting` …), or what its pod waits for. */
  state: string;
  /** Name of its pod. */
  pod?: string;
  /** Node that it runs on. */
  node?: string;
  /**
   * Timeline that it is on.
   * @asType integer
   */
  timeline?: number;
  /**
   * How far it is behind the primary, in bytes of WAL.
   * @asType integer
   */
  lagBytes?: number;
  /** Whether a changed parameter waits for a restart. */
  pendingRestart?: boolean;
  /** Names of the changed parameters that wait for a restart. */
  pendingParameters?: string[];
  /**
   * Size of its data directory without WAL in bytes, to about a hundredth.
   * @asType integer
   */
  dataBytes?: number;
  /**
   * Size of its WAL in bytes, to about a hundredth.
   * @asType integer
   */
  walBytes?: number;
  /** How full its volumes are. */
  volumes?: VolumeStatus[];
  /** Full version of its PostgreSQL. */
  serverVersion?: string;
  /** When its PostgreSQL or pod started (RFC 3339). */
  startedAt?: string;
}

/** How full a volume of an instance is. */
export interface VolumeStatus {
  /** What is on it: `data`, or `wal` where WAL has a volume of its own. */
  purpose: string;
  /**
   * Which share of it is taken, in percent.
   * @asType integer
   */
  usedPercent: number;
}

/** An address that clients connect to. */
export interface EndpointStatus {
  /** Host name or address. */
  host: string;
  /**
   * TCP port.
   * @asType integer
   */
  port: number;
}

/** Where clients connect to. */
export interface EndpointsStatus {
  /** Always leads to the primary. */
  primary?: EndpointStatus;
  /** Leads to the replicas that are ready. */
  replicas?: EndpointStatus;
  /** Leads to the connection pooler. */
  pooler?: EndpointStatus;
  /** Metrics of the primary, for Prometheus; there while monitoring is on. */
  metrics?: EndpointStatus;
}

/** Certificates of the cluster. */
export interface TlsStatus {
  /** When the server certificate expires (RFC 3339). */
  certificateExpiresAt?: string;
}
