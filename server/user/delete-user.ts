import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { DeleteUserInput } from '../../schema/graphql/user-inputs.js';
import { DeleteUserPayload } from '../../schema/graphql/user-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { runUserMutation } from './run-user-mutation.js';
import { deleteUserMutation } from './user-mutations.js';

/** `Mutation.deleteUser` */
@Resolver()
export class DeleteUserResolver {
  @NeedsPermission('DELETE_USER')
  @Mutation(() => DeleteUserPayload, { description: 'Drops a user of a cluster. What it owns goes to another user.' })
  deleteUser(@Arg('input', () => DeleteUserInput, { description: 'What to do, and to which user.' }) input: DeleteUserInput, @Ctx() context: Context): Promise<DeleteUserPayload> {
    return runUserMutation(deleteUserMutation(input, context), input, context);
  }
}
