import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CreateAccountInput } from '../../schema/graphql/access-inputs.js';
import { CreateAccountPayload } from '../../schema/graphql/access-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { createAccount } from './account-changes.js';
import { runAccountChange } from './run-access-change.js';

/** `Mutation.createAccount` */
@Resolver()
export class CreateAccountResolver {
  @NeedsPermission('CREATE_PGOUSER')
  @Mutation(() => CreateAccountPayload, { description: 'Creates an account. Nobody can give more than they have.' })
  createAccount(@Arg('input', () => CreateAccountInput, { description: 'The account.' }) input: CreateAccountInput, @Ctx() context: Context): Promise<CreateAccountPayload> {
    return runAccountChange(createAccount(input, context), input, context);
  }
}
