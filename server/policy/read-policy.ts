import { POSTGRES_POLICY } from '../../kube/kinds.js';
import type { PostgresPolicy } from '../../schema/resource/postgres-policy.js';
import type { Services } from '../context.js';
import { ApiError } from '../error/api-error.js';

/** The policy as Kubernetes has it now. Throws NOT_FOUND. */
export const readPolicy = async (key: { namespace: string; name: string }, field: string, { client }: Services): Promise<PostgresPolicy> => {
  const policy = await client.get(POSTGRES_POLICY, key);
  if (policy !== undefined) return policy;
  throw new ApiError('NOT_FOUND', `There is no policy "${key.name}" in the namespace "${key.namespace}".`, {
    field, suggestion: 'Check the name and the namespace; the query `policies` lists those that exist.',
  });
};
