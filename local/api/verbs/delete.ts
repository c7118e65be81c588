import type { KubeObject } from '../../object.js';
import type { DeleteOptions } from '../../api-access.js';
import { timestamp, type ApiCore } from '../core.js';
import { conflict, forbidden, notFound } from '../errors.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';

/** Finalizers of the propagation policies. */
export const FOREGROUND = 'foregroundDeletion';
export const ORPHAN = 'orphan';
/** Holds a custom resource definition that is being deleted until its objects are gone. */
export const CLEANUP_FINALIZER = 'customresourcecleanup.apiextensions.k8s.io';

/** The namespaces that the server itself needs. */
const LASTING_NAMESPACES: readonly string[] = ['default', 'kube-system', 'kube-public'];

/** A deletion on its way. */
export interface DeleteRequest {
  readonly definition: ResourceDefinition;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly options: DeleteOptions;
  readonly dryRun: boolean;
}

/** What became of an object that was deleted: gone, or marked and waiting for finalizers or its grace period. */
export interface Deleted {
  readonly object: KubeObject;
  readonly gone: boolean;
}

/** Deletes an object or begins its deletion. Throws StatusError: NotFound, Forbidden, or Conflict for preconditions that do not hold. */
export function deleteObject(core: ApiCore, request: DeleteRequest): Deleted {
  const { definition, namespace, name, options } = request;
  if (definition.storage === 'namespaces' && LASTING_NAMESPACES.includes(name)) throw forbidden(definition, name, 'this namespace may not be deleted');
  const stored = core.store.get(definition.storage, namespace, name);
  if (!stored) throw notFound(definition, name);
  checkPreconditions(definition, stored, options);
  const finalizers = finalizersAfter(stored, options, definition.storage === 'customresourcedefinitions.apiextensions.k8s.io' ? [CLEANUP_FINALIZER] : []);
  const graceSeconds = gracePeriod(definition, stored, options);
  const held = finalizers.length > 0 || graceSeconds > 0 || (definition.storage === 'namespaces' && namespaceFinalizers(stored).length > 0);
  if (!held) {
    return { object: request.dryRun ? stored : core.store.remove(definition.storage, withFinalizers(stored, finalizers)), gone: true };
  }
  const marked = mark(core, { definition, stored, finalizers, graceSeconds });
  if (marked === stored || request.dryRun) return { object: marked, gone: false };
  return { object: core.store.put(definition.storage, marked), gone: false };
}

function checkPreconditions(definition: ResourceDefinition, { metadata }: KubeObject, { preconditions }: DeleteOptions): void {
  // The reference implementation names the kind here where other conflicts name the resource.
  const resource = { ...definition, plural: definition.kind };
  if (preconditions?.uid && preconditions.uid !== metadata.uid) {
    throw conflict(resource, metadata.name, `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${metadata.uid ?? ''}). The object might have been deleted and then recreated`);
  }
  if (preconditions?.resourceVersion && preconditions.resourceVersion !== metadata.resourceVersion) {
    throw conflict(resource, metadata.name, `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion ?? ''}). The object might have been modified`);
  }
}

/** The finalizers with those that a propagation policy asks the garbage collector to work through. */
function finalizersAfter({ metadata }: KubeObject, { propagationPolicy }: DeleteOptions, added: readonly string[]): string[] {
  const present = metadata.deletionTimestamp ? (metadata.finalizers ?? []) : [...new Set([...(metadata.finalizers ?? []), ...added])];
  if (!propagationPolicy) return present;
  const others = present.filter((finalizer) => finalizer !== FOREGROUND && finalizer !== ORPHAN);
  if (propagationPolicy === 'Foreground') return [...others, FOREGROUND];
  return propagationPolicy === 'Orphan' ? [...others, ORPHAN] : others;
}

/** Seconds that a deletion waits for the node agent. Only a pod that a node runs has any; a second deletion can shorten it. */
function gracePeriod(definition: ResourceDefinition, stored: KubeObject, { gracePeriodSeconds }: DeleteOptions): number {
  if (!definition.graceful) return 0;
  const spec = stored.spec as { nodeName?: string; terminationGracePeriodSeconds?: number };
  const phase = (stored.status as { phase?: string } | undefined)?.phase;
  if (!spec.nodeName || phase === 'Succeeded' || phase === 'Failed') return 0;
  const asked = Math.max(gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30, 0);
  const running = stored.metadata.deletionTimestamp ? (stored.metadata.deletionGracePeriodSeconds ?? 0) : undefined;
  if (running === undefined) return asked;
  return gracePeriodSeconds === undefined ? running : Math.min(asked, running);
}

function namespaceFinalizers({ spec }: KubeObject): readonly unknown[] {
  return (spec as { finalizers?: unknown[] } | undefined)?.finalizers ?? [];
}

interface Marking {
  readonly definition: ResourceDefinition;
  readonly stored: KubeObject;
  readonly finalizers: readonly string[];
  readonly graceSeconds: number;
}

function mark(core: ApiCore, { definition, stored, finalizers, graceSeconds }: Marking): KubeObject {
  const { metadata } = stored;
  const sameFinalizers = finalizers.join() === (metadata.finalizers ?? []).join();
  if (metadata.deletionTimestamp && sameFinalizers && (metadata.deletionGracePeriodSeconds ?? 0) === graceSeconds) return stored;
  const now = core.clock();
  const isNew = !metadata.deletionTimestamp;
  const shortened = !isNew && graceSeconds < (metadata.deletionGracePeriodSeconds ?? 0);
  const marked = withFinalizers(stored, finalizers);
  const result: KubeObject = {
    ...marked,
    metadata: {
      ...marked.metadata,
      deletionTimestamp: isNew || shortened ? timestamp(now + graceSeconds * 1000) : metadata.deletionTimestamp ?? '',
      deletionGracePeriodSeconds: graceSeconds,
      ...(isNew && metadata.generation ? { generation: metadata.generation + 1 } : {}),
    },
  };
  return definition.storage === 'namespaces' ? { ...result, status: { ...(stored.status as object | undefined), phase: 'Terminating' } } : result;
}

function withFinalizers(object: KubeObject, finalizers: readonly string[]): KubeObject {
  const { finalizers: _old, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, ...(finalizers.length > 0 ? { finalizers: [...finalizers] } : {}) } };
}
