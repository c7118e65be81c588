import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from './page-info.js';
import { User } from './user.js';

/** A user in a page of a list. */
@ObjectType({ description: 'A user in a page of a list.', simpleResolvers: true })
export class UserEdge {
  @Field(() => String, { description: 'Pass it as `after` to get what follows this user.' })
  cursor!: string;

  @Field(() => User, { description: 'The user.' })
  node!: User;
}

/** A page of a list of users. */
@ObjectType({ description: 'A page of a list of users.', simpleResolvers: true })
export class UserConnection {
  @Field(() => [UserEdge], { description: 'The users with their cursors.' })
  edges!: UserEdge[];

  @Field(() => [User], { description: 'The users.' })
  nodes!: User[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
