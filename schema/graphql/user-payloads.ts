import { Field, ObjectType } from 'type-graphql';
import { Operation } from './operation.js';
import { Plan } from './plan.js';
import { User } from './user.js';

/** What every mutation of a user answers. */
@ObjectType({ description: 'What every mutation of a user answers.', simpleResolvers: true })
export abstract class UserPayload {
  @Field(() => User, { nullable: true, description: 'The user as it is stored now. Null on `dryRun` and when it is deleted.' })
  user?: User | null;

  @Field(() => Operation, { nullable: true, description: 'The operation that carries it out; follow it with `operationChanged`. Null on `dryRun`.' })
  operation?: Operation | null;

  @Field(() => Plan, { description: 'What is changed.' })
  plan!: Plan;
}

/** Answer of `createUser`. */
@ObjectType({ description: 'Answer of `createUser`.', simpleResolvers: true })
export class CreateUserPayload extends UserPayload {}

/** Answer of `updateUser`. */
@ObjectType({ description: 'Answer of `updateUser`.', simpleResolvers: true })
export class UpdateUserPayload extends UserPayload {}

/** Answer of `rotateUserPassword`. */
@ObjectType({ description: 'Answer of `rotateUserPassword`.', simpleResolvers: true })
export class RotateUserPasswordPayload extends UserPayload {}

/** Answer of `deleteUser`. */
@ObjectType({ description: 'Answer of `deleteUser`.', simpleResolvers: true })
export class DeleteUserPayload extends UserPayload {}
