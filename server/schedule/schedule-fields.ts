import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Schedule, ScheduleRun } from '../../schema/graphql/schedule.js';
import type { Context } from '../context.js';
import { badUserInput } from '../error/api-error.js';
import { runsOfSchedule } from './schedule-runs.js';

/** `Schedule.lastRun` and `Schedule.runs` */
@Resolver(() => Schedule)
export class ScheduleFieldsResolver {
  @FieldResolver(() => ScheduleRun, { nullable: true, description: 'The last run. Null while it has not run.' })
  lastRun(@Root() schedule: Schedule, @Ctx() { services }: Context): ScheduleRun | undefined {
    return runsOfSchedule(schedule, services)[0];
  }

  @FieldResolver(() => [ScheduleRun], { description: 'The runs that are kept, the newest first.' })
  runs(
    @Root() schedule: Schedule,
    @Arg('first', () => Int, { nullable: true, defaultValue: 10, description: 'How many at most, 1 to 100.' }) first: number | null,
    @Ctx() { services }: Context,
  ): ScheduleRun[] {
    const count = first ?? 10;
    if (count < 1 || count > services.settings.limits.pageSizeMax) throw badUserInput('first', `${count} is not between 1 and ${services.settings.limits.pageSizeMax}`, 'Ask for fewer runs.');
    return runsOfSchedule(schedule, services).slice(0, count);
  }
}
