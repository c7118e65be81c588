import type { KubeObject } from '../object.js';
import { equalValues } from '../patch/typed-value.js';
import { DecodeError, decodeValue } from './decode.js';
import { findDuplicateFields } from './duplicate-fields.js';
import { FieldErrors } from './field-errors.js';
import type { KindSchema } from './kind-schema.js';
import { kindRules } from './kinds/kind-rules-table.js';
import type { Fields, KindRules } from './kinds/kind-rules.js';
import { checkSubdomain } from './names.js';
import { keepServerMetadata, validateMetadata, validateMetadataUpdate } from './object-metadata.js';
import { validateStruct } from './validate-struct.js';
import { decodingError, reportFields, type Prepared, type PrepareRequest } from './write-request.js';

/** Prepares an object of a builtin kind; see prepareObject. */
export function prepareBuiltin(request: PrepareRequest, body: Fields): Prepared {
  const { schema, old } = request;
  const { decoded, warnings } = decodeObject(request, body);
  const rules = kindRules(schema.group, schema.kind);
  const object = old ? updated(request, decoded, rules) : created(schema, decoded, rules);
  const errors = new FieldErrors();
  validateMetadata(object, schema, rules.checkName ?? checkSubdomain, errors);
  if (old) validateMetadataUpdate(object, old, errors);
  if (!isPartial(request)) {
    validateStruct(object, schema.root, '', errors);
    rules.validate?.(object, errors);
    if (old) rules.validateUpdate?.(object, old, errors);
  }
  errors.throwIfAny(schema, object.metadata.name ?? '');
  return { object, warnings };
}

/** Writes through a subresource other than scale change what that subresource is about, and nothing else is checked. */
function isPartial({ subresource }: PrepareRequest): boolean {
  return subresource !== undefined && subresource !== '' && subresource !== 'scale';
}

function decodeObject(request: PrepareRequest, body: Fields): { decoded: KubeObject; warnings: readonly string[] } {
  const unknown: string[] = [];
  try {
    const decoded = decodeValue(body, request.schema.root, '', { kind: request.schema.kind, unknown }) as KubeObject;
    decoded.metadata ??= { name: '' };
    const duplicates = request.text !== undefined && request.fieldValidation !== 'Ignore' ? findDuplicateFields(request.text) : [];
    return { decoded, warnings: reportFields(request, [...duplicates, ...unknown.map((path) => `unknown field ${JSON.stringify(path)}`)]) };
  } catch (error) {
    if (error instanceof DecodeError) throw decodingError(request, error.message);
    throw error;
  }
}

function created(schema: KindSchema, object: KubeObject, rules: KindRules): KubeObject {
  rules.fill?.(object, undefined);
  if (schema.statusSubresource && schema.kind !== 'Node') {
    const status = schema.root.properties?.get('status');
    object['status'] = rules.newStatus ? rules.newStatus(object) : status ? decodeValue({}, status, 'status', { kind: schema.kind, unknown: [] }) : {};
  }
  if (schema.counted) object.metadata.generation = 1;
  else delete object.metadata.generation;
  return object;
}

function updated(request: PrepareRequest, object: KubeObject, rules: KindRules): KubeObject {
  const { schema, subresource } = request;
  const old = request.old as KubeObject;
  object.metadata = keepServerMetadata(object.metadata, old.metadata);
  if (subresource === 'status') return statusUpdate(object, old);
  if (schema.statusSubresource) {
    if (old['status'] === undefined) delete object['status'];
    else object['status'] = old['status'];
  }
  if (!isPartial(request)) rules.fill?.(object, old);
  if (schema.counted && changesDesiredState(object, old)) object.metadata.generation = (old.metadata.generation ?? 0) + 1;
  return object;
}

/** A status write takes the status alone; labels and annotations may go with it, owners may not. */
function statusUpdate(object: KubeObject, old: KubeObject): KubeObject {
  const metadata = { ...object.metadata };
  if (old.metadata.ownerReferences === undefined) delete metadata.ownerReferences;
  else metadata.ownerReferences = old.metadata.ownerReferences;
  return { ...old, metadata, ...(object['status'] === undefined ? {} : { status: object['status'] }) };
}

/** Whether anything but metadata and status changed. */
function changesDesiredState(object: KubeObject, old: KubeObject): boolean {
  const names = new Set([...Object.keys(object), ...Object.keys(old)]);
  for (const name of names) {
    if (name === 'metadata' || name === 'status' || name === 'apiVersion' || name === 'kind') continue;
    if (!equalValues(object[name], old[name])) return true;
  }
  return false;
}
