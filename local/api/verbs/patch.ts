import type { KubeObject } from '../../object.js';
import { applyPatch, type PatchContentType } from '../../patch/apply-patch.js';
import { serverSideApply } from '../../patch/server-side-apply.js';
import { StatusError } from '../../status-error.js';
import { timestamp, type ApiCore } from '../core.js';
import { badRequest, conflict, notFound } from '../errors.js';
import { presented, type ResourceDefinition } from '../registry/resource-definition.js';
import { createObject, readBody } from './create.js';
import { updateObject } from './update.js';
import type { WriteOptions, Written } from './write-context.js';

/** The media type of a server-side apply. */
export const APPLY_PATCH = 'application/apply-patch+yaml';
/** The media types of patches, in the order in which refusals name them. */
export const PATCH_TYPES: readonly string[] = ['application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json', APPLY_PATCH];

/** A change of an object on its way into the store. */
export interface PatchObjectRequest {
  readonly definition: ResourceDefinition;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly subresource?: string | undefined;
  readonly contentType: string;
  /** The parsed body. */
  readonly patch: unknown;
  /** Server-side apply takes fields from other managers. */
  readonly force: boolean;
}

/** Patches or applies an object. Throws StatusError. */
export function patchObject(core: ApiCore, request: PatchObjectRequest, options: WriteOptions): Written<KubeObject> {
  const { definition, namespace, name, subresource, contentType } = request;
  const stored = core.store.get(definition.storage, namespace, name);
  if (contentType === APPLY_PATCH) return apply(core, { request, stored }, options);
  if (!stored) throw notFound(definition, name);
  const patched = applyPatch({ contentType: contentType as PatchContentType, patch: request.patch, current: presented(definition, stored), schema: definition.schema });
  if (patched.metadata?.name !== name) throw badRequest('metadata.name: Invalid value: the name of the object may not be changed by a patch');
  return updateObject(core, { definition, namespace, name, subresource, body: patched, source: 'patch' }, options);
}

function apply(core: ApiCore, { request, stored }: { request: PatchObjectRequest; stored: KubeObject | undefined }, options: WriteOptions): Written<KubeObject> {
  const { definition, namespace, name, subresource } = request;
  const applied = readApplied(request);
  if (applied.metadata.uid && !stored) throw conflict(definition, name, `uid mismatch: the provided object specified uid ${applied.metadata.uid}, and no existing object was found`);
  if (!stored && subresource) throw notFound(definition, name);
  const current = stored ? presented(definition, stored) : undefined;
  const result = serverSideApply({
    current, applied, manager: options.fieldManager, force: request.force, subresource, schema: definition.schema, now: timestamp(core.clock()),
  });
  if (result === current && stored) return { object: stored, created: false, warnings: [] };
  if (!stored) return createObject(core, { definition, namespace, body: result, source: 'apply' }, options);
  return updateObject(core, { definition, namespace, name, subresource, body: result, source: 'apply' }, options);
}

function readApplied({ definition, namespace, name, patch }: PatchObjectRequest): KubeObject {
  if (typeof patch === 'object' && patch !== null && !Array.isArray(patch)) {
    const { apiVersion, kind } = patch as Partial<KubeObject>;
    if (!apiVersion || !kind) throw badRequest(`error decoding YAML: Object '${!kind ? 'Kind' : 'apiVersion'}' is missing`);
  }
  const applied = readBody(definition, patch);
  if (applied.metadata.name !== undefined && applied.metadata.name !== name) {
    throw badRequest(`the name of the object (${applied.metadata.name}) does not match the name on the URL (${name})`);
  }
  if (namespace && applied.metadata.namespace !== undefined && applied.metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  const metadata = { ...applied.metadata, name, ...(namespace ? { namespace } : {}) };
  return { ...applied, metadata };
}

/** The refusal of a patch in a format that is not understood. */
export function unsupportedPatch(): StatusError {
  return new StatusError(415, 'UnsupportedMediaType', `the body of the request was in an unknown format - accepted media types include: ${PATCH_TYPES.join(', ')}`, {});
}
