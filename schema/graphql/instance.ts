import { Field, Int, ObjectType } from 'type-graphql';
import { InstanceRole } from './instance-role.js';
import { DateTime, SafeInt } from './scalars.js';

/** One PostgreSQL server of a cluster. */
@ObjectType({ description: 'One PostgreSQL server of a cluster, with its own pod and volume.', simpleResolvers: true })
export class Instance {
  @Field(() => String, { description: 'Name, unique in its namespace.' })
  name!: string;

  @Field(() => InstanceRole, { description: 'What it is in the cluster now.' })
  role!: InstanceRole;

  @Field(() => Boolean, { description: 'Whether it serves its role: a primary accepts writes, a replica streams within bounds.' })
  ready!: boolean;

  @Field(() => String, { description: 'What Patroni says of it (`running`, `streaming`, `starting` and so on), or what its pod waits for.' })
  state!: string;

  @Field(() => String, { nullable: true, description: 'Name of its pod.' })
  pod?: string;

  @Field(() => String, { nullable: true, description: 'Node of the Kubernetes cluster that it runs on.' })
  node?: string;

  @Field(() => Int, { nullable: true, description: 'PostgreSQL timeline that it is on.' })
  timeline?: number;

  @Field(() => SafeInt, { nullable: true, description: 'How far it is behind the primary, in bytes of WAL. Null on the primary and when not known.' })
  lagBytes?: number;

  @Field(() => Boolean, { description: 'Whether a changed parameter waits for a restart of this instance.' })
  pendingRestart!: boolean;

  @Field(() => [String], { description: 'Names of the changed parameters that wait for a restart of this instance.' })
  pendingParameters!: string[];

  @Field(() => String, { nullable: true, description: 'Full version of the PostgreSQL that runs, for example "17.4".' })
  serverVersion?: string;

  @Field(() => SafeInt, { nullable: true, description: 'Size of its data directory without WAL in bytes, to about a hundredth. Null when not measured.' })
  dataBytes?: number;

  @Field(() => SafeInt, { nullable: true, description: 'Size of its WAL in bytes, to about a hundredth. Null when not measured.' })
  walBytes?: number;

  @Field(() => DateTime, { nullable: true, description: 'When its PostgreSQL started.' })
  startedAt?: string;
}
