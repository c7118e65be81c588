import { Field, ObjectType } from 'type-graphql';
import { Operation } from './operation.js';
import { Plan } from './plan.js';
import { Policy } from './policy.js';

/** What every mutation of a policy answers. */
@ObjectType({ description: 'What every mutation of a policy answers.', simpleResolvers: true })
export abstract class PolicyPayload {
  @Field(() => Policy, { nullable: true, description: 'The policy as it is stored now. Null on `dryRun` and when it is deleted.' })
  policy?: Policy | null;

  @Field(() => Operation, { nullable: true, description: 'The operation that carries it out; follow it with `operationChanged`. Null on `dryRun`.' })
  operation?: Operation | null;

  @Field(() => Plan, { description: 'What is changed.' })
  plan!: Plan;
}

/** Answer of `createPolicy`. */
@ObjectType({ description: 'Answer of `createPolicy`.', simpleResolvers: true })
export class CreatePolicyPayload extends PolicyPayload {}

/** Answer of `updatePolicy`. */
@ObjectType({ description: 'Answer of `updatePolicy`.', simpleResolvers: true })
export class UpdatePolicyPayload extends PolicyPayload {}

/** Answer of `deletePolicy`. */
@ObjectType({ description: 'Answer of `deletePolicy`.', simpleResolvers: true })
export class DeletePolicyPayload extends PolicyPayload {}

/** Answer of `applyPolicy`. */
@ObjectType({ description: 'Answer of `applyPolicy`. The operation has a step for each cluster.', simpleResolvers: true })
export class ApplyPolicyPayload extends PolicyPayload {}
