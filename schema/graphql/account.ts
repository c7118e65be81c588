import { Field, ID, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { Permission } from './permission.js';
import { DateTime } from './scalars.js';
import { RoleBinding } from './viewer.js';

/** A token of an account. Its secret is shown once, when it is made. */
@ObjectType({ description: 'A token of an account. Its secret is shown once, by `createToken`.', simpleResolvers: true })
export class Token {
  @Field(() => ID, { description: 'Names the token; `revokeToken` takes it.' })
  id!: string;

  @Field(() => String, { description: 'What the token is for.' })
  name!: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ends. Null when it does not.' })
  expiresAt?: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to within a few minutes. Null when never.' })
  lastUsedAt?: string;
}

/** An account of the API. */
@ObjectType({ description: 'An account of the API: a person or a program.', implements: Node, simpleResolvers: true })
export class Account extends Node {
  @Field(() => String, { description: 'Name of the account.' })
  name!: string;

  @Field(() => [RoleBinding], { description: 'Its roles and where they count.' })
  bindings!: RoleBinding[];

  @Field(() => Boolean, { description: 'Whether nobody gets in with it.' })
  disabled!: boolean;

  @Field(() => [Token], { description: 'Its tokens, without their secrets.' })
  tokens!: Token[];

  @Field(() => [String], { description: 'Who else comes in as this account: `serviceaccount:NAMESPACE:NAME`, `certificate:NAME` (common or alternative name of a client certificate) or `oidc:SUBJECT`.' })
  identities!: string[];
}

/** A role of the API. */
@ObjectType({ description: 'A role of the API: a set of permissions. It counts where an account is bound to it.', simpleResolvers: true })
export class ApiRole {
  @Field(() => String, { description: 'Name of the role.' })
  name!: string;

  @Field(() => [Permission], { description: 'What it permits.' })
  permissions!: Permission[];

  @Field(() => Boolean, { description: 'Whether it permits everything, also what later versions add.' })
  all!: boolean;

  @Field(() => Boolean, { description: 'Whether it is there from the start and stays as it is.' })
  builtin!: boolean;
}
