import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { UpdateScheduleInput } from '../../schema/graphql/schedule-inputs.js';
import { UpdateSchedulePayload } from '../../schema/graphql/schedule-payloads.js';
import type { Context } from '../context.js';
import { updateScheduleMutation } from './update-schedule-mutation.js';
import { runScheduleMutation } from './run-schedule-mutation.js';

/** `Mutation.updateSchedule` */
@Resolver()
export class UpdateScheduleResolver {
  @NeedsPermission('UPDATE_SCHEDULE')
  @Mutation(() => UpdateSchedulePayload, { description: 'Changes a schedule; it takes effect at once.' })
  updateSchedule(@Arg('input', () => UpdateScheduleInput, { description: 'What to change.' }) input: UpdateScheduleInput, @Ctx() context: Context): Promise<UpdateSchedulePayload> {
    return runScheduleMutation(updateScheduleMutation(input, context), input, context);
  }
}
