import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from './page-info.js';
import { Schedule } from './schedule.js';

/** A schedule in a page of a list. */
@ObjectType({ description: 'A schedule in a page of a list.', simpleResolvers: true })
export class ScheduleEdge {
  @Field(() => String, { description: 'Pass it as `after` to get what follows this schedule.' })
  cursor!: string;

  @Field(() => Schedule, { description: 'The schedule.' })
  node!: Schedule;
}

/** A page of a list of schedules. */
@ObjectType({ description: 'A page of a list of schedules.', simpleResolvers: true })
export class ScheduleConnection {
  @Field(() => [ScheduleEdge], { description: 'The schedules with their cursors.' })
  edges!: ScheduleEdge[];

  @Field(() => [Schedule], { description: 'The schedules.' })
  nodes!: Schedule[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
