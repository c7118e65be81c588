import { Field, Int, ObjectType } from 'type-graphql';
import { Archiving, BackupRepository, KeptData, RecoveryWindow, RestorePoint } from './backup-repository.js';
import { ClusterEndpoints } from './cluster-endpoints.js';
import { ClusterState } from './cluster-state.js';
import { Condition } from './condition.js';
import { Durability } from './durability.js';
import { Instance } from './instance.js';
import { Label } from './label.js';
import { Monitoring } from './monitoring.js';
import { PodMetadata } from './pod-metadata.js';
import { Pooler } from './pooler.js';
import { Node } from './node.js';
import { Parameter } from './parameter.js';
import { DateTime, Json, Quantity } from './scalars.js';
import { Standby } from './standby.js';
import { StorageAutoGrow } from './storage-auto-grow.js';
import { Tls } from './tls.js';

/** A highly available PostgreSQL cluster. */
@ObjectType({ implements: Node, description: 'A highly available PostgreSQL cluster: one primary and any number of replicas.', simpleResolvers: true })
export class Cluster extends Node {
  @Field(() => String, { description: 'Kubernetes namespace that it lives in.' })
  namespace!: string;

  @Field(() => String, { description: 'Name, unique in its namespace.' })
  name!: string;

  @Field(() => [Label], { description: 'Labels, sorted by key.' })
  labels!: Label[];

  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: string;

  @Field(() => ClusterState, { description: 'State in one word.' })
  state!: ClusterState;

  @Field(() => String, { description: 'State in one sentence: why, and what happens next.' })
  message!: string;

  @Field(() => [Condition], { description: 'What is observed of it, one condition a matter.' })
  conditions!: Condition[];

  @Field(() => DateTime, { description: 'When the server last learned something of it from Kubernetes.' })
  observedAt!: string;

  @Field(() => Int, { description: 'Major version of PostgreSQL.' })
  postgresVersion!: number;

  @Field(() => String, { nullable: true, description: 'Full version that the primary runs. Null until it is known.' })
  serverVersion?: string;

  @Field(() => Int, { description: 'Wanted number of replicas beside the primary.' })
  replicas!: number;

  @Field(() => Durability, { description: 'What an acknowledged commit survives.' })
  durability!: Durability;

  @Field(() => [Instance], { description: 'The instances that exist, sorted by name.' })
  instances!: Instance[];

  @Field(() => Instance, { nullable: true, description: 'The instance that is the primary. Null while there is none.' })
  primary?: Instance;

  @Field(() => Quantity, { description: 'Size of the volume of each instance: what was asked for, or what it has grown to by itself.' })
  storageSize!: string;

  @Field(() => StorageAutoGrow, { nullable: true, description: 'How the volumes grow by themselves. Null when nobody has asked for that.' })
  storageAutoGrow?: StorageAutoGrow | undefined;

  @Field(() => Quantity, { nullable: true, description: 'Size of the volume for WAL of each instance, as with `storageSize`. Null when WAL is on the volume of the data.' })
  walStorageSize?: string;

  @Field(() => [Parameter], { description: 'PostgreSQL parameters that were set, sorted by name.' })
  parameters!: Parameter[];

  @Field(() => Json, { nullable: true, description: 'Compute resources of each instance: `requests` and `limits` of `cpu` and `memory`.' })
  resources?: unknown;

  @Field(() => ClusterEndpoints, { description: 'Where clients connect to.' })
  endpoints!: ClusterEndpoints;

  @Field(() => [BackupRepository], { description: 'Where WAL and backups are kept; none when backups are turned off.' })
  repositories!: BackupRepository[];

  @Field(() => RecoveryWindow, { description: 'The moments that can be restored.' })
  recoveryWindow!: RecoveryWindow;

  @Field(() => [RestorePoint], { description: 'The restore points that it can be restored to, oldest first; at most 100. Those that no backup leads to any more go by themselves.' })
  restorePoints!: RestorePoint[];

  @Field(() => Archiving, { description: 'How archiving of WAL is.' })
  archiving!: Archiving;

  @Field(() => Boolean, { description: 'Whether deleting it is refused.' })
  deletionProtection!: boolean;

  @Field(() => PodMetadata, { description: 'What its pods are marked with from the next time on that they are made.' })
  podMetadata!: PodMetadata;

  @Field(() => Pooler, { nullable: true, description: 'The connection pooler; null while there shall be none.' })
  pooler?: Pooler | null;

  @Field(() => Standby, { nullable: true, description: 'How it follows another cluster, or did until it was promoted; null of every other one.' })
  standby?: Standby;

  @Field(() => Monitoring, { description: 'Metrics of the instances.' })
  monitoring!: Monitoring;

  @Field(() => KeptData, { nullable: true, description: 'The data of before its last restore, which an undo takes back. Null when there are none.' })
  keptData?: KeptData;

  @Field(() => Tls, { description: 'How connections are encrypted.' })
  tls!: Tls;
}
