import { KubeError } from '../../kube/kube-error.js';
import { POSTGRES_POLICY } from '../../kube/kinds.js';
import type { CreatePolicyInput } from '../../schema/graphql/policy-inputs.js';
import { ANNOTATION_OPERATION, MANAGER_API } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import { checkObjectName, checkPolicySpec, policySpecDefaults } from '../../schema/policy/check-policy.js';
import { planCreatePolicy } from '../../schema/policy/plan-policy.js';
import type { PostgresPolicy } from '../../schema/resource/postgres-policy.js';
import { checkNamespace } from '../../schema/validation/checks.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import { requireNamespace } from '../mutation/require-namespace.js';
import { requireSuperuser } from './require-superuser.js';
import type { PolicyMutation } from './run-policy-mutation.js';

const alreadyExists = ({ name, namespace }: CreatePolicyInput, cause?: unknown): ApiError =>
  new ApiError('ALREADY_EXISTS', `There is already a policy "${name}" in the namespace "${namespace}".`, {
    field: 'name', cause, suggestion: 'Choose another name, or change the one that exists with `updatePolicy`.',
  });

/** How `createPolicy` makes its change. */
export const createPolicyMutation = (input: CreatePolicyInput, context: Context): PolicyMutation => {
  const { client } = context.services;
  const { namespace, name } = input;
  const spec = policySpecDefaults({ sql: input.sql, runAs: input.runAs ?? undefined, statementTimeoutSeconds: input.statementTimeoutSeconds ?? undefined });
  return {
    kind: 'CreatePolicy', namespace, policy: name,
    async prepare(unfinished) {
      refuseIssues([...checkNamespace('namespace', namespace), ...checkObjectName('name', name), ...checkPolicySpec(spec)]);
      requireSuperuser(spec.runAs, namespace, context);
      await requireNamespace(namespace, context.services);
      const existing = await client.get(POSTGRES_POLICY, { namespace, name });
      if (existing !== undefined && unfinished === undefined) throw alreadyExists(input);
      return {
        plan: planCreatePolicy(name, spec), input: { name },
        async store({ operation, dryRun }) {
          if (existing !== undefined) return existing;
          const policy: PostgresPolicy = {
            apiVersion: API_VERSION, kind: 'PostgresPolicy', metadata: { name, namespace, annotations: { [ANNOTATION_OPERATION]: operation } }, spec,
          };
          try {
            return await client.create(POSTGRES_POLICY, policy, { manager: MANAGER_API, dryRun });
          } catch (error) {
            if (error instanceof KubeError && error.reason === 'AlreadyExists') throw alreadyExists(input, error);
            throw error;
          }
        },
      };
    },
  };
};
