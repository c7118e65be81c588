import { Field, ObjectType } from 'type-graphql';
import { Cluster } from './cluster.js';
import { ClusterPayload } from './cluster-payloads.js';
import { Operation } from './operation.js';
import { Plan } from './plan.js';

/** Answer of `stopCluster`. */
@ObjectType({ description: 'Answer of `stopCluster`.', simpleResolvers: true })
export class StopClusterPayload extends ClusterPayload {}

/** Answer of `startCluster`. */
@ObjectType({ description: 'Answer of `startCluster`.', simpleResolvers: true })
export class StartClusterPayload extends ClusterPayload {}

/** Answer of `restartCluster`. */
@ObjectType({ description: 'Answer of `restartCluster`.', simpleResolvers: true })
export class RestartClusterPayload extends ClusterPayload {}

/** Answer of `reloadCluster`. */
@ObjectType({ description: 'Answer of `reloadCluster`.', simpleResolvers: true })
export class ReloadClusterPayload extends ClusterPayload {}

/** Answer of `testCluster`. */
@ObjectType({ description: 'Answer of `testCluster`: each step of the operation is a service or an instance, SUCCEEDED when it is up and FAILED when it is down.', simpleResolvers: true })
export class TestClusterPayload extends ClusterPayload {}

/** Answer of `labelClusters`. */
@ObjectType({ description: 'Answer of `labelClusters`.', simpleResolvers: true })
export class LabelClustersPayload {
  @Field(() => [Cluster], { nullable: true, description: 'The clusters as they are stored now, by name. Null on `dryRun`.' })
  clusters?: Cluster[] | null;

  @Field(() => Operation, { nullable: true, description: 'The operation that carries it out. Null on `dryRun`.' })
  operation?: Operation | null;

  @Field(() => Plan, { description: 'What is changed.' })
  plan!: Plan;
}
