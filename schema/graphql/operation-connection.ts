import { Field, Int, ObjectType } from 'type-graphql';
import { Operation } from './operation.js';
import { PageInfo } from './page-info.js';

/** An operation in a page of a list. */
@ObjectType({ description: 'An operation in a page of a list.', simpleResolvers: true })
export class OperationEdge {
  @Field(() => String, { description: 'Pass it as `after` to get what follows this operation.' })
  cursor!: string;

  @Field(() => Operation, { description: 'The operation.' })
  node!: Operation;
}

/** A page of a list of operations. */
@ObjectType({ description: 'A page of a list of operations, the newest first.', simpleResolvers: true })
export class OperationConnection {
  @Field(() => [OperationEdge], { description: 'The operations with their cursors.' })
  edges!: OperationEdge[];

  @Field(() => [Operation], { description: 'The operations.' })
  nodes!: Operation[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
