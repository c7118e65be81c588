import { Field, InputType } from 'type-graphql';
import { ClusterRef, MutationInput } from './cluster-inputs.js';
import { Json } from './scalars.js';

const CLUSTER = 'The cluster that it is done to.';

/** The cluster to stop. */
@InputType({ description: 'The cluster to stop.' })
export class StopClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;
}

/** The cluster to start. */
@InputType({ description: 'The cluster to start again.' })
export class StartClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;
}

/** What to restart. */
@InputType({ description: 'The cluster whose PostgreSQL is restarted, replicas first, one after another.' })
export class RestartClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => [String], { nullable: true, description: 'Names of the instances to restart; all of them when left out.' })
  targets?: string[];

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, the primary hands over to a restarted replica before it restarts itself.' })
  rolling?: boolean;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, only instances with a changed parameter that waits for a restart.' })
  onlyPending?: boolean;
}

/** The cluster to reload. */
@InputType({ description: 'The cluster whose instances read their configuration again.' })
export class ReloadClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;
}

/** The cluster to test. */
@InputType({ description: 'The cluster whose services and instances are connected to.' })
export class TestClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;
}

/** Labels for clusters. */
@InputType({ description: 'Labels to set on or take off clusters, which are named, selected by their labels, or both.' })
export class LabelClustersInput extends MutationInput {
  @Field(() => String, { description: 'Namespace of the clusters.' })
  namespace!: string;

  @Field(() => [String], { nullable: true, description: 'Names of clusters.' })
  clusters?: string[];

  @Field(() => String, { nullable: true, description: 'Clusters with matching labels, too: a Kubernetes label selector.' })
  selector?: string;

  @Field(() => Json, { description: 'An object from key to value; null as a value takes a label off.' })
  labels!: unknown;
}
