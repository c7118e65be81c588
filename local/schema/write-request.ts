import type { KubeObject } from '../object.js';
import { StatusError } from '../status-error.js';
import { invalidObject } from './field-errors.js';
import type { KindSchema } from './kind-schema.js';

/** How unknown and duplicate fields are treated: refused, named in warnings, or dropped silently. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** A write on its way into the store. */
export interface PrepareRequest {
  /** The parsed body of a create or update, or the patched object. It is not changed. */
  readonly object: unknown;
  /** The body as it was sent, for duplicate fields of JSON; absent for patches and YAML. */
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

/** A request that has been prepared for the store. */
export interface Prepared {
  readonly object: KubeObject;
  /** Texts for Warning headers. */
  readonly warnings: readonly string[];
}

/** The answer to a body that cannot be decoded into its kind. */
export function decodingError({ schema, source, old, object }: PrepareRequest, message: string): StatusError {
  if (source === 'patch') {
    const value = JSON.stringify(object);
    const shown = value.length > 1000 ? `${value.slice(0, 1000)}…` : value;
    return invalidObject(schema, old?.metadata.name ?? '', [
      { field: 'patch', reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(shown)}: ${message}` },
    ]);
  }
  return new StatusError(400, 'BadRequest', `${schema.kind} in version ${JSON.stringify(schema.version)} cannot be handled as a ${schema.kind}: ${message}`);
}

/** Treats unknown and duplicate fields as the request asks: throws, or answers the warnings. */
export function reportFields(request: PrepareRequest, faults: readonly string[]): readonly string[] {
  if (request.fieldValidation === 'Ignore' || faults.length === 0) return [];
  if (request.fieldValidation === 'Warn') return faults;
  throw decodingError(request, `strict decoding error: ${faults.join(', ')}`);
}
