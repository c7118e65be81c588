import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { RunScheduleInput } from '../../schema/graphql/schedule-inputs.js';
import { RunSchedulePayload } from '../../schema/graphql/schedule-payloads.js';
import type { Context } from '../context.js';
import { runScheduleMutation } from './run-schedule-mutation.js';
import { runScheduleNow } from './run-schedule-now.js';

/** `Mutation.runSchedule` */
@Resolver()
export class RunScheduleResolver {
  @NeedsPermission('UPDATE_SCHEDULE')
  @Mutation(() => RunSchedulePayload, { description: 'Runs a schedule now, beside its times. Needs the permission for what is done as well.' })
  runSchedule(@Arg('input', () => RunScheduleInput, { description: 'What to run.' }) input: RunScheduleInput, @Ctx() context: Context): Promise<RunSchedulePayload> {
    return runScheduleMutation(runScheduleNow(input, context), input, context);
  }
}
