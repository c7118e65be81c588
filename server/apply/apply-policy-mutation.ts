import type { ApplyPolicyInput } from '../../schema/graphql/policy-inputs.js';
import type { MutationPlan } from '../../schema/plan/plan.js';
import { checkPolicySpec } from '../../schema/policy/check-policy.js';
import { planApplyPolicy } from '../../schema/policy/plan-policy.js';
import type { PolicyTarget } from '../../schema/policy/policy-target.js';
import type { Context } from '../context.js';
import { refuseIssues } from '../error/checked.js';
import { readPolicy } from '../policy/read-policy.js';
import { requireSuperuser } from '../policy/require-superuser.js';
import type { PolicyMutation } from '../policy/run-policy-mutation.js';
import { selectTargets } from './select-targets.js';

/** The cluster that a policy is applied to, when it is only one: the operation then belongs to it. */
const onlyCluster = ([first, second]: readonly PolicyTarget[]): { cluster?: string } => (first === undefined || second !== undefined ? {} : { cluster: first.cluster });

/** How `applyPolicy` is asked for: the operation that it leaves is what the operator works on. */
export const applyPolicyMutation = async (input: ApplyPolicyInput, context: Context): Promise<PolicyMutation> => {
  const { namespace, policy: name } = input;
  const policy = await readPolicy({ namespace, name }, 'policy', context.services);
  const targets = await selectTargets(input, context.services);
  return {
    kind: 'ApplyPolicy', namespace, policy: name, ...onlyCluster(targets),
    prepare(unfinished) {
      const store = (): Promise<typeof policy> => Promise.resolve(policy);
      if (unfinished !== undefined) return Promise.resolve({ plan: unfinished.spec.input?.['plan'] as MutationPlan, store });
      requireSuperuser(policy.spec.runAs, namespace, context);
      refuseIssues(checkPolicySpec(policy.spec).map((issue) => ({ ...issue, field: 'policy' })));
      return Promise.resolve({
        plan: planApplyPolicy(name, policy.spec, targets), input: { policy: name, targets },
        ...(targets.length === 1 ? { clusterUid: targets[0]?.clusterUid } : {}), store,
      });
    },
  };
};
