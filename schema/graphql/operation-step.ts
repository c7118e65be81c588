import { Field, ObjectType } from 'type-graphql';
import { OperationState } from './operation-state.js';
import { DateTime, SafeInt } from './scalars.js';

/** One step of an operation. */
@ObjectType({ description: 'One step of an operation.', simpleResolvers: true })
export class OperationStep {
  @Field(() => String, { description: 'Name of the step.' })
  name!: string;

  @Field(() => OperationState, { description: 'State of the step.' })
  state!: OperationState;

  @Field(() => String, { description: 'What is going on, in a sentence.' })
  message!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it began.' })
  startedAt?: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  finishedAt?: string;

  @Field(() => SafeInt, { nullable: true, description: 'How much is done, when it can be counted.' })
  current?: number;

  @Field(() => SafeInt, { nullable: true, description: 'How much there is to do, when it can be counted.' })
  max?: number;

  @Field(() => String, { nullable: true, description: 'What `current` and `max` count.' })
  unit?: string;
}
