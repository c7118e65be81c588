import type { Key } from '../../kube/kube-object.js';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Services } from '../context.js';
import { ApiError } from '../error/api-error.js';

/** An idempotency key that was used before, for something else. */
export const keyConflict = (): ApiError => new ApiError('CONFLICT', 'This idempotency key was used before, with another input.', {
  field: 'idempotencyKey', suggestion: 'Repeat a call with exactly the input that it had before, or use a new key.',
});

/**
 * Refuses an idempotency key that stands for a call in another namespace. The name of an operation is made of account
 * and key, so that call's operation has this name too.
 */
export const refuseKeyElsewhere = ({ name, namespace }: Key, { cache }: Pick<Services, 'cache'>): void => {
  if (cache.list(POSTGRES_OPERATION).some(({ metadata }) => metadata.name === name && metadata.namespace !== namespace)) throw keyConflict();
};
