import { Field, ObjectType } from 'type-graphql';
import { Operation } from './operation.js';
import { Plan } from './plan.js';
import { Schedule } from './schedule.js';

/** What every mutation of a schedule answers. */
@ObjectType({ description: 'What every mutation of a schedule answers.', simpleResolvers: true })
export abstract class SchedulePayload {
  @Field(() => Schedule, { nullable: true, description: 'The schedule as it is stored now. Null on `dryRun` and when it is deleted.' })
  schedule?: Schedule | null;

  @Field(() => Operation, { nullable: true, description: 'The operation that carries it out; follow it with `operationChanged`. Null on `dryRun`.' })
  operation?: Operation | null;

  @Field(() => Plan, { description: 'What is changed.' })
  plan!: Plan;
}

/** Answer of `createSchedule`. */
@ObjectType({ description: 'Answer of `createSchedule`.', simpleResolvers: true })
export class CreateSchedulePayload extends SchedulePayload {}

/** Answer of `updateSchedule`. */
@ObjectType({ description: 'Answer of `updateSchedule`.', simpleResolvers: true })
export class UpdateSchedulePayload extends SchedulePayload {}

/** Answer of `deleteSchedule`. */
@ObjectType({ description: 'Answer of `deleteSchedule`.', simpleResolvers: true })
export class DeleteSchedulePayload extends SchedulePayload {}

/** Answer of `runSchedule`. */
@ObjectType({ description: 'Answer of `runSchedule`. The operation is the run.', simpleResolvers: true })
export class RunSchedulePayload extends SchedulePayload {}
