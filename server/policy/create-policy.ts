import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { CreatePolicyInput } from '../../schema/graphql/policy-inputs.js';
import { CreatePolicyPayload } from '../../schema/graphql/policy-payloads.js';
import type { Context } from '../context.js';
import { createPolicyMutation } from './create-policy-mutation.js';
import { runPolicyMutation } from './run-policy-mutation.js';

/** `Mutation.createPolicy` */
@Resolver()
export class CreatePolicyResolver {
  @NeedsPermission('CREATE_POLICY')
  @Mutation(() => CreatePolicyPayload, { description: 'Creates a policy: SQL under a name. No database changes until it is applied.' })
  createPolicy(@Arg('input', () => CreatePolicyInput, { description: 'What to create.' }) input: CreatePolicyInput, @Ctx() context: Context): Promise<CreatePolicyPayload> {
    return runPolicyMutation(createPolicyMutation(input, context), input, context);
  }
}
