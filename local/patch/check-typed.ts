import type { SchemaNode } from '../schema/kind-schema.js';
import { entryElement, fieldNode, isMap, itemNode } from './typed-value.js';
import { elementText } from './field-set.js';

/** An applied configuration does not fit its schema. The message starts with the place. */
export class TypedValueError extends Error {}

/** Throws TypedValueError when a configuration has unknown fields, wrong types, or list entries without or with equal keys. */
export function checkTyped(value: unknown, node: SchemaNode, path = ''): void {
  if (value === null || value === undefined || node.type === 'any') return;
  checkType(value, node, path);
  if (isMap(value)) checkFields(value, node, path);
  else if (Array.isArray(value)) checkEntries(value, node, path);
}

function fail(path: string, message: string): never {
  throw new TypedValueError(`${path === '' ? '.' : path}: ${message}`);
}

const expectations = { object: 'map', array: 'list', string: 'string', integer: 'numeric (int or float)', number: 'numeric (int or float)', boolean: 'boolean' };

function checkType(value: unknown, node: SchemaNode, path: string): void {
  if (node.type === 'any' || node.intOrString) return;
  const fits: Record<keyof typeof expectations, boolean> = {
    object: isMap(value),
    array: Array.isArray(value),
    // Quantities and times are untyped scalars: a number is read as well.
    string: typeof value === 'string' || (node.format === 'quantity' && typeof value === 'number'),
    integer: typeof value === 'number',
    number: typeof value === 'number',
    boolean: typeof value === 'boolean',
  };
  if (!fits[node.type]) fail(path, `expected ${expectations[node.type]}, got ${JSON.stringify(value)}`);
}

function checkFields(value: Record<string, unknown>, node: SchemaNode, path: string): void {
  const open = node.preserveUnknown === true || node.values !== undefined || node.properties === undefined;
  for (const [name, below] of Object.entries(value)) {
    const field = fieldNode(node, name);
    if (!field.named && !open) fail(`${path}.${name}`, 'field not declared in schema');
    checkTyped(below, field.node, `${path}.${name}`);
  }
}

function checkEntries(list: readonly unknown[], node: SchemaNode, path: string): void {
  const seen = new Set<string>();
  for (const [index, entry] of list.entries()) {
    checkTyped(entry, itemNode(node), `${path}[${index}]`);
    if (node.listType !== 'map' && node.listType !== 'set') continue;
    if (node.listType === 'map') checkKeys(entry, node, path);
    const element = entryElement(entry, node);
    if (seen.has(element)) fail(path, `duplicate entries for key ${elementText(element)}`);
    seen.add(element);
  }
}

function checkKeys(entry: unknown, node: SchemaNode, path: string): void {
  if (!isMap(entry)) fail(path, 'element: associative list with keys may not have non-map elements');
  for (const key of node.listMapKeys ?? []) {
    if (entry[key] !== undefined || node.items?.properties?.get(key)?.default !== undefined) continue;
    fail(path, `element: associative list with keys has an element that omits key field ${JSON.stringify(key)} (and doesn't have default value)`);
  }
}
