import { ArgsType, Field, Int } from 'type-graphql';

/** Arguments of `Subscription.logs`. */
@ArgsType()
export class LogsArgs {
  @Field(() => String, { description: 'Namespace of the cluster.' })
  namespace!: string;

  @Field(() => String, { description: 'Name of the cluster.' })
  cluster!: string;

  @Field(() => String, { nullable: true, description: 'Only this instance.' })
  instance?: string;

  @Field(() => Int, { nullable: true, defaultValue: 100, description: 'How many lines of the past of each instance, at most 10000.' })
  tail?: number;
}
