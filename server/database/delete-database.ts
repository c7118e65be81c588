import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { DeleteDatabaseInput } from '../../schema/graphql/database-inputs.js';
import { DeleteDatabasePayload } from '../../schema/graphql/database-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { runDatabaseMutation } from './run-database-mutation.js';
import { deleteDatabaseMutation } from './database-mutations.js';

/** `Mutation.deleteDatabase` */
@Resolver()
export class DeleteDatabaseResolver {
  @NeedsPermission('DELETE_DATABASE')
  @Mutation(() => DeleteDatabasePayload, { description: 'Deletes a database of a cluster: forgets it and keeps its data, or drops it.' })
  deleteDatabase(@Arg('input', () => DeleteDatabaseInput, { description: 'What to do, and to which database.' }) input: DeleteDatabaseInput, @Ctx() context: Context): Promise<DeleteDatabasePayload> {
    return runDatabaseMutation(deleteDatabaseMutation(input, context), input, context);
  }
}
