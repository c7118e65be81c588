import { randomBytes } from 'node:crypto';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Key } from '../../kube/kube-object.js';
import { ANNOTATION_CANCEL_KEY, ANNOTATION_KEPT_UNTIL } from '../../schema/naming/labels.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { Viewer } from '../auth/viewer.js';
import type { Services } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { canonicalHash } from './canonical-hash.js';

type Needed = Pick<Services, 'cache' | 'clock' | 'settings'>;

/** The name of an operation: one for one account and key, so that a retry finds it. */
export const operationName = (key: string | null | undefined, account: string): string =>
  `op-${key == null ? randomBytes(10).toString('hex') : canonicalHash([account, key]).slice(0, 20)}`;

/** An idempotency key that was used before, for something else. */
export const keyConflict = (): ApiError => new ApiError('CONFLICT', 'This idempotency key was used before, with another input.', {
  field: 'idempotencyKey', suggestion: 'Repeat a call with exactly the input that it had before, or use a new key.',
});

/** The state in which an operation was cancelled by the call of a key; undefined when that call did not cancel it. */
export const stateWhenCancelled = ({ metadata }: PostgresOperation, key: string): string | undefined => {
  const [name, state] = metadata.annotations?.[ANNOTATION_CANCEL_KEY]?.split('/') ?? [];
  return name === key ? state : undefined;
};

/** The operation of an earlier call with the key, in whatever namespace it is. */
export const earlierOf = async (key: Key, { cache, client }: Pick<Services, 'cache' | 'client'>): Promise<PostgresOperation | undefined> =>
  await client.get(POSTGRES_OPERATION, key) ?? cache.list(POSTGRES_OPERATION).find(({ metadata }) => metadata.name === key.name);

/**
 * Refuses an idempotency key that stands for another call: one that left its operation in another namespace, or one
 * that cancelled another operation. The name of an operation is made of account and key, so that call has this name too.
 */
export const refuseKeyElsewhere = ({ name, namespace }: Key, { cache }: Pick<Services, 'cache'>): void => {
  const isElsewhere = (operation: PostgresOperation): boolean =>
    (operation.metadata.name === name && operation.metadata.namespace !== namespace) || stateWhenCancelled(operation, name) !== undefined;
  if (cache.list(POSTGRES_OPERATION).some(isElsewhere)) throw keyConflict();
};

/** Refuses a key for cancelling an operation that stands for another call. */
export const refuseCancelKey = (name: string, operation: PostgresOperation | undefined, { cache }: Pick<Services, 'cache'>): void => {
  const isOther = (other: PostgresOperation): boolean => other.metadata.name === name || (stateWhenCancelled(other, name) !== undefined && other.metadata.uid !== operation?.metadata.uid);
  if (cache.list(POSTGRES_OPERATION).some(isOther)) throw keyConflict();
};

/** What an operation says of how long its key counts at least: it is kept until then. */
export const keptUntil = ({ clock, settings }: Pick<Services, 'clock' | 'settings'>): Record<string, string> =>
  ({ [ANNOTATION_KEPT_UNTIL]: new Date(clock.now() + settings.limits.idempotencyKeyKeptMs).toISOString() });

/** Refuses one more key to an account that has as many as are kept for it. */
export const requireRoomForKey = ({ name }: Viewer, { cache, clock, settings }: Needed): void => {
  const { idempotencyKeysPerViewerMax } = settings.limits;
  const now = clock.now();
  const counts = ({ metadata, spec }: PostgresOperation): boolean => spec.requestedBy === name && Date.parse(metadata.annotations?.[ANNOTATION_KEPT_UNTIL] ?? '') > now;
  if (cache.list(POSTGRES_OPERATION).filter(counts).length < idempotencyKeysPerViewerMax) return;
  throw new ApiError('RATE_LIMITED', `This account has ${idempotencyKeysPerViewerMax} idempotency keys that are kept still.`, {
    field: 'idempotencyKey', suggestion: 'Call without a key, or wait until older ones end: `idempotencyKeyKeptMs` of `serverInfo` says how long each counts.',
  });
};
