import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { ApplyPolicyInput } from '../../schema/graphql/policy-inputs.js';
import { ApplyPolicyPayload } from '../../schema/graphql/policy-payloads.js';
import type { Context } from '../context.js';
import { applyPolicyMutation } from './apply-policy-mutation.js';
import { runPolicyMutation } from '../policy/run-policy-mutation.js';

/** `Mutation.applyPolicy` */
@Resolver()
export class ApplyPolicyResolver {
  @NeedsPermission('APPLY_POLICY')
  @Mutation(() => ApplyPolicyPayload, { description: 'Runs the SQL of a policy in a database of each cluster named or selected, in one transaction where PostgreSQL allows it, up to the first error.' })
  applyPolicy(@Arg('input', () => ApplyPolicyInput, { description: 'What to apply, and where.' }) input: ApplyPolicyInput, @Ctx() context: Context): Promise<ApplyPolicyPayload> {
    return runPolicyMutation(applyPolicyMutation(input, context), input, context);
  }
}
