import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { PrivilegeLevel } from './privilege-level.js';
import { SafeInt } from './scalars.js';

/** A version of an extension in a database. */
@ObjectType({ description: 'An extension that a database has.', simpleResolvers: true })
export class InstalledExtension {
  @Field(() => String, { description: 'Name of the extension.' })
  name!: string;

  @Field(() => String, { description: 'Version that is installed.' })
  version!: string;
}

/** What a role may do in a database. */
@ObjectType({ description: 'What a role may do in a database.', simpleResolvers: true })
export class DatabaseGrant {
  @Field(() => String, { description: 'Name of the role.' })
  role!: string;

  @Field(() => PrivilegeLevel, { description: 'What it may do.' })
  privileges!: PrivilegeLevel;

  @Field(() => [String], { description: 'Schemas that it is about; all when there is none.' })
  schemas!: string[];
}

/** A database of a cluster. */
@ObjectType({ implements: Node, description: 'A database of a cluster.', simpleResolvers: true })
export class Database extends Node {
  @Field(() => String, { description: 'Namespace of its cluster.' })
  namespace!: string;

  @Field(() => String, { description: 'Name of its cluster.' })
  cluster!: string;

  @Field(() => String, { description: 'Name in PostgreSQL.' })
  name!: string;

  @Field(() => String, { description: 'Name of the owning user.' })
  owner!: string;

  @Field(() => [String], { description: 'Names of the extensions that it has, or shall have while it is being made.' })
  extensions!: string[];

  @Field(() => [InstalledExtension], { description: 'The extensions that it has, with their versions.' })
  installedExtensions!: InstalledExtension[];

  @Field(() => [String], { description: 'Schemas that it has, those of PostgreSQL itself left out.' })
  schemas!: string[];

  @Field(() => [DatabaseGrant], { description: 'What roles may do in it, beside what users have by their own `databases`.' })
  grants!: DatabaseGrant[];

  @Field(() => String, { nullable: true, description: 'Character set encoding.' })
  encoding?: string;

  @Field(() => String, { nullable: true, description: 'Locale of sorting and character classes.' })
  locale?: string;

  @Field(() => Int, { description: 'How many connections there may be to it at once; -1 for no limit.' })
  connectionLimit!: number;

  @Field(() => SafeInt, { nullable: true, description: 'How much space it takes, in bytes; looked at when something changes and every quarter of an hour.' })
  sizeBytes?: number;

  @Field(() => [String], { description: 'Where it differs from what is asked for in what is not changed by itself, one sentence each.' })
  drift!: string[];

  @Field(() => String, { description: 'PENDING, READY, FAILED or DELETING.' })
  state!: string;

  @Field(() => String, { description: 'The state in a sentence: why, and what happens next.' })
  message!: string;
}
