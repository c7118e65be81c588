import type { KubeObject } from '../../object.js';
import { equalValues } from '../../patch/typed-value.js';
import { prepareObject } from '../../schema/prepare.js';
import { timestamp, type ApiCore } from '../core.js';
import { badRequest, conflict, invalid, notFound, staleWrite, type Cause } from '../errors.js';
import { presented, type ResourceDefinition } from '../registry/resource-definition.js';
import { admitUpdate } from '../strategy/admission.js';
import { createObject, inNamespace, readBody, tidyMetadata, toStored, withManagedFields } from './create.js';
import type { WriteOptions, Written } from './write-context.js';

/** A whole-object write on its way into the store. */
export interface UpdateRequest {
  readonly definition: ResourceDefinition;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly subresource?: string | undefined;
  /** The parsed body, or the patched object. */
  readonly body: unknown;
  readonly source: 'body' | 'patch' | 'apply';
}

/** Replaces an object (or its status), or creates it where the kind allows that. Throws StatusError. */
export function updateObject(core: ApiCore, request: UpdateRequest, options: WriteOptions): Written<KubeObject> {
  const { definition, namespace, name } = request;
  const sent = inNamespace(readBody(definition, request.body), definition, namespace);
  if (!sent.metadata.name && request.source === 'body') throw badRequest('name must be provided');
  if (sent.metadata.name !== name) throw badRequest(`the name of the object (${sent.metadata.name ?? ''}) does not match the name on the URL (${name})`);
  const stored = core.store.get(definition.storage, namespace, name);
  if (!stored) {
    if (definition.createOnUpdate && !request.subresource) return createObject(core, { definition, namespace, body: sent, source: 'body' }, options);
    throw notFound(definition, name);
  }
  const old = presented(definition, stored);
  checkPreconditions(definition, sent, old);
  const object = keepServerFields(sent, old);
  const now = timestamp(core.clock());
  checkImmutable(definition, object, old);
  const admitted = admitUpdate(core, definition, { object, old });
  const prepared = prepareObject({
    object: admitted, old, schema: definition.schema, fieldValidation: options.fieldValidation, source: request.source,
    ...(request.subresource ? { subresource: request.subresource } : {}),
    ...(options.text === undefined ? {} : { text: options.text }),
  });
  const tracked = request.source === 'apply' ? prepared.object : withManagedFields(old, prepared.object, { definition, options, now, subresource: request.subresource });
  core.guard?.({ user: options.user, verb: 'update', definition, object: tracked });
  return { object: storeUpdate(core, definition, { object: toStored(definition, tracked), old: stored, dryRun: options.dryRun }), created: false, warnings: prepared.warnings };
}

/** Stores a changed object. One that is being deleted and is held by nothing any more is removed; an unchanged one is not written. */
export function storeUpdate(core: ApiCore, definition: ResourceDefinition, { object, old, dryRun }: { object: KubeObject; old: KubeObject; dryRun: boolean }): KubeObject {
  const kept = { ...object, metadata: { ...object.metadata, resourceVersion: old.metadata.resourceVersion ?? '' } };
  if (isFinished(definition, kept)) return dryRun ? kept : core.store.remove(definition.storage, kept);
  if (equalValues(withoutTimes(old), withoutTimes(kept))) return old;
  return dryRun ? kept : core.store.put(definition.storage, kept);
}

function withoutTimes(object: KubeObject): KubeObject {
  const managedFields = object.metadata.managedFields?.map((entry) => ({ ...(entry as object), time: undefined }));
  return { ...object, metadata: { ...object.metadata, ...(managedFields ? { managedFields } : {}) } };
}

/** Whether an object's deletion has nothing to wait for. */
function isFinished(definition: ResourceDefinition, { metadata, spec }: KubeObject): boolean {
  if (!metadata.deletionTimestamp || (metadata.finalizers?.length ?? 0) > 0) return false;
  if (definition.storage === 'namespaces') return ((spec as { finalizers?: unknown[] } | undefined)?.finalizers?.length ?? 0) === 0;
  return !definition.graceful || (metadata.deletionGracePeriodSeconds ?? 0) === 0;
}

function checkPreconditions(definition: ResourceDefinition, { metadata }: KubeObject, old: KubeObject): void {
  if (metadata.uid && metadata.uid !== old.metadata.uid) {
    throw conflict(definition, metadata.name, `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${old.metadata.uid ?? ''}`);
  }
  if (metadata.resourceVersion && metadata.resourceVersion !== '0' && metadata.resourceVersion !== old.metadata.resourceVersion) {
    throw staleWrite(definition, metadata.name);
  }
  if (definition.conditionalUpdate && !metadata.resourceVersion) {
    // The reference implementation names the resource here where other refusals name the kind.
    throw invalid({ group: definition.group, kind: definition.plural }, metadata.name, [
      { reason: 'FieldValueInvalid', message: 'Invalid value: 0: must be specified for an update', field: 'metadata.resourceVersion' },
    ]);
  }
}

/** Metadata that only the server sets, taken over from the stored object where the client may leave it out. */
function keepServerFields(sent: KubeObject, { metadata: old }: KubeObject): KubeObject {
  const { selfLink: _link, ...metadata } = sent.metadata;
  const kept: KubeObject['metadata'] = {
    ...metadata,
    ...(old.uid ? { uid: old.uid } : {}),
    ...(old.creationTimestamp ? { creationTimestamp: metadata.creationTimestamp ?? old.creationTimestamp } : {}),
    ...(old.deletionTimestamp ? { deletionTimestamp: old.deletionTimestamp, deletionGracePeriodSeconds: old.deletionGracePeriodSeconds ?? 0 } : {}),
    ...(old.resourceVersion ? { resourceVersion: old.resourceVersion } : {}),
  };
  if (old.generation === undefined) delete kept.generation;
  else kept.generation = old.generation;
  return { ...sent, metadata: tidyMetadata(kept) };
}

function checkImmutable(definition: ResourceDefinition, { metadata }: KubeObject, { metadata: old }: KubeObject): void {
  const causes: Cause[] = [];
  for (const field of ['creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const) {
    if ((metadata[field] ?? undefined) === old[field]) continue;
    causes.push({ reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(metadata[field] ?? null)}: field is immutable`, field: `metadata.${field}` });
  }
  if (old.deletionTimestamp) {
    for (const finalizer of metadata.finalizers ?? []) {
      if (old.finalizers?.includes(finalizer)) continue;
      causes.push({ reason: 'FieldValueForbidden', message: `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${JSON.stringify(finalizer)}}`, field: 'metadata.finalizers' });
    }
  }
  if (causes.length > 0) throw invalid(definition, metadata.name, causes);
}
