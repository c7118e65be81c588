import { POSTGRES_POLICY } from '../../kube/kinds.js';
import type { ApplyPolicyInput } from '../../schema/graphql/policy-inputs.js';
import type { MutationPlan } from '../../schema/plan/plan.js';
import { checkPolicySpec } from '../../schema/policy/check-policy.js';
import { planApplyPolicy } from '../../schema/policy/plan-policy.js';
import type { PolicyTarget } from '../../schema/policy/policy-target.js';
import type { PostgresPolicy } from '../../schema/resource/postgres-policy.js';
import type { Context } from '../context.js';
import { refuseIssues } from '../error/checked.js';
import type { Change } from '../mutation/mutation.js';
import { readPolicy } from '../policy/read-policy.js';
import { requireSuperuser } from '../policy/require-superuser.js';
import type { PolicyMutation } from '../policy/run-policy-mutation.js';
import { selectTargets } from './select-targets.js';

/** The cluster that a policy is applied to, when it is only one: the operation then belongs to it. */
const onlyCluster = ([first, second]: readonly PolicyTarget[]): Pick<Change<PostgresPolicy>, 'cluster' | 'clusterUid'> =>
  (first === undefined || second !== undefined ? {} : { cluster: first.cluster, ...(first.clusterUid === undefined ? {} : { clusterUid: first.clusterUid }) });

/** How `applyPolicy` is asked for: the operation that it leaves is what the operator works on. */
export const applyPolicyMutation = (input: ApplyPolicyInput, context: Context): PolicyMutation => {
  const { namespace, policy: name } = input;
  const { services } = context;
  const store = (): Promise<PostgresPolicy | undefined> => services.client.get(POSTGRES_POLICY, { namespace, name });
  return {
    kind: 'ApplyPolicy', namespace, policy: name,
    async prepare(unfinished) {
      if (unfinished !== undefined) return { plan: unfinished.spec.input?.['plan'] as MutationPlan, store };
      const policy = await readPolicy({ namespace, name }, 'policy', services);
      const targets = await selectTargets(input, services);
      requireSuperuser(policy.spec.runAs, namespace, context);
      refuseIssues(checkPolicySpec(policy.spec).map((issue) => ({ ...issue, field: 'policy' })));
      return { plan: planApplyPolicy(name, policy.spec, targets), input: { policy: name, targets }, ...onlyCluster(targets), store };
    },
  };
};
