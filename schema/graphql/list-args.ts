import { ArgsType, Field, Int } from 'type-graphql';
import { OperationState } from './operation-state.js';

/** Which page of a list. */
@ArgsType()
export abstract class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many at most, 1 to 100; 50 when left out.' })
  first?: number;

  @Field(() => String, { nullable: true, description: 'Only what follows this cursor.' })
  after?: string;
}

/** Arguments of `Cluster.operations`. */
@ArgsType()
export class ClusterOperationsArgs extends PageArgs {}

/** Arguments of `Query.clusters`. */
@ArgsType()
export class ClustersArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only clusters in this namespace.' })
  namespace?: string;

  @Field(() => String, { nullable: true, description: 'Only clusters with matching labels: a Kubernetes label selector, for example "env=prod,team in (a,b)". The name counts as the label `name`.' })
  selector?: string;
}

/** Arguments of `Query.operations`. */
@ArgsType()
export class OperationsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only operations in this namespace.' })
  namespace?: string;

  @Field(() => String, { nullable: true, description: 'Only operations on the cluster of this name.' })
  cluster?: string;

  @Field(() => OperationState, { nullable: true, description: 'Only operations in this state.' })
  state?: OperationState;
}

/** Arguments of `Cluster.connection`. */
@ArgsType()
export class ConnectionArgs {
  @Field(() => String, { nullable: true, description: 'Database user; the first user of the cluster when left out.' })
  user?: string;

  @Field(() => String, { nullable: true, description: 'Database; the one of the user when left out.' })
  database?: string;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Whether to go through the connection pooler.' })
  pooled?: boolean;
}
