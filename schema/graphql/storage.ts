import { ArgsType, Field, ObjectType } from 'type-graphql';
import { Quantity, SafeInt } from './scalars.js';

/** A volume of a cluster, as Kubernetes has it. */
@ObjectType({ description: 'A volume of a cluster, as Kubernetes has it.', simpleResolvers: true })
export class ClusterVolume {
  @Field(() => String, { description: 'Name of the PersistentVolumeClaim.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Instance whose data are on it. Null for a volume of backups.' })
  instance?: string;

  @Field(() => Quantity, { nullable: true, description: 'Size that is asked for.' })
  requested?: string;

  @Field(() => Quantity, { nullable: true, description: 'Size that it has. Null until there is one.' })
  capacity?: string;

  @Field(() => String, { nullable: true, description: 'Its storage class.' })
  storageClass?: string;

  @Field(() => String, { description: 'What Kubernetes says of it: `Pending`, `Bound`, `Lost`.' })
  phase!: string;
}

/** How much space an instance takes, measured now. */
@ObjectType({ description: 'How much space an instance takes, measured when it is asked for.', simpleResolvers: true })
export class InstanceUsage {
  @Field(() => String, { description: 'Name of the instance.' })
  instance!: string;

  @Field(() => Quantity, { nullable: true, description: 'Size of its volume.' })
  volumeSize?: string;

  @Field(() => SafeInt, { nullable: true, description: 'Everything on its volume, in bytes. Null when it could not be measured.' })
  usedBytes?: number;

  @Field(() => SafeInt, { nullable: true, description: 'The data directory without WAL, in bytes.' })
  dataBytes?: number;

  @Field(() => SafeInt, { nullable: true, description: 'The WAL, in bytes.' })
  walBytes?: number;

  @Field(() => SafeInt, { nullable: true, description: 'Free in the file system of the volume, in bytes.' })
  freeBytes?: number;

  @Field(() => Quantity, { nullable: true, description: 'Size of its volume for WAL. Null when it has none.' })
  walVolumeSize?: string;

  @Field(() => SafeInt, { nullable: true, description: 'Free in the file system of the volume for WAL, in bytes. Null when it has none.' })
  walFreeBytes?: number;

  @Field(() => String, { description: 'Why it could not be measured; empty when it was.' })
  message!: string;
}

/** Which file of which instance. */
@ArgsType()
export class ClusterFileArgs {
  @Field(() => String, { description: 'Name of the file, one of those that may be read, such as `postgresql.conf`.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Name of the instance; the primary when left out.' })
  instance?: string;
}
