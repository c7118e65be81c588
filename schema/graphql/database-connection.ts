import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from './page-info.js';
import { Database } from './database.js';

/** A database in a page of a list. */
@ObjectType({ description: 'A database in a page of a list.', simpleResolvers: true })
export class DatabaseEdge {
  @Field(() => String, { description: 'Pass it as `after` to get what follows this database.' })
  cursor!: string;

  @Field(() => Database, { description: 'The database.' })
  node!: Database;
}

/** A page of a list of databases. */
@ObjectType({ description: 'A page of a list of databases.', simpleResolvers: true })
export class DatabaseConnection {
  @Field(() => [DatabaseEdge], { description: 'The databases with their cursors.' })
  edges!: DatabaseEdge[];

  @Field(() => [Database], { description: 'The databases.' })
  nodes!: Database[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
