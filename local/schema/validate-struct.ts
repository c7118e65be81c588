import type { FieldErrors } from './field-errors.js';
import type { SchemaNode } from './kind-schema.js';

/**
 * Adds what the types of a builtin object say alone: required fields that are missing and values that an enumeration
 * does not have. Missing numbers are left to the rules of the kind, which know what zero means.
 */
export function validateStruct(value: Record<string, unknown>, node: SchemaNode, path: string, errors: FieldErrors): void {
  for (const name of node.required ?? []) {
    const field = node.properties?.get(name);
    const missing = value[name] === undefined || value[name] === '';
    if (missing && field && field.type !== 'integer' && field.type !== 'boolean') errors.required(join(path, name));
  }
  for (const [name, below] of Object.entries(value)) {
    const field = node.properties?.get(name);
    if (field && !(path === '' && (name === 'status' || name === 'metadata'))) validateField(below, field, join(path, name), errors);
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function validateField(value: unknown, node: SchemaNode, path: string, errors: FieldErrors): void {
  if (node.enum && value !== '' && !node.enum.includes(value)) errors.notSupported(path.replace(/accessModes\[\d+\]$/, 'accessModes'), value, [...node.enum].sort());
  if (typeof value !== 'object' || value === null) return;
  const { items, values } = node;
  if (Array.isArray(value)) {
    if (items) for (const [index, entry] of value.entries()) validateField(entry, items, `${path}[${index}]`, errors);
  } else if (node.properties) validateStruct(value as Record<string, unknown>, node, path, errors);
  else if (values?.properties) for (const [key, entry] of Object.entries(value)) validateField(entry, values, `${path}[${key}]`, errors);
}
