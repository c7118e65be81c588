import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { UpdatePolicyInput } from '../../schema/graphql/policy-inputs.js';
import { UpdatePolicyPayload } from '../../schema/graphql/policy-payloads.js';
import type { Context } from '../context.js';
import { updatePolicyMutation } from './update-policy-mutation.js';
import { runPolicyMutation } from './run-policy-mutation.js';

/** `Mutation.updatePolicy` */
@Resolver()
export class UpdatePolicyResolver {
  @NeedsPermission('UPDATE_POLICY')
  @Mutation(() => UpdatePolicyPayload, { description: 'Changes a policy. No database changes until it is applied again.' })
  updatePolicy(@Arg('input', () => UpdatePolicyInput, { description: 'What to change.' }) input: UpdatePolicyInput, @Ctx() context: Context): Promise<UpdatePolicyPayload> {
    return runPolicyMutation(updatePolicyMutation(input, context), input, context);
  }
}
