import { Field, InputType } from 'type-graphql';
import { ClusterRef, MutationInput } from './cluster-inputs.js';

/** The instance to remove. */
@InputType({ description: 'The instance to remove from a cluster, which then has one replica less.' })
export class RemoveInstanceInput extends MutationInput {
  @Field(() => ClusterRef, { description: 'The cluster that it is done to.' })
  cluster!: ClusterRef;

  @Field(() => String, { description: 'Name of the instance. The primary hands over first.' })
  instance!: string;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, its volume stays; the next instance of its name takes it over.' })
  keepData?: boolean;
}
