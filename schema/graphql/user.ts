import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { PrivilegeLevel } from './privilege-level.js';
import { DateTime } from './scalars.js';

/** A user of the databases of a cluster. */
@ObjectType({ implements: Node, description: 'A user of the databases of a cluster.', simpleResolvers: true })
export class User extends Node {
  @Field(() => String, { description: 'Namespace of its cluster.' })
  namespace!: string;

  @Field(() => String, { description: 'Name of its cluster.' })
  cluster!: string;

  @Field(() => String, { description: 'Name in PostgreSQL.' })
  name!: string;

  @Field(() => [String], { description: 'Databases that it may connect to.' })
  databases!: string[];

  @Field(() => PrivilegeLevel, { description: 'What it may do in them; in a database that it owns it may do everything.' })
  privileges!: PrivilegeLevel;

  @Field(() => Boolean, { description: 'Whether it may log in.' })
  login!: boolean;

  @Field(() => Boolean, { description: 'Whether it may do everything, in every database and on the instance.' })
  superuser!: boolean;

  @Field(() => Int, { description: 'How many connections it may have at once; -1 for no limit.' })
  connectionLimit!: number;

  @Field(() => [String], { description: 'Roles that it is a member of.' })
  memberOf!: string[];

  @Field(() => DateTime, { nullable: true, description: 'When its password ends; null when it never does.' })
  validUntil?: string;

  @Field(() => DateTime, { nullable: true, description: 'When its password was made or changed.' })
  passwordChangedAt?: string;

  @Field(() => DateTime, { nullable: true, description: 'Until when the password before the current one is good, too.' })
  previousPasswordUntil?: string;

  @Field(() => String, { description: 'Name of the Secret with everything that an application needs to connect.' })
  secretName!: string;

  @Field(() => String, { description: 'PENDING, READY, DISABLED, EXPIRED, FAILED or DELETING.' })
  state!: string;

  @Field(() => String, { description: 'The state in a sentence: why, and what happens next.' })
  message!: string;
}
