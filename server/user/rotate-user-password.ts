import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RotateUserPasswordInput } from '../../schema/graphql/user-inputs.js';
import { RotateUserPasswordPayload } from '../../schema/graphql/user-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { runUserMutation } from './run-user-mutation.js';
import { rotateUserPasswordMutation } from './user-mutations.js';

/** `Mutation.rotateUserPassword` */
@Resolver()
export class RotateUserPasswordResolver {
  @NeedsPermission('UPDATE_USER')
  @Mutation(() => RotateUserPasswordPayload, { description: 'Gives a user of a cluster a new password. Sessions that are open go on.' })
  rotateUserPassword(@Arg('input', () => RotateUserPasswordInput, { description: 'What to do, and to which user.' }) input: RotateUserPasswordInput, @Ctx() context: Context): Promise<RotateUserPasswordPayload> {
    return runUserMutation(rotateUserPasswordMutation(input, context), input, context);
  }
}
