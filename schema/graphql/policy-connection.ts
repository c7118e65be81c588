import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from './page-info.js';
import { Policy } from './policy.js';

/** A policy in a page of a list. */
@ObjectType({ description: 'A policy in a page of a list.', simpleResolvers: true })
export class PolicyEdge {
  @Field(() => String, { description: 'Pass it as `after` to get what follows this policy.' })
  cursor!: string;

  @Field(() => Policy, { description: 'The policy.' })
  node!: Policy;
}

/** A page of a list of policies. */
@ObjectType({ description: 'A page of a list of policies.', simpleResolvers: true })
export class PolicyConnection {
  @Field(() => [PolicyEdge], { description: 'The policies with their cursors.' })
  edges!: PolicyEdge[];

  @Field(() => [Policy], { description: 'The policies.' })
  nodes!: Policy[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
