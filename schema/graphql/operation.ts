import { Field, Float, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { OperationError } from './operation-error.js';
import { OperationState } from './operation-state.js';
import { OperationStep } from './operation-step.js';
import { DateTime } from './scalars.js';

/** What a mutation leaves behind. */
@ObjectType({ implements: Node, description: 'What a mutation leaves behind: who asked for what, and how far it is.', simpleResolvers: true })
export class Operation extends Node {
  @Field(() => String, { description: 'Name, unique in its namespace.' })
  name!: string;

  @Field(() => String, { description: 'What is done: `CreateCluster`, `ScaleCluster` and so on.' })
  kind!: string;

  @Field(() => String, { description: 'Namespace that it is done in.' })
  namespace!: string;

  @Field(() => String, { nullable: true, description: 'Name of the cluster that it is done to.' })
  cluster?: string;

  @Field(() => OperationState, { description: 'State in one word.' })
  state!: OperationState;

  @Field(() => [OperationStep], { description: 'The steps in order, those to come included as far as they are known.' })
  steps!: OperationStep[];

  @Field(() => Float, { description: 'How much is done, from 0 to 1.' })
  progress!: number;

  @Field(() => OperationError, { nullable: true, description: 'Why it failed. Null unless it did.' })
  error?: OperationError;

  @Field(() => String, { description: 'Name of the account that asked for it.' })
  requestedBy!: string;

  @Field(() => String, { nullable: true, description: 'The idempotency key that the caller gave.' })
  idempotencyKey?: string;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When its first step began.' })
  startedAt?: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  finishedAt?: string;
}
