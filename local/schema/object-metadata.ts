import type { KubeObject, ObjectMeta } from '../object.js';
import type { FieldErrors } from './field-errors.js';
import type { KindSchema } from './kind-schema.js';
import { checkLabelValue, checkQualifiedName, type NameCheck } from './names.js';

/** All annotations of an object together, in bytes. */
const maximumAnnotationBytes = 256 * 1024;

/** Metadata that only the server writes: it is taken from the stored object, whatever the client sent. */
const serverFields = ['uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'generation', 'selfLink'] as const;

/** The metadata of an update: the client's, with what the server owns from the stored object. */
export function keepServerMetadata(metadata: ObjectMeta, old: ObjectMeta): ObjectMeta {
  const result: ObjectMeta = { ...metadata };
  for (const field of serverFields) {
    if (old[field] === undefined) delete result[field];
    else (result as Record<string, unknown>)[field] = old[field];
  }
  if (result.generateName === undefined && old.generateName !== undefined) result.generateName = old.generateName;
  return result;
}

/** Adds the faults of an object's metadata. */
export function validateMetadata(object: KubeObject, schema: KindSchema, checkName: NameCheck, errors: FieldErrors): void {
  const { metadata } = object;
  validateName(metadata, checkName, errors);
  if (schema.namespaced && !metadata.namespace) errors.required('metadata.namespace');
  validateLabels(metadata.labels, 'metadata.labels', errors);
  validateAnnotations(metadata.annotations, errors);
  validateOwners(metadata, errors);
  for (const [index, finalizer] of (metadata.finalizers ?? []).entries()) {
    const field = `metadata.finalizers[${index}]`;
    for (const fault of checkQualifiedName(finalizer)) errors.invalid(field, finalizer, fault);
    if (schema.custom || schema.group === 'apiextensions.k8s.io') continue;
    if (!finalizer.includes('/') && !['orphan', 'foregroundDeletion', 'kubernetes'].includes(finalizer)) {
      errors.invalid(field, finalizer, 'name is neither a standard finalizer name nor is it fully qualified');
    }
  }
}

function validateName({ name, generateName }: ObjectMeta, checkName: NameCheck, errors: FieldErrors): void {
  if (!name) {
    if (generateName) {
      for (const fault of checkName(generateName.replace(/-$/, 'a'))) errors.invalid('metadata.generateName', generateName, fault);
    }
    errors.required('metadata.name', 'name or generateName is required');
    return;
  }
  for (const fault of checkName(name)) errors.invalid('metadata.name', name, fault);
}

/** Adds the faults of a set of labels. */
export function validateLabels(labels: Record<string, string> | undefined, field: string, errors: FieldErrors): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    for (const fault of checkQualifiedName(key)) errors.invalid(field, key, fault);
    for (const fault of checkLabelValue(value)) errors.invalid(field, value, fault);
  }
}

function validateAnnotations(annotations: Record<string, string> | undefined, errors: FieldErrors): void {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations ?? {})) {
    for (const fault of checkQualifiedName(key.toLowerCase())) errors.invalid('metadata.annotations', key, fault);
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (bytes > maximumAnnotationBytes) errors.tooLong('metadata.annotations', maximumAnnotationBytes);
}

function validateOwners({ ownerReferences = [] }: ObjectMeta, errors: FieldErrors): void {
  let controller: string | undefined;
  for (const owner of ownerReferences) {
    const field = 'metadata.ownerReferences';
    if (!owner.apiVersion) errors.invalid(`${field}.apiVersion`, '', 'version must not be empty');
    for (const name of ['kind', 'name', 'uid'] as const) if (!owner[name]) errors.invalid(`${field}.${name}`, '', 'must not be empty');
    if (owner.controller !== true) continue;
    if (controller !== undefined) {
      errors.invalid(
        'metadata.ownerReferences',
        ownerReferences,
        `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${owner.kind}/${owner.name}`,
      );
    }
    controller = `${owner.kind}/${owner.name}`;
  }
}

/** Adds the faults of a change of metadata. */
export function validateMetadataUpdate(object: KubeObject, old: KubeObject, errors: FieldErrors): void {
  if (object.metadata.name !== old.metadata.name) errors.invalid('metadata.name', object.metadata.name, 'field is immutable');
  if (old.metadata.deletionTimestamp === undefined) return;
  const added = (object.metadata.finalizers ?? []).filter((finalizer) => !old.metadata.finalizers?.includes(finalizer));
  if (added.length === 0) return;
  const names = added.map((finalizer) => JSON.stringify(finalizer)).join(', ');
  errors.forbidden('metadata.finalizers', `no new finalizers can be added if the object is being deleted, found new finalizers []string{${names}}`);
}
