import type { UserPayload } from '../../schema/graphql/user-payloads.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { Context } from '../context.js';
import type { Mutation } from '../mutation/mutation.js';
import { type MutationInput, runMutation } from '../mutation/run-mutation.js';
import { toUser } from './to-user.js';

/** Carries a mutation of a user out and answers with the user as it is stored. */
export const runUserMutation = async (mutation: Mutation<PostgresUser>, input: MutationInput, context: Context): Promise<UserPayload> => {
  const { services } = context;
  const { stored, operation, plan } = await runMutation(mutation, input, context);
  const cluster = services.cache.get(POSTGRES_CLUSTER, { namespace: mutation.namespace, name: mutation.cluster ?? '' });
  return { user: stored === undefined || cluster === undefined ? null : toUser(stored, cluster, services), operation, plan };
};
