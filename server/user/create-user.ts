import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CreateUserInput } from '../../schema/graphql/user-inputs.js';
import { CreateUserPayload } from '../../schema/graphql/user-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { runUserMutation } from './run-user-mutation.js';
import { createUserMutation } from './user-mutations.js';

/** `Mutation.createUser` */
@Resolver()
export class CreateUserResolver {
  @NeedsPermission('CREATE_USER')
  @Mutation(() => CreateUserPayload, { description: 'Creates a user of the databases of a cluster, with a password in a Secret.' })
  createUser(@Arg('input', () => CreateUserInput, { description: 'What to do, and to which user.' }) input: CreateUserInput, @Ctx() context: Context): Promise<CreateUserPayload> {
    return runUserMutation(createUserMutation(input, context), input, context);
  }
}
