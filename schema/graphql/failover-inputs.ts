import { Field, InputType } from 'type-graphql';
import { ClusterRef, MutationInput } from './cluster-inputs.js';

/** The cluster to switch over. */
@InputType({ description: 'The cluster whose primary moves, while it is well.' })
export class SwitchoverClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: 'The cluster that it is done to.' })
  cluster!: ClusterRef;

  @Field(() => String, { nullable: true, description: 'Name of the instance that becomes the primary; the best candidate when left out.' })
  target?: string;
}

/** The cluster to fail over. */
@InputType({ description: 'The cluster that gets another primary, also when the present one does not answer.' })
export class FailoverClusterInput extends MutationInput {
  @Field(() => ClusterRef, { description: 'The cluster that it is done to.' })
  cluster!: ClusterRef;

  @Field(() => String, { description: 'Name of the instance that becomes the primary; see `Cluster.candidates`.' })
  target!: string;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, also an instance that lacks data becomes the primary; what it lacks is lost.' })
  force?: boolean;
}
