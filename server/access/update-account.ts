import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { UpdateAccountInput } from '../../schema/graphql/access-inputs.js';
import { UpdateAccountPayload } from '../../schema/graphql/access-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { updateAccount } from './account-changes.js';
import { runAccountChange } from './run-access-change.js';

/** `Mutation.updateAccount` */
@Resolver()
export class UpdateAccountResolver {
  @NeedsPermission('UPDATE_PGOUSER')
  @Mutation(() => UpdateAccountPayload, { description: 'Changes an account, at once and for what is open already.' })
  updateAccount(@Arg('input', () => UpdateAccountInput, { description: 'The account and what to change.' }) input: UpdateAccountInput, @Ctx() context: Context): Promise<UpdateAccountPayload> {
    return runAccountChange(updateAccount(input, context), input, context);
  }
}
