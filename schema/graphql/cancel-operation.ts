import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Operation } from './operation.js';
import { Plan } from './plan.js';

/** The operation to cancel. */
@InputType({ description: 'The operation to cancel.' })
export class CancelOperationInput {
  @Field(() => ID, { description: 'Id of the operation.' })
  id!: string;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'When true, only the plan is made: nothing is stored.' })
  dryRun?: boolean;

  @Field(() => String, { nullable: true, description: 'Any text that is unique to what the caller wants done. A retry with the same key gets the first result, also when the operation has ended meanwhile.' })
  idempotencyKey?: string;
}

/** Answer of `cancelOperation`. */
@ObjectType({ description: 'Answer of `cancelOperation`.', simpleResolvers: true })
export class CancelOperationPayload {
  @Field(() => Operation, { nullable: true, description: 'The operation that was asked to stop; whether and when it does is seen in its state. Null on `dryRun`.' })
  operation?: Operation | null;

  @Field(() => Plan, { description: 'What is changed.' })
  plan!: Plan;
}
