import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { ClusterRef, MutationInput } from './cluster-inputs.js';
import { PageArgs } from './list-args.js';
import { PrivilegeLevel } from './privilege-level.js';

const CLUSTER = 'The cluster that it is in.';
const NAME = 'Name of the database.';
const OWNER = 'Name of the owning user, which is one of the cluster.';
const EXTENSIONS = 'Extensions that there shall be, each as `name` or `name@version`. Others are left alone.';
const SCHEMAS = 'Schemas that there shall be, owned by the owner of the database. Others are left alone.';
const LIMIT = 'How many connections there may be to it at once; -1 for no limit.';
const GRANTS = 'What roles may do in it, beside what users have by their own `databases`.';

/** Arguments of `Cluster.databases`. */
@ArgsType()
export class DatabasesArgs extends PageArgs {}

/** What a role may do in a database. */
@InputType({ description: 'What a role may do in a database.' })
export class DatabaseGrantInput {
  @Field(() => String, { description: 'Name of the role.' })
  role!: string;

  @Field(() => PrivilegeLevel, { description: 'What it may do; tables that the owner of the database makes later are included.' })
  privileges!: PrivilegeLevel;

  @Field(() => [String], { nullable: true, description: 'Schemas that it is about; all when left out.' })
  schemas?: string[];
}

/** The database to create. */
@InputType({ description: 'The database to create. One that PostgreSQL has already under the name is taken over with its data.' })
export class CreateDatabaseInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => String, { description: 'Name: 1 to 63 bytes.' })
  name!: string;

  @Field(() => String, { nullable: true, description: `${OWNER} The user of the application when left out.` })
  owner?: string;

  @Field(() => [String], { nullable: true, description: EXTENSIONS })
  extensions?: string[];

  @Field(() => [String], { nullable: true, description: SCHEMAS })
  schemas?: string[];

  @Field(() => String, { nullable: true, description: 'Character set encoding, such as `UTF8`, which is the one when left out.' })
  encoding?: string;

  @Field(() => String, { nullable: true, description: 'Locale of sorting and character classes, such as `C.UTF-8`; the one of the cluster when left out.' })
  locale?: string;

  @Field(() => Int, { nullable: true, description: LIMIT })
  connectionLimit?: number;

  @Field(() => [DatabaseGrantInput], { nullable: true, description: GRANTS })
  grants?: DatabaseGrantInput[];
}

/** What to change of a database. */
@InputType({ description: 'What to change of a database. What is left out stays as it is.' })
export class UpdateDatabaseInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => String, { description: NAME })
  name!: string;

  @Field(() => String, { nullable: true, description: OWNER })
  owner?: string;

  @Field(() => [String], { nullable: true, description: EXTENSIONS })
  extensions?: string[];

  @Field(() => [String], { nullable: true, description: SCHEMAS })
  schemas?: string[];

  @Field(() => Int, { nullable: true, description: LIMIT })
  connectionLimit?: number;

  @Field(() => [DatabaseGrantInput], { nullable: true, description: `${GRANTS} In place of those before.` })
  grants?: DatabaseGrantInput[];
}

/** The database to delete. */
@InputType({ description: 'The database to delete.' })
export class DeleteDatabaseInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => String, { description: NAME })
  name!: string;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: 'When true, only our knowledge of the database goes, and it stays in PostgreSQL with its data. When false, it is dropped.' })
  keepData?: boolean;

  @Field(() => String, { nullable: true, description: 'The name of the database once more, which dropping it needs.' })
  confirm?: string;
}
