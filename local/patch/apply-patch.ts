import jsonPatch, { type Operation } from 'fast-json-patch';
import type { KubeObject } from '../object.js';
import { StatusError } from '../status-error.js';
import type { KindSchema } from '../schema/kind-schema.js';
import { strategicMerge } from './strategic-merge.js';
import { isMap } from './typed-value.js';

/** The media types of patches. */
export type PatchContentType =
  | 'application/json-patch+json'
  | 'application/merge-patch+json'
  | 'application/strategic-merge-patch+json';

/** A patch, as it was received. */
export interface PatchRequest {
  readonly contentType: PatchContentType;
  /** The parsed body. */
  readonly patch: unknown;
  readonly current: KubeObject;
  readonly schema: KindSchema;
}

/**
 * Applies a JSON patch (RFC 6902), a JSON merge patch (RFC 7396) or a strategic merge patch to an object, which is not
 * changed. Throws StatusError: BadRequest for a body that is no patch of its type, Invalid for operations that do not
 * fit the object, UnsupportedMediaType for a strategic merge patch of a custom resource.
 */
export function applyPatch({ contentType, patch, current, schema }: PatchRequest): KubeObject {
  switch (contentType) {
    case 'application/json-patch+json':
      return applyJsonPatch(current, patch);
    case 'application/merge-patch+json':
      return mergePatch(current, asObject(patch)) as KubeObject;
    case 'application/strategic-merge-patch+json':
      if (schema.custom) {
        throw new StatusError(
          415,
          'UnsupportedMediaType',
          `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml`,
        );
      }
      return strategicMerge(current, asObject(patch), schema.root) as KubeObject;
  }
}

function asObject(patch: unknown): Record<string, unknown> {
  if (!isMap(patch)) throw new StatusError(400, 'BadRequest', 'error decoding patch: the body must be a JSON object');
  return patch;
}

/** Operations beyond this number in one JSON patch are refused, as by the reference implementation. */
const maximumOperations = 10_000;

function applyJsonPatch(current: KubeObject, patch: unknown): KubeObject {
  if (!Array.isArray(patch)) throw new StatusError(400, 'BadRequest', 'error decoding patch: json: cannot unmarshal object into a list of operations');
  if (patch.length > maximumOperations) {
    throw new StatusError(413, 'RequestEntityTooLarge', `The allowed maximum operations in a JSON patch is ${maximumOperations}, got ${patch.length}`);
  }
  try {
    // applyPatch mutates its document, and values of the patch become parts of it.
    const { newDocument } = jsonPatch.applyPatch(structuredClone(current), structuredClone(patch) as Operation[], true, true, true);
    return newDocument;
  } catch (error) {
    throw jsonPatchError(error);
  }
}

function jsonPatchError(error: unknown): StatusError {
  const [text = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return new StatusError(422, 'Invalid', 'the server rejected our request due to an error in our request', {
    causes: [{ reason: 'UnexpectedServerResponse', message: text, field: '' }],
  });
}

/** JSON merge patch: null removes, objects merge, everything else replaces. Nothing given is changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const result: Record<string, unknown> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}
