import { Field, ObjectType } from 'type-graphql';

/** Where a page of a list ends. */
@ObjectType({ description: 'Where a page of a list ends.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Pass it as `after` to get the next page. Null on an empty page.' })
  endCursor?: string;
}
