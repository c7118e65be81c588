import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { UpdateDatabaseInput } from '../../schema/graphql/database-inputs.js';
import { UpdateDatabasePayload } from '../../schema/graphql/database-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { runDatabaseMutation } from './run-database-mutation.js';
import { updateDatabaseMutation } from './database-mutations.js';

/** `Mutation.updateDatabase` */
@Resolver()
export class UpdateDatabaseResolver {
  @NeedsPermission('UPDATE_DATABASE')
  @Mutation(() => UpdateDatabasePayload, { description: 'Changes a database of a cluster.' })
  updateDatabase(@Arg('input', () => UpdateDatabaseInput, { description: 'What to do, and to which database.' }) input: UpdateDatabaseInput, @Ctx() context: Context): Promise<UpdateDatabasePayload> {
    return runDatabaseMutation(updateDatabaseMutation(input, context), input, context);
  }
}
