import { POSTGRES_POLICY } from '../../kube/kinds.js';
import type { DeletePolicyInput } from '../../schema/graphql/policy-inputs.js';
import { planDeletePolicy } from '../../schema/policy/plan-policy.js';
import type { Context } from '../context.js';
import { readPolicy } from './read-policy.js';
import type { PolicyMutation } from './run-policy-mutation.js';

/** How `deletePolicy` makes its change. */
export const deletePolicyMutation = ({ namespace, name }: DeletePolicyInput, { services }: Context): PolicyMutation => ({
  kind: 'DeletePolicy', namespace, policy: name,
  async prepare(unfinished) {
    const policy = unfinished === undefined ? await readPolicy({ namespace, name }, 'name', services)
      : await services.client.get(POSTGRES_POLICY, { namespace, name });
    const { uid } = policy?.metadata ?? {};
    return {
      plan: planDeletePolicy(name), input: { name, ...(uid === undefined ? {} : { uid }) },
      async store({ dryRun }) {
        // One that was made under the name since is not the one that was asked to go.
        const isSame = unfinished === undefined || unfinished.spec.input?.['uid'] === uid;
        if (policy !== undefined && isSame && !dryRun) await services.client.delete(POSTGRES_POLICY, { namespace, name }, uid === undefined ? {} : { uid });
        return undefined;
      },
    };
  },
});
