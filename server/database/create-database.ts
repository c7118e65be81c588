import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CreateDatabaseInput } from '../../schema/graphql/database-inputs.js';
import { CreateDatabasePayload } from '../../schema/graphql/database-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { runDatabaseMutation } from './run-database-mutation.js';
import { createDatabaseMutation } from './database-mutations.js';

/** `Mutation.createDatabase` */
@Resolver()
export class CreateDatabaseResolver {
  @NeedsPermission('CREATE_DATABASE')
  @Mutation(() => CreateDatabasePayload, { description: 'Creates a database in a cluster.' })
  createDatabase(@Arg('input', () => CreateDatabaseInput, { description: 'What to do, and to which database.' }) input: CreateDatabaseInput, @Ctx() context: Context): Promise<CreateDatabasePayload> {
    return runDatabaseMutation(createDatabaseMutation(input, context), input, context);
  }
}
