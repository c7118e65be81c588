import type { KubeObject, ObjectMeta } from '../object.js';
import { equalValues } from '../patch/typed-value.js';
import { typeNode } from './builtin.js';
import { conformValue } from './custom/conform.js';
import { hasRules, runRules } from './custom/run-rules.js';
import { validateValue } from './custom/validate-value.js';
import { DecodeError, decodeValue } from './decode.js';
import { findDuplicateFields } from './duplicate-fields.js';
import { FieldErrors } from './field-errors.js';
import type { KindSchema } from './kind-schema.js';
import { checkSubdomain } from './names.js';
import { keepServerMetadata, validateMetadata, validateMetadataUpdate } from './object-metadata.js';
import { decodingError, reportFields, type Prepared, type PrepareRequest } from './write-request.js';

type Fields = Record<string, unknown>;

const metadataType = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
/** Faults that make it pointless to run rules: they may read what is not there. */
const blocking = new Set(['FieldValueRequired', 'FieldValueTooLong', 'FieldValueTooMany', 'FieldValueTypeInvalid']);

/** Prepares a custom resource; see prepareObject. */
export function prepareCustom(request: PrepareRequest, body: Fields): Prepared {
  const { schema, old } = request;
  const { decoded, warnings } = decodeObject(request, body);
  const object = old ? updated(request, decoded, old) : created(schema, decoded);
  const errors = new FieldErrors();
  validateMetadata(object, schema, checkSubdomain, errors);
  if (old) validateMetadataUpdate(object, old, errors);
  const at = { node: schema.root, path: '' };
  const [value, before] = [withoutMetadata(object), old && withoutMetadata(old)];
  validateValue(value, before, at, errors);
  if (hasRules(schema.root)) {
    if (errors.list.some(({ reason }) => blocking.has(reason))) {
      errors.add('<nil>', 'FieldValueInvalid', 'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation');
    } else runRules(object, old, at, errors);
  }
  errors.throwIfAny(schema, object.metadata.name ?? '');
  return { object, warnings };
}

/** Metadata is validated by its own rules, not by the schema of the definition. */
function withoutMetadata(object: KubeObject): Fields {
  const { metadata: _metadata, ...rest } = object;
  return rest;
}

function decodeObject(request: PrepareRequest, body: Fields): { decoded: KubeObject; warnings: readonly string[] } {
  const unknown: string[] = [];
  const { metadata: given, ...rest } = body;
  const metadata = decodeMetadata(request, given, unknown);
  const conformed = conformValue(rest, request.schema.root, '', unknown) as Fields;
  const { apiVersion, kind, ...fields } = conformed;
  const duplicates = request.text !== undefined && request.fieldValidation !== 'Ignore' ? findDuplicateFields(request.text) : [];
  const warnings = reportFields(request, [...duplicates, ...unknown.sort().map((path) => `unknown field ${JSON.stringify(path)}`)]);
  return { decoded: { apiVersion: apiVersion as string, kind: kind as string, metadata, ...fields }, warnings };
}

function decodeMetadata(request: PrepareRequest, metadata: unknown, unknown: string[]): ObjectMeta {
  try {
    return decodeValue(metadata ?? {}, typeNode(metadataType), 'metadata', { kind: request.schema.kind, unknown }) as ObjectMeta;
  } catch (error) {
    if (error instanceof DecodeError) throw decodingError(request, error.message);
    throw error;
  }
}

function created(schema: KindSchema, object: KubeObject): KubeObject {
  if (schema.statusSubresource) delete object['status'];
  object.metadata.generation = 1;
  return object;
}

function updated({ schema, subresource }: PrepareRequest, object: KubeObject, old: KubeObject): KubeObject {
  if (subresource === 'status') return statusUpdate(object, old);
  object.metadata = keepServerMetadata(object.metadata, old.metadata);
  if (schema.statusSubresource) {
    if (old['status'] === undefined) delete object['status'];
    else object['status'] = old['status'];
  }
  if (changesDesiredState(object, old, schema)) object.metadata.generation = (old.metadata.generation ?? 0) + 1;
  return object;
}

/** A status write of a custom resource takes the status and nothing else, not even labels. */
function statusUpdate(object: KubeObject, old: KubeObject): KubeObject {
  const metadata: ObjectMeta = { ...old.metadata };
  for (const name of ['resourceVersion', 'managedFields'] as const) {
    if (object.metadata[name] !== undefined) (metadata as Fields)[name] = object.metadata[name];
  }
  const result: KubeObject = { ...old, metadata };
  if (object['status'] === undefined) delete result['status'];
  else result['status'] = object['status'];
  return result;
}

function changesDesiredState(object: KubeObject, old: KubeObject, schema: KindSchema): boolean {
  for (const name of new Set([...Object.keys(object), ...Object.keys(old)])) {
    if (name === 'metadata' || name === 'apiVersion' || (name === 'status' && schema.statusSubresource)) continue;
    if (!equalValues(object[name], old[name])) return true;
  }
  return false;
}

/** What stored objects read as, by the schema they were last read with. */
const reads = new WeakMap<KubeObject, { schema: KindSchema; object: KubeObject }>();

/**
 * A stored custom resource as the present schema shows it: pruned, and with the defaults that came after it was
 * written. Answers the object itself when there is nothing to do; remembers the answer as long as the object lives.
 */
export function readCustom(stored: KubeObject, schema: KindSchema): KubeObject {
  const known = reads.get(stored);
  if (known?.schema === schema) return known.object;
  const { metadata, ...rest } = stored;
  const conformed = conformValue(rest, schema.root, '', []);
  const object = conformed === rest ? stored : { ...(conformed as KubeObject), metadata };
  reads.set(stored, { schema, object });
  return object;
}
