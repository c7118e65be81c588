import { Field, ObjectType } from 'type-graphql';
import { Account, ApiRole, Token } from './account.js';
import { Operation } from './operation.js';
import { Plan } from './plan.js';

/** What every mutation of accounts and roles answers. */
@ObjectType({ description: 'What every mutation of accounts and roles answers.', simpleResolvers: true })
export abstract class AccessPayload {
  @Field(() => Operation, { nullable: true, description: 'The operation that carries it out. Null on `dryRun`.' })
  operation?: Operation | null;

  @Field(() => Plan, { description: 'What is changed.' })
  plan!: Plan;
}

/** What a mutation of an account answers. */
@ObjectType({ description: 'What a mutation of an account answers.', simpleResolvers: true })
export abstract class AccountPayload extends AccessPayload {
  @Field(() => Account, { nullable: true, description: 'The account as it is stored now. Null on `dryRun` and when it is deleted.' })
  account?: Account | null;
}

/** What a mutation of a role answers. */
@ObjectType({ description: 'What a mutation of a role answers.', simpleResolvers: true })
export abstract class RolePayload extends AccessPayload {
  @Field(() => ApiRole, { nullable: true, description: 'The role as it is stored now. Null on `dryRun` and when it is deleted.' })
  role?: ApiRole | null;
}

/** Answer of `createAccount`. */
@ObjectType({ description: 'Answer of `createAccount`.', simpleResolvers: true })
export class CreateAccountPayload extends AccountPayload {}

/** Answer of `updateAccount`. */
@ObjectType({ description: 'Answer of `updateAccount`.', simpleResolvers: true })
export class UpdateAccountPayload extends AccountPayload {}

/** Answer of `deleteAccount`. */
@ObjectType({ description: 'Answer of `deleteAccount`.', simpleResolvers: true })
export class DeleteAccountPayload extends AccountPayload {}

/** Answer of `createToken`. */
@ObjectType({ description: 'Answer of `createToken`.', simpleResolvers: true })
export class CreateTokenPayload extends AccountPayload {
  @Field(() => Token, { nullable: true, description: 'The token without its secret. Null on `dryRun`.' })
  token?: Token | null;

  @Field(() => String, { nullable: true, description: 'The secret to send as `Authorization: Bearer …`. Shown this once: only its hash is kept. Null on `dryRun`, and when a retry finds the token made already.' })
  secret?: string | null;
}

/** Answer of `revokeToken`. */
@ObjectType({ description: 'Answer of `revokeToken`.', simpleResolvers: true })
export class RevokeTokenPayload extends AccountPayload {}

/** Answer of `createRole`. */
@ObjectType({ description: 'Answer of `createRole`.', simpleResolvers: true })
export class CreateRolePayload extends RolePayload {}

/** Answer of `updateRole`. */
@ObjectType({ description: 'Answer of `updateRole`.', simpleResolvers: true })
export class UpdateRolePayload extends RolePayload {}

/** Answer of `deleteRole`. */
@ObjectType({ description: 'Answer of `deleteRole`.', simpleResolvers: true })
export class DeleteRolePayload extends RolePayload {}
