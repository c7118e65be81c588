import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { UpdateUserInput } from '../../schema/graphql/user-inputs.js';
import { UpdateUserPayload } from '../../schema/graphql/user-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { runUserMutation } from './run-user-mutation.js';
import { updateUserMutation } from './user-mutations.js';

/** `Mutation.updateUser` */
@Resolver()
export class UpdateUserResolver {
  @NeedsPermission('UPDATE_USER')
  @Mutation(() => UpdateUserPayload, { description: 'Changes a user of a cluster.' })
  updateUser(@Arg('input', () => UpdateUserInput, { description: 'What to do, and to which user.' }) input: UpdateUserInput, @Ctx() context: Context): Promise<UpdateUserPayload> {
    return runUserMutation(updateUserMutation(input, context), input, context);
  }
}
