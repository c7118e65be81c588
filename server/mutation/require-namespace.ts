import { NAMESPACE } from '../../kube/core-kinds.js';
import type { Services } from '../context.js';
import { ApiError } from '../error/api-error.js';

/** Throws NOT_FOUND when there is no such namespace. */
export const requireNamespace = async (namespace: string, { client }: Services): Promise<void> => {
  if (await client.get(NAMESPACE, { namespace: '', name: namespace }) !== undefined) return;
  throw new ApiError('NOT_FOUND', `There is no namespace "${namespace}".`, { field: 'namespace', suggestion: 'Use one that the query `namespaces` lists.' });
};
