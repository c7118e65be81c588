import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { ANNOTATION_OPERATION } from '../../schema/naming/labels.js';
import { askedLater } from '../../schema/naming/asked-later.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from './operation-handler.js';
import { STORE_TIMEOUT_MS } from './operation-status.js';

/** Operations on objects without a cluster are told of no change; so often it is looked. */
const LOOK_AGAIN_MS = 200;

const namespaceFor = ({ namespaced }: Kind, { metadata }: KubeObject): string => (namespaced ? metadata.namespace ?? '' : '');

const createdMs = ({ metadata }: KubeObject): number => Date.parse(metadata.creationTimestamp ?? '') || 0;

/** Whether the object is as this operation, or one that was asked for later, made it. When nobody can tell which was later, it counts. */
export const isStored = (object: KubeObject | undefined, { operation, cache }: Pick<OperationVisit, 'operation' | 'cache'>): boolean => {
  const writer = object?.metadata.annotations?.[ANNOTATION_OPERATION];
  if (writer === undefined || writer === operation.metadata.name) return writer !== undefined;
  const other = cache.get(POSTGRES_OPERATION, { namespace: operation.metadata.namespace ?? '', name: writer });
  return other !== undefined && askedLater(other, operation) !== false;
};

/** Follows an operation that is done once its object is stored, or gone. The object's name stands in `input.name`. */
export const storedObject = (kind: Kind, { deletes = false }: { readonly deletes?: boolean } = {}): OperationHandler => ({
  outlivesCluster: true,
  visit(visit: OperationVisit): Promise<OperationOutcome> {
    const { operation, cache, clock } = visit;
    const name = String(operation.spec.input?.['name'] ?? '');
    const object = cache.get(kind, { namespace: namespaceFor(kind, operation), name });
    const uid = operation.spec.input?.['uid'];
    const done = deletes ? object === undefined || (uid !== undefined && object.metadata.uid !== uid) : isStored(object, visit);
    const step = { name: deletes ? 'Delete' : 'Store the request', done, message: done ? 'Done.' : 'Waits for the request to be stored.' };
    if (done) return Promise.resolve({ steps: [step] });
    const isGoing = deletes && object?.metadata.deletionTimestamp !== undefined;
    if (isGoing || clock.now() - createdMs(operation) < STORE_TIMEOUT_MS) return Promise.resolve({ steps: [step], againMs: LOOK_AGAIN_MS });
    const error = { code: 'INTERRUPTED', message: 'The request was interrupted before it was carried out.', suggestion: 'Send the request again.' };
    return Promise.resolve({ steps: [step], error });
  },
});
