import type { Kind, KubeObject } from '../../kube/kube-object.js';
import type { Condition } from '../../schema/resource/meta.js';
import { errorCode } from './error-code.js';
import type { OperationHandler, OperationOutcome } from './operation-handler.js';
import { STORE_TIMEOUT_MS } from './operation-status.js';
import type { StepNow } from './operation-steps.js';
import { isStored } from './stored-object.js';

/** A resource of ours whose status says by a `Ready` condition whether it is as asked for. */
export type FollowedObject = KubeObject & { readonly status?: { readonly observedGeneration?: number; readonly conditions?: readonly Condition[] } };

/** How operations of a kind follow an object. */
export interface FollowOptions<T extends FollowedObject> {
  /** Kind of the object; its name stands in the operation's `input.name`. */
  readonly kind: Kind<T>;
  /** Name of the step that ends when the object is as asked for, such as `Create the database`. */
  readonly step: string;
  /** Whether the object is to go. */
  readonly deletes?: boolean;
  /** Whether the object may have been there before: then it counts once it names the operation, or one asked for later. */
  readonly updates?: boolean;
  /** Reasons of a `Ready` condition that is not `True` which do not pass by themselves: the operation fails. */
  readonly lastingReasons?: ReadonlySet<string>;
}

/** Follows a resource of ours until its status says that it is as its specification asks, or until it is gone. */
export const followObject = <T extends FollowedObject>(options: FollowOptions<T>): OperationHandler => ({
  watches: [options.kind],
  outlivesCluster: options.deletes === true,
  visit({ operation, cache, clock }) {
    const { metadata, spec } = operation;
    const name = typeof spec.input?.name === 'string' ? spec.input.name : '';
    const there = cache.get(options.kind, { namespace: metadata.namespace ?? '', name });
    const object = options.updates === true && !isStored(there, { operation, cache }) ? undefined : there;
    const ageMs = clock.now() - Date.parse(metadata.creationTimestamp ?? '');
    return Promise.resolve(options.deletes === true ? followDeletion(options, object) : followReady(options, { object, name, ageMs }));
  },
});

const followDeletion = ({ step }: Pick<FollowOptions<FollowedObject>, 'step'>, object: FollowedObject | undefined): OperationOutcome => {
  const message = object === undefined ? 'It is gone.' : readyOf(object)?.message ?? 'Waits for the operator.';
  return { steps: [{ name: step, done: object === undefined, message }] };
};

const readyOf = ({ status }: FollowedObject): Condition | undefined => status?.conditions?.find(({ type }) => type === 'Ready');

const isObserved = ({ status, metadata }: FollowedObject): boolean => (status?.observedGeneration ?? 0) >= (metadata.generation ?? 1);

interface Seen {
  readonly object: FollowedObject | undefined;
  readonly name: string;
  readonly ageMs: number;
}

const followReady = ({ kind, step, lastingReasons }: Omit<FollowOptions<FollowedObject>, 'kind'> & { readonly kind: Kind }, { object, name, ageMs }: Seen): OperationOutcome => {
  const stored: StepNow = { name: 'Store the request', done: object !== undefined, message: object === undefined ? 'Waits for the request to be stored.' : 'The request is stored.' };
  if (object === undefined) {
    const steps = [stored, { name: step, done: false, waiting: true, message: '' }];
    if (ageMs < STORE_TIMEOUT_MS) return { steps, againMs: STORE_TIMEOUT_MS - ageMs };
    const message = `There is no ${kind.kind} "${name}": the request was interrupted before it was stored, or it was deleted meanwhile.`;
    return { steps, error: { code: 'INTERRUPTED', message, suggestion: 'Send the request again.' } };
  }
  const ready = readyOf(object);
  const isSeen = isObserved(object);
  const steps = [stored, { name: step, done: isSeen && ready?.status === 'True', message: ready?.message ?? 'Waits for the operator.' }];
  if (!isSeen || ready === undefined || ready.status === 'True' || lastingReasons?.has(ready.reason) !== true) return { steps };
  return { steps, error: { code: errorCode(ready.reason), message: ready.message, suggestion: 'Change what the message names and send the request again.' } };
};
