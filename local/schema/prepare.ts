import { prepareBuiltin } from './prepare-builtin.js';
import { prepareCustom } from './prepare-custom.js';
import { checkTypeMeta } from './type-meta.js';
import type { Prepared, PrepareRequest } from './write-request.js';

export type { FieldValidation, Prepared, PrepareRequest } from './write-request.js';

/**
 * Makes an object ready to be stored: decodes it (types, unknown and duplicate fields), fills defaults, takes over from
 * the stored object what this write may not change (status on the main path, everything else on /status, server-set
 * metadata), sets `metadata.generation` of kinds that count it, and validates the whole.
 *
 * The caller fills `metadata.name` (from generateName), `namespace`, `uid` and `creationTimestamp` before, and checks
 * `metadata.resourceVersion` and uid preconditions itself. The result shares unchanged parts with `old`, none with
 * `object` for builtin kinds. Throws StatusError: BadRequest (400) or Invalid (422).
 */
export function prepareObject(request: PrepareRequest): Prepared {
  const body = checkTypeMeta(request.object, request.schema);
  return request.schema.custom ? prepareCustom(request, body) : prepareBuiltin(request, body);
}
