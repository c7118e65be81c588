import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { ClusterRef, MutationInput } from './cluster-inputs.js';
import { PageArgs } from './list-args.js';
import { PrivilegeLevel } from './privilege-level.js';
import { DateTime } from './scalars.js';

const CLUSTER = 'The cluster that it is in.';
const NAME = 'Name of the user.';
const DATABASES = 'Databases of the cluster that it may connect to.';
const PRIVILEGES = 'What it may do in its databases.';
const LOGIN = 'Whether it may log in.';
const SUPERUSER = 'Whether it may do everything, in every database and on the instance. Needs the permission SHOW_SYSTEM_ACCOUNTS as well.';
const LIMIT = 'How many connections it may have at once; -1 for no limit.';
const MEMBER_OF = 'Roles that it is a member of, of which it then has the privileges.';
const VALID_UNTIL = 'When its password ends.';
const PASSWORD_LENGTH = 'Characters of a password that is generated, 16 to 128; 32 when left out.';
const PASSWORD_SECRET = 'Name of a Secret in the namespace whose key `password` holds the password.';

/** Arguments of `Cluster.users`. */
@ArgsType()
export class UsersArgs extends PageArgs {}

/** The user to create. */
@InputType({ description: 'The user to create. One that PostgreSQL has already under the name is taken over and gets a new password.' })
export class CreateUserInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => String, { description: 'Name: 1 to 63 bytes.' })
  name!: string;

  @Field(() => [String], { nullable: true, description: `${DATABASES} The one of the application when left out.` })
  databases?: string[];

  @Field(() => PrivilegeLevel, { nullable: true, description: `${PRIVILEGES} ALL when left out.` })
  privileges?: PrivilegeLevel;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: LOGIN })
  login?: boolean;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: SUPERUSER })
  superuser?: boolean;

  @Field(() => Int, { nullable: true, description: LIMIT })
  connectionLimit?: number;

  @Field(() => [String], { nullable: true, description: MEMBER_OF })
  memberOf?: string[];

  @Field(() => DateTime, { nullable: true, description: `${VALID_UNTIL} Never when left out.` })
  validUntil?: string;

  @Field(() => Int, { nullable: true, description: PASSWORD_LENGTH })
  passwordLength?: number;

  @Field(() => String, { nullable: true, description: `${PASSWORD_SECRET} One is generated when left out.` })
  passwordSecret?: string;
}

/** What to change of a user. */
@InputType({ description: 'What to change of a user. What is left out stays as it is.' })
export class UpdateUserInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => String, { description: NAME })
  name!: string;

  @Field(() => [String], { nullable: true, description: `${DATABASES} In place of those before.` })
  databases?: string[];

  @Field(() => PrivilegeLevel, { nullable: true, description: PRIVILEGES })
  privileges?: PrivilegeLevel;

  @Field(() => Boolean, { nullable: true, description: `${LOGIN} False disables it and ends its sessions; what it owns stays.` })
  login?: boolean;

  @Field(() => Boolean, { nullable: true, description: SUPERUSER })
  superuser?: boolean;

  @Field(() => Int, { nullable: true, description: LIMIT })
  connectionLimit?: number;

  @Field(() => [String], { nullable: true, description: `${MEMBER_OF} In place of those before.` })
  memberOf?: string[];

  @Field(() => DateTime, { nullable: true, description: `${VALID_UNTIL} Null for never.` })
  validUntil?: string | null;

  @Field(() => String, { nullable: true, description: `${PASSWORD_SECRET} Null to have one generated.` })
  passwordSecret?: string | null;
}

/** The user whose password changes. */
@InputType({ description: 'The user whose password changes.' })
export class RotateUserPasswordInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => String, { description: NAME })
  name!: string;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: 'For how long the password before stays good, in seconds. When it is above 0 the user has two logins for that time: the new password belongs to the other one, which the Secret and `Cluster.connection` name from then on.' })
  overlapSeconds?: number;

  @Field(() => Int, { nullable: true, description: PASSWORD_LENGTH })
  passwordLength?: number;
}

/** The user to delete. */
@InputType({ description: 'The user to delete.' })
export class DeleteUserInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => String, { description: NAME })
  name!: string;

  @Field(() => String, { nullable: true, description: 'User who gets what it owns; the one of the application when left out.' })
  reassignOwnedTo?: string;
}
