import { POSTGRES_POLICY } from '../../kube/kinds.js';
import type { UpdatePolicyInput } from '../../schema/graphql/policy-inputs.js';
import { ANNOTATION_OPERATION, MANAGER_API } from '../../schema/naming/labels.js';
import { checkPolicySpec, policySpecDefaults } from '../../schema/policy/check-policy.js';
import { planUpdatePolicy } from '../../schema/policy/plan-policy.js';
import type { PostgresPolicy } from '../../schema/resource/postgres-policy.js';
import type { Context } from '../context.js';
import { refuseIssues } from '../error/checked.js';
import { wasStored } from '../mutation/was-stored.js';
import { readPolicy } from './read-policy.js';
import { requireSuperuser } from './require-superuser.js';
import type { PolicyMutation } from './run-policy-mutation.js';

/** How `updatePolicy` makes its change. */
export const updatePolicyMutation = (input: UpdatePolicyInput, context: Context): PolicyMutation => {
  const { namespace, name } = input;
  return {
    kind: 'UpdatePolicy', namespace, policy: name,
    async prepare(unfinished) {
      const policy: PostgresPolicy = await readPolicy({ namespace, name }, 'name', context.services);
      const before = policySpecDefaults(policy.spec);
      const after = {
        sql: input.sql ?? before.sql, runAs: input.runAs ?? before.runAs, statementTimeoutSeconds: input.statementTimeoutSeconds ?? before.statementTimeoutSeconds,
      };
      refuseIssues(checkPolicySpec(after));
      requireSuperuser(after.runAs, namespace, context);
      const isStored = unfinished !== undefined && await wasStored(policy, unfinished, context.services);
      return {
        plan: planUpdatePolicy(name, before, after), input: { name },
        store: ({ operation, dryRun }) => {
          if (isStored) return Promise.resolve(policy);
          const metadata = { resourceVersion: policy.metadata.resourceVersion, annotations: { [ANNOTATION_OPERATION]: operation } };
          return context.services.client.mergePatch(POSTGRES_POLICY, { namespace, name }, { metadata, spec: after }, { manager: MANAGER_API, dryRun });
        },
      };
    },
  };
};
