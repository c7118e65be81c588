import { Field, ObjectType } from 'type-graphql';
import { Cluster } from './cluster.js';
import { Operation } from './operation.js';
import { Plan } from './plan.js';

/** What every mutation of a cluster answers. */
@ObjectType({ description: 'What every mutation of a cluster answers.', simpleResolvers: true })
export abstract class ClusterPayload {
  @Field(() => Cluster, { nullable: true, description: 'The cluster as it is stored now. Null on `dryRun` and when it is deleted.' })
  cluster?: Cluster | null;

  @Field(() => Operation, { nullable: true, description: 'The operation that carries it out; follow it with `operationChanged`. Null on `dryRun`.' })
  operation?: Operation | null;

  @Field(() => Plan, { description: 'What is changed.' })
  plan!: Plan;
}

/** Answer of `createCluster`. */
@ObjectType({ description: 'Answer of `createCluster`.', simpleResolvers: true })
export class CreateClusterPayload extends ClusterPayload {}

/** Answer of `updateCluster`. */
@ObjectType({ description: 'Answer of `updateCluster`.', simpleResolvers: true })
export class UpdateClusterPayload extends ClusterPayload {}

/** Answer of `scaleCluster`. */
@ObjectType({ description: 'Answer of `scaleCluster`.', simpleResolvers: true })
export class ScaleClusterPayload extends ClusterPayload {}

/** Answer of `deleteCluster`. */
@ObjectType({ description: 'Answer of `deleteCluster`.', simpleResolvers: true })
export class DeleteClusterPayload extends ClusterPayload {}
