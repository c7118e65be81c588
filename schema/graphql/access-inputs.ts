import { Field, ID, InputType } from 'type-graphql';
import { MutationInput } from './cluster-inputs.js';
import { Permission } from './permission.js';
import { DateTime } from './scalars.js';

/** A role, and where it counts. */
@InputType({ description: 'A role, and the namespaces in which it counts.' })
export class RoleBindingInput {
  @Field(() => String, { description: 'Name of the role.' })
  role!: string;

  @Field(() => [String], { description: 'Namespaces in which it counts; `*` stands for all.' })
  namespaces!: string[];
}

/** The account to create. */
@InputType({ description: 'The account to create.' })
export class CreateAccountInput extends MutationInput {
  @Field(() => String, { description: 'Name: lower-case letters, digits, hyphens and dots.' })
  name!: string;

  @Field(() => [RoleBindingInput], { description: 'Its roles. Nobody can give more than they have.' })
  bindings!: RoleBindingInput[];

  @Field(() => [String], { nullable: true, description: 'Who else comes in as this account: `serviceaccount:NAMESPACE:NAME`, `certificate:NAME` (common or alternative name of a client certificate) or `oidc:SUBJECT`.' })
  identities?: string[];
}

/** What to change of an account. */
@InputType({ description: 'What to change of an account. What is left out stays as it is.' })
export class UpdateAccountInput extends MutationInput {
  @Field(() => String, { description: 'Name of the account.' })
  name!: string;

  @Field(() => [RoleBindingInput], { nullable: true, description: 'Its roles, in place of those before.' })
  bindings?: RoleBindingInput[];

  @Field(() => Boolean, { nullable: true, description: 'Whether nobody gets in with it.' })
  disabled?: boolean;

  @Field(() => [String], { nullable: true, description: 'Who else comes in as this account, in place of those before.' })
  identities?: string[];
}

/** The account to delete. */
@InputType({ description: 'The account to delete, with its tokens.' })
export class DeleteAccountInput extends MutationInput {
  @Field(() => String, { description: 'Name of the account.' })
  name!: string;
}

/** The token to create. */
@InputType({ description: 'The token to create.' })
export class CreateTokenInput extends MutationInput {
  @Field(() => String, { description: 'Name of the account that it is for.' })
  account!: string;

  @Field(() => String, { description: 'What the token is for.' })
  name!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ends; never when left out.' })
  expiresAt?: string;
}

/** The token to revoke. */
@InputType({ description: 'The token to revoke.' })
export class RevokeTokenInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the token.' })
  id!: string;
}

/** The role to create. */
@InputType({ description: 'The role to create.' })
export class CreateRoleInput extends MutationInput {
  @Field(() => String, { description: 'Name: lower-case letters, digits, hyphens and dots.' })
  name!: string;

  @Field(() => [Permission], { nullable: true, description: 'What it permits. Nobody can give more than they have.' })
  permissions?: Permission[];

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Whether it permits everything.' })
  all?: boolean;
}

/** What to change of a role. */
@InputType({ description: 'What to change of a role. What is left out stays as it is.' })
export class UpdateRoleInput extends MutationInput {
  @Field(() => String, { description: 'Name of the role.' })
  name!: string;

  @Field(() => [Permission], { nullable: true, description: 'What it permits, in place of what it did.' })
  permissions?: Permission[];

  @Field(() => Boolean, { nullable: true, description: 'Whether it permits everything.' })
  all?: boolean;
}

/** The role to delete. */
@InputType({ description: 'The role to delete. No account may be bound to it.' })
export class DeleteRoleInput extends MutationInput {
  @Field(() => String, { description: 'Name of the role.' })
  name!: string;
}
