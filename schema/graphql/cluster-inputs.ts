import { Field, InputType, Int } from 'type-graphql';
import { Durability } from './durability.js';
import { PodMetadataInput } from './pod-metadata.js';
import { PoolerInput } from './pooler.js';
import { DateTime, Json, Quantity } from './scalars.js';
import { StorageAutoGrowInput } from './storage-auto-grow.js';
import { TlsInput } from './tls.js';

const DRY_RUN = 'When true, only the plan is made: nothing is stored.';
const IDEMPOTENCY_KEY = 'Any text that is unique to what the caller wants done. A retry with the same key gets the first result and changes nothing.';
const REPOSITORIES = 'Where WAL and backups are kept: a list of at most four objects, each with a `type` (volume, s3, gcs, azure) and what that type needs; see the page on backups. One volume when left out; an empty list turns backups off.';
const RETENTION = 'How long backups are kept: an object with `fullBackups` (a number) or `fullBackupDays`, and `differentialBackups` and `archiveFullBackups`. Four full backups when left out.';
const CLUSTER = 'The cluster that it is done to.';

/** Names one cluster. */
@InputType({ description: 'Names one cluster.' })
export class ClusterRef {
  @Field(() => String, { description: 'Namespace that it lives in.' })
  namespace!: string;

  @Field(() => String, { description: 'Name of the cluster.' })
  name!: string;
}

/** What every mutation takes. */
@InputType({ description: 'What every mutation takes.' })
export abstract class MutationInput {
  @Field(() => Boolean, { nullable: true, defaultValue: false, description: DRY_RUN })
  dryRun?: boolean;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string;
}

/** What a new cluster begins with. */
@InputType({ description: 'Backups that a new cluster begins with: those of a cluster, which may be gone, or those of a repository. They are only read.' })
export class ClusterSourceInput {
  @Field(() => ClusterRef, { nullable: true, description: 'The cluster whose backups they are; it may have been deleted with `keepBackups`.' })
  cluster?: ClusterRef;

  @Field(() => Json, { nullable: true, description: 'A repository without a cluster: an object as in `repositories`. Its Secrets are in the namespace of the new cluster.' })
  repository?: unknown;

  @Field(() => String, { nullable: true, description: 'Label of a backup. Alone: the data as they were when it ended; with a target: where recovery begins.' })
  backup?: string;

  @Field(() => DateTime, { nullable: true, description: 'A moment with its zone: everything that was committed by then, and nothing else.' })
  at?: Date;

  @Field(() => String, { nullable: true, description: 'A position in the WAL, such as "0/5000028", in place of a moment.' })
  lsn?: string;

  @Field(() => String, { nullable: true, description: 'Name of a restore point of the source, in place of a moment.' })
  restorePoint?: string;
}

/** The cluster that a standby cluster follows. */
@InputType({ description: 'The cluster that a standby cluster follows: one of the same namespace by its name, or a server elsewhere.' })
export class StandbyInput {
  @Field(() => String, { nullable: true, description: 'Name of a cluster of the same namespace.' })
  cluster?: string;

  @Field(() => String, { nullable: true, description: 'Host of a server elsewhere.' })
  host?: string;

  @Field(() => Int, { nullable: true, description: 'Its TCP port; 5432 when left out.' })
  port?: number;

  @Field(() => String, { nullable: true, description: 'Beside `host`: name of a Secret of the same namespace with its credentials; see the page on standby clusters.' })
  credentials?: string;
}

/** Metrics of the instances. */
@InputType({ description: 'Metrics of the instances.' })
export class MonitoringInput {
  @Field(() => Boolean, { description: 'Whether postgres_exporter runs beside each instance.' })
  enabled!: boolean;
}

/** The cluster to create. */
@InputType({ description: 'The cluster to create.' })
export class CreateClusterInput extends MutationInput {
  @Field(() => String, { description: 'Namespace to create it in.' })
  namespace!: string;

  @Field(() => String, { description: 'Name: lower-case letters, digits and hyphens, begins with a letter, at most 40 characters.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'Major version of PostgreSQL; the newest one that is offered when left out.' })
  postgresVersion?: number;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: 'Number of replicas beside the primary, 0 to 15.' })
  replicas?: number;

  @Field(() => Durability, { nullable: true, defaultValue: 'ASYNC', description: 'What an acknowledged commit survives.' })
  durability?: Durability;

  @Field(() => Quantity, { nullable: true, defaultValue: '1Gi', description: 'Size of the volume of each instance.' })
  storageSize?: string;

  @Field(() => Quantity, { nullable: true, description: 'Size of a second volume of each instance, for WAL. Without it WAL is on the volume of the data.' })
  walStorageSize?: string;

  @Field(() => StorageAutoGrowInput, { nullable: true, description: 'How the volumes grow by themselves; they do not when left out.' })
  storageAutoGrow?: StorageAutoGrowInput;

