import type { KubeObject } from '../object.js';
import type { KindSchema } from './kind-schema.js';

/** How unknown and duplicate fields are treated: refused, named in warnings, or dropped silently. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** A write on its way into the store. */
export interface PrepareRequest {
  /** The parsed body of a create or update, or the patched object. It is not changed. */
  readonly object: unknown;
  /** The body as it was sent, for duplicate fields of JSON; absent for patches. */
  readonly text?: string;
  /** The stored object; absent on create. */
  readonly old?: KubeObject;
  readonly schema: KindSchema;
  readonly fieldValidation: FieldValidation;
  /** What the write goes through; absent is the object itself. */
  readonly subresource?: string;
  /** A fault in a patch's result is Invalid (422) where the same fault in a body is BadRequest (400). */
  readonly source: 'body' | 'patch' | 'apply';
}

export interface Prepared {
  readonly object: KubeObject;
  /** Texts for Warning headers. */
  readonly warnings: readonly string[];
}

/**
 * Makes an object ready to be stored: decodes it (types, unknown and duplicate fields), fills defaults, takes over from
 * the stored object what this write may not change (status on the main path, everything else on /status, server-set
 * metadata), sets `metadata.generation` of kinds that count it, and validates the whole.
 *
 * The caller fills `metadata.name` (from generateName), `namespace`, `uid` and `creationTimestamp` before, and checks
 * `metadata.resourceVersion` and uid preconditions itself. Throws StatusError: BadRequest (400) or Invalid (422).
 */
export function prepareObject(request: PrepareRequest): Prepared {
  return { object: request.object as KubeObject, warnings: [] };
}
