import { StatusError } from '../status-error.js';
import { invalidObject } from './field-errors.js';
import type { KindSchema } from './kind-schema.js';

type Fields = Record<string, unknown>;

/** `group/version`, or the version alone in the core group. */
export function apiVersionOf({ group, version }: Pick<KindSchema, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/**
 * Checks that a body is an object of the kind that its path names, and answers it with apiVersion and kind, which the
 * bodies of builtin kinds may leave out. Throws StatusError.
 */
export function checkTypeMeta(body: unknown, schema: KindSchema): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new StatusError(400, 'BadRequest', `couldn't get version/kind; json parse error: the body is not an object`);
  }
  const { apiVersion, kind } = body as Fields;
  const expected = apiVersionOf(schema);
  if (apiVersion === expected && kind === schema.kind) return body as Fields;
  if (schema.custom) return refuseCustom(body as Fields, schema);
  if ((apiVersion === undefined || apiVersion === '' || apiVersion === expected) && (kind === undefined || kind === '' || kind === schema.kind)) {
    return { ...(body as Fields), apiVersion: expected, kind: schema.kind };
  }
  throw new StatusError(
    400,
    'BadRequest',
    `${String(kind)} in version ${JSON.stringify(apiVersion ?? '')} cannot be handled as a ${schema.kind}: the body must be of apiVersion ${expected} and kind ${schema.kind}`,
  );
}

function refuseCustom(body: Fields, schema: KindSchema): never {
  const { apiVersion, kind } = body;
  const expected = apiVersionOf(schema);
  if (apiVersion === expected && typeof kind === 'string' && kind !== '') {
    const name = String((body['metadata'] as Fields | undefined)?.['name'] ?? '');
    throw invalidObject(schema, name, [
      { field: 'kind', reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(kind)}: must be ${schema.kind}` },
    ]);
  }
  if (!kind) throw new StatusError(400, 'BadRequest', `Object 'Kind' is missing in ${JSON.stringify(body).slice(0, 200)}`);
  if (!apiVersion) throw new StatusError(400, 'BadRequest', `Object 'apiVersion' is missing in ${JSON.stringify(body).slice(0, 200)}`);
  throw new StatusError(
    400,
    'BadRequest',
    `the API version in the data (${String(apiVersion)}) does not match the expected API version (${expected})`,
  );
}
