import { Field, Int, ObjectType } from 'type-graphql';
import { ClusterEvent } from './cluster-event.js';
import { PageInfo } from './page-info.js';

/** An event in a page of a list. */
@ObjectType({ description: 'An event in a page of a list.', simpleResolvers: true })
export class ClusterEventEdge {
  @Field(() => String, { description: 'Pass it as `after` to get what follows this event.' })
  cursor!: string;

  @Field(() => ClusterEvent, { description: 'The event.' })
  node!: ClusterEvent;
}

/** A page of a list of events. */
@ObjectType({ description: 'A page of a list of events, the newest first.', simpleResolvers: true })
export class ClusterEventConnection {
  @Field(() => [ClusterEventEdge], { description: 'The events with their cursors.' })
  edges!: ClusterEventEdge[];

  @Field(() => [ClusterEvent], { description: 'The events.' })
  nodes!: ClusterEvent[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
