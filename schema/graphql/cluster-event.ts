import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';

/** Something that happened to a cluster. */
@ObjectType({ description: 'Something that happened to a cluster, for people.', simpleResolvers: true })
export class ClusterEvent {
  @Field(() => ID, { description: 'Unique to this event.' })
  id!: string;

  @Field(() => String, { description: 'Namespace of the cluster.' })
  namespace!: string;

  @Field(() => String, { description: 'Name of the cluster.' })
  cluster!: string;

  @Field(() => DateTime, { description: 'When it happened last.' })
  at!: string;

  @Field(() => String, { description: '`Normal`, or `Warning` for what someone should look at.' })
  type!: string;

  @Field(() => String, { description: 'What happened, in one word.' })
  reason!: string;

  @Field(() => String, { description: 'What happened, in a sentence.' })
  message!: string;

  @Field(() => Int, { description: 'How often it happened.' })
  count!: number;
}
