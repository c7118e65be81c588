import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { DeleteAccountInput } from '../../schema/graphql/access-inputs.js';
import { DeleteAccountPayload } from '../../schema/graphql/access-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { deleteAccount } from './account-changes.js';
import { runAccountChange } from './run-access-change.js';

/** `Mutation.deleteAccount` */
@Resolver()
export class DeleteAccountResolver {
  @NeedsPermission('DELETE_PGOUSER')
  @Mutation(() => DeleteAccountPayload, { description: 'Deletes an account with its tokens. What it has open is ended.' })
  deleteAccount(@Arg('input', () => DeleteAccountInput, { description: 'The account.' }) input: DeleteAccountInput, @Ctx() context: Context): Promise<DeleteAccountPayload> {
    return runAccountChange(deleteAccount(input, context), input, context);
  }
}
