import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { CreateScheduleInput } from '../../schema/graphql/schedule-inputs.js';
import { CreateSchedulePayload } from '../../schema/graphql/schedule-payloads.js';
import type { Context } from '../context.js';
import { createScheduleMutation } from './create-schedule-mutation.js';
import { runScheduleMutation } from './run-schedule-mutation.js';

/** `Mutation.createSchedule` */
@Resolver()
export class CreateScheduleResolver {
  @NeedsPermission('CREATE_SCHEDULE')
  @Mutation(() => CreateSchedulePayload, { description: 'Has something done to a cluster at certain times. Needs the permission for what is done as well.' })
  createSchedule(@Arg('input', () => CreateScheduleInput, { description: 'What to create.' }) input: CreateScheduleInput, @Ctx() context: Context): Promise<CreateSchedulePayload> {
    return runScheduleMutation(createScheduleMutation(input, context), input, context);
  }
}
