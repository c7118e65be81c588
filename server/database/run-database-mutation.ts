import type { DatabasePayload } from '../../schema/graphql/database-payloads.js';
import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { Context } from '../context.js';
import type { Mutation } from '../mutation/mutation.js';
import { type MutationInput, runMutation } from '../mutation/run-mutation.js';
import { toDatabase } from './to-database.js';

/** Carries a mutation of a database out and answers with the database as it is stored. */
export const runDatabaseMutation = async (mutation: Mutation<PostgresDatabase>, input: MutationInput, context: Context): Promise<DatabasePayload> => {
  const { services } = context;
  const { stored, operation, plan } = await runMutation(mutation, input, context);
  const cluster = services.cache.get(POSTGRES_CLUSTER, { namespace: mutation.namespace, name: mutation.cluster ?? '' });
  return { database: stored === undefined || cluster === undefined ? null : toDatabase(stored, cluster), operation, plan };
};
