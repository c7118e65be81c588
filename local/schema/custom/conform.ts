import { DecodeError, decodeValue } from '../decode.js';
import { typeNode } from '../builtin.js';
import type { SchemaNode } from '../kind-schema.js';

type Fields = Record<string, unknown>;

const metadataType = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value as its schema stores it: fields that the schema does not name are dropped (their paths go to `unknown`),
 * nulls dropped where they are not allowed, absent fields that have a default filled. The value is not changed; what
 * stays as it was is shared, and the value itself is answered when nothing changes. Wrong types are left to validation.
 */
export function conformValue(value: unknown, node: SchemaNode, path: string, unknown: string[]): unknown {
  if (Array.isArray(value)) {
    const { items } = node;
    if (!items) return value;
    let changed = false;
    const result = value.map((entry, index) => {
      const below = conformValue(entry, items, `${path}[${index}]`, unknown);
      changed ||= below !== entry;
      return below;
    });
    return changed ? result : value;
  }
  return isFields(value) ? conformFields(value, node, path, unknown) : value;
}

function conformFields(value: Fields, node: SchemaNode, path: string, unknown: string[]): Fields {
  if (!node.properties && !node.values && !node.embeddedResource) {
    if (node.preserveUnknown || Object.keys(value).length === 0) return value;
    for (const name of Object.keys(value)) unknown.push(join(path, name));
    return {};
  }
  let changed = false;
  const result: Fields = {};
  for (const [name, entry] of Object.entries(value)) {
    const below = entry === undefined ? undefined : conformField(entry, fieldNode(node, name), join(path, name), unknown);
    if (below === undefined) changed = true;
    else {
      result[name] = below;
      changed ||= below !== entry;
    }
  }
  changed = fillDefaults(result, node, path, unknown) || changed;
  return changed ? result : value;
}

/** Fills the fields that are absent and have a default; answers whether there were any. */
function fillDefaults(result: Fields, node: SchemaNode, path: string, unknown: string[]): boolean {
  let filled = false;
  for (const [name, field] of node.properties ?? []) {
    if (field.default === undefined || result[name] !== undefined) continue;
    result[name] = conformValue(structuredClone(field.default), field, join(path, name), unknown);
    filled = true;
  }
  return filled;
}

type Place = SchemaNode | 'metadata' | 'keep' | undefined;

function fieldNode(node: SchemaNode, name: string): Place {
  if (node.embeddedResource) {
    if (name === 'metadata') return 'metadata';
    if (name === 'apiVersion' || name === 'kind') return 'keep';
  }
  return node.properties?.get(name) ?? node.values ?? (node.preserveUnknown ? 'keep' : undefined);
}

function conformField(value: unknown, place: Place, path: string, unknown: string[]): unknown {
  if (place === 'keep') return value;
  if (place === 'metadata') return conformMetadata(value, path, unknown);
  if (!place) {
    unknown.push(path);
    return undefined;
  }
  if (value === null && !place.nullable && place.type !== 'any') return undefined;
  return conformValue(value, place, path, unknown);
}

/** The metadata of an embedded object; when it cannot be read it is left to validation. */
function conformMetadata(value: unknown, path: string, unknown: string[]): unknown {
  if (!isFields(value)) return value;
  try {
    return decodeValue(value, typeNode(metadataType), path, { kind: '', unknown });
  } catch (error) {
    if (error instanceof DecodeError) return value;
    throw error;
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
