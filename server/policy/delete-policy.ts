import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { DeletePolicyInput } from '../../schema/graphql/policy-inputs.js';
import { DeletePolicyPayload } from '../../schema/graphql/policy-payloads.js';
import type { Context } from '../context.js';
import { deletePolicyMutation } from './delete-policy-mutation.js';
import { runPolicyMutation } from './run-policy-mutation.js';

/** `Mutation.deletePolicy` */
@Resolver()
export class DeletePolicyResolver {
  @NeedsPermission('DELETE_POLICY')
  @Mutation(() => DeletePolicyPayload, { description: 'Deletes a policy. What it did in databases stays.' })
  deletePolicy(@Arg('input', () => DeletePolicyInput, { description: 'What to delete.' }) input: DeletePolicyInput, @Ctx() context: Context): Promise<DeletePolicyPayload> {
    return runPolicyMutation(deletePolicyMutation(input, context), input, context);
  }
}
