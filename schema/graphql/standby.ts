import { Field, InputType, ObjectType } from 'type-graphql';
import { ClusterRef, MutationInput } from './cluster-inputs.js';
import { ClusterPayload } from './cluster-payloads.js';
import { SafeInt } from './scalars.js';

/** How a standby cluster follows another one. */
@ObjectType({ description: 'How a standby cluster follows another one.', simpleResolvers: true })
export class Standby {
  @Field(() => String, { description: 'The cluster that it follows: a name, or a host and port.' })
  source!: string;

  @Field(() => Boolean, { description: 'Whether it follows, and takes no writes. False once it was promoted.' })
  following!: boolean;

  @Field(() => Boolean, { description: 'Whether it receives WAL from the other one now.' })
  streaming!: boolean;

  @Field(() => SafeInt, { nullable: true, description: 'WAL of the other one that is not here yet, in bytes. Null when it is not known.' })
  lagBytes?: number;

  @Field(() => String, { nullable: true, description: 'Why it is not to be promoted: how it is known that the other one still writes. Null when it does not.' })
  sourceWrites?: string;
}

/** The cluster to promote. */
@InputType({ description: 'The standby cluster that becomes one of its own.' })
export class PromoteClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: 'The cluster that it is done to.' })
  cluster!: ClusterRef;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, it is promoted although the other one still writes: what that one commits from then on is not here.' })
  force?: boolean;
}

/** Answer of `promoteCluster`. */
@ObjectType({ description: 'Answer of `promoteCluster`.', simpleResolvers: true })
export class PromoteClusterPayload extends ClusterPayload {}
