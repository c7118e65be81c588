import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { DeleteScheduleInput } from '../../schema/graphql/schedule-inputs.js';
import { DeleteSchedulePayload } from '../../schema/graphql/schedule-payloads.js';
import type { Context } from '../context.js';
import { deleteScheduleMutation } from './delete-schedule-mutation.js';
import { runScheduleMutation } from './run-schedule-mutation.js';

/** `Mutation.deleteSchedule` */
@Resolver()
export class DeleteScheduleResolver {
  @NeedsPermission('DELETE_SCHEDULE')
  @Mutation(() => DeleteSchedulePayload, { description: 'Deletes a schedule. A run that is under way goes on.' })
  deleteSchedule(@Arg('input', () => DeleteScheduleInput, { description: 'What to delete.' }) input: DeleteScheduleInput, @Ctx() context: Context): Promise<DeleteSchedulePayload> {
    return runScheduleMutation(deleteScheduleMutation(input, context), input, context);
  }
}