  @Field(() => String, { nullable: true, description: 'Name of the application database; the name of the cluster when left out.' })
  database?: string;

  @Field(() => String, { nullable: true, description: 'Name of the user that owns the database; the name of the cluster when left out.' })
  user?: string;

  @Field(() => Json, { nullable: true, description: 'PostgreSQL parameters: an object from name to value.' })
  parameters?: unknown;

  @Field(() => Json, { nullable: true, description: 'Labels: an object from key to value.' })
  labels?: unknown;

  @Field(() => Json, { nullable: true, description: 'Compute resources of each instance: an object with `requests` and `limits`, each from `cpu` and `memory` to a quantity.' })
  resources?: unknown;

  @Field(() => MonitoringInput, { nullable: true, description: 'Metrics of the instances; off when left out.' })
  monitoring?: MonitoringInput;

  @Field(() => Json, { nullable: true, description: REPOSITORIES })
  repositories?: unknown;

  @Field(() => Json, { nullable: true, description: RETENTION })
  retention?: unknown;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, deleting the cluster is refused until this is switched off.' })
  deletionProtection?: boolean;

  @Field(() => TlsInput, { nullable: true, description: 'How connections are encrypted: whether TLS is required, and a server certificate of your own.' })
  tls?: TlsInput;

  @Field(() => PodMetadataInput, { nullable: true, description: 'Labels and annotations of its pods.' })
  podMetadata?: PodMetadataInput;

  @Field(() => PoolerInput, { nullable: true, description: 'The connection pooler.' })
  pooler?: PoolerInput;

  @Field(() => ClusterSourceInput, { nullable: true, description: 'Backups that the cluster begins with; an empty database when left out.' })
  source?: ClusterSourceInput;

  @Field(() => StandbyInput, { nullable: true, description: 'The cluster to follow; this one takes no writes until it is promoted with `promoteCluster`.' })
  standby?: StandbyInput;

  @Field(() => [String], { nullable: true, description: 'Policies to apply to the application database once, in this order, when the cluster has been made. Needs the permission APPLY_POLICY as well.' })
  policies?: string[];
}

/** What to change of a cluster. */
@InputType({ description: 'What to change of a cluster. What is left out stays as it is.' })
export class UpdateClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => Durability, { nullable: true, description: 'What an acknowledged commit survives.' })
  durability?: Durability;

  @Field(() => Quantity, { nullable: true, description: 'Size of the volume of each instance. It can only grow.' })
  storageSize?: string;

  @Field(() => Quantity, { nullable: true, description: 'Size of a second volume of each instance, for WAL. It can be added, in a rolling restart, and grow.' })
  walStorageSize?: string;

  @Field(() => StorageAutoGrowInput, { nullable: true, description: 'How the volumes grow by themselves. What is left out of it stays as it is.' })
  storageAutoGrow?: StorageAutoGrowInput;

  @Field(() => Json, { nullable: true, description: 'PostgreSQL parameters to set: an object from name to value; null as a value puts a parameter back to its default.' })
  parameters?: unknown;

  @Field(() => Json, { nullable: true, description: 'Labels to set: an object from key to value; null as a value removes a label.' })
  labels?: unknown;

  @Field(() => Json, { nullable: true, description: 'Compute resources of each instance, in place of those before: an object with `requests` and `limits`.' })
  resources?: unknown;

  @Field(() => Json, { nullable: true, description: `${REPOSITORIES} In place of those before.` })
  repositories?: unknown;

  @Field(() => Json, { nullable: true, description: `${RETENTION} In place of the one before.` })
  retention?: unknown;

  @Field(() => TlsInput, { nullable: true, description: 'How connections are encrypted: whether TLS is required, and the server certificate in place of the one before.' })
  tls?: TlsInput;

  @Field(() => PodMetadataInput, { nullable: true, description: 'Labels and annotations of its pods to set.' })
  podMetadata?: PodMetadataInput;

  @Field(() => PoolerInput, { nullable: true, description: 'The connection pooler. What is left out of it stays as it is.' })
  pooler?: PoolerInput;

  @Field(() => Boolean, { nullable: true, description: 'Whether deleting the cluster is refused.' })
  deletionProtection?: boolean;
}

/** The cluster to scale. */
@InputType({ description: 'The cluster to scale, and to what.' })
export class ScaleClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => Int, { description: 'Wanted number of replicas beside the primary, 0 to 15.' })
  replicas!: number;
}

/** The cluster to delete. */
@InputType({ description: 'The cluster to delete.' })
export class DeleteClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => String, { description: 'The name of the cluster once more, so that no other one is deleted by mistake.' })
  confirm!: string;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, the volumes and credentials stay, and a cluster created under the same name takes them over.' })
  keepData?: boolean;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, the backups stay.' })
  keepBackups?: boolean;
}
