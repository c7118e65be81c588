import { POSTGRES_POLICY } from '../../kube/kinds.js';
import type { PolicyPayload } from '../../schema/graphql/policy-payloads.js';
import type { PostgresPolicy } from '../../schema/resource/postgres-policy.js';
import type { Context } from '../context.js';
import type { Mutation } from '../mutation/mutation.js';
import { type MutationInput, runMutation } from '../mutation/run-mutation.js';
import { toPolicy } from './to-policy.js';

/** A mutation of a policy: what it is called and how its change is made. */
export type PolicyMutation = Omit<Mutation<PostgresPolicy>, 'resource' | 'read'> & { readonly policy: string };

/** Carries a mutation of a policy out and answers with the policy as it is stored. */
export const runPolicyMutation = async (mutation: PolicyMutation, input: MutationInput, context: Context): Promise<PolicyPayload> => {
  const key = { namespace: mutation.namespace, name: mutation.policy };
  const read = (): Promise<PostgresPolicy | undefined> => context.services.client.get(POSTGRES_POLICY, key);
  const { stored, operation, plan } = await runMutation({ ...mutation, resource: POSTGRES_POLICY, read }, input, context);
  return { policy: stored === undefined ? null : toPolicy(stored), operation, plan };
};
