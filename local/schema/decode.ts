import type { SchemaNode } from './kind-schema.js';
import { canonicalQuantity } from './quantity.js';

/** A value is of a type that its field cannot hold. */
export class DecodeError extends Error {}

/** What decoding found besides the object. */
export interface DecodeContext {
  readonly kind: string;
  /** Paths of fields that the type does not have, in the order of the document. */
  readonly unknown: string[];
}

type Fields = Record<string, unknown>;

/** Decimal places of a MicroTime. */
const microDigits = 6;

/**
 * Decodes a builtin object or a part of it into a new value: types are checked, nulls and unknown fields dropped,
 * times and quantities brought into their canonical spelling, defaults of the types filled. Throws DecodeError.
 */
export function decodeValue(value: unknown, node: SchemaNode, path: string, context: DecodeContext): unknown {
  if (node.type === 'any') return node.intOrString ? decodeIntOrString(value, path, context) : value;
  switch (node.type) {
    case 'object':
      if (!isFields(value)) throw mismatch(value, path, context, node.properties ? shortName(node) : `map[string]${shortName(node.values)}`);
      return node.properties ? decodeStruct(value, node.properties, path, { node, context }) : decodeMap(value, node, path, context);
    case 'array':
      if (!Array.isArray(value)) throw mismatch(value, path, context, `[]${shortName(node.items)}`);
      return value.map((entry, index) => decodeElement(entry, node.items, `${path}[${index}]`, context));
    default:
      return decodeScalar(value, node, path, context);
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mismatch(value: unknown, path: string, { kind }: DecodeContext, type: string): DecodeError {
  const actual = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value;
  return new DecodeError(`json: cannot unmarshal ${actual} into Go struct field ${kind}.${path} of type ${type}`);
}

function shortName(node: SchemaNode | undefined): string {
  if (!node) return 'interface {}';
  if (node.typeName) return node.typeName.split('.').slice(-2).join('.');
  return { boolean: 'bool', integer: node.format ?? 'int64', number: 'float64', any: 'interface {}', array: 'slice', object: 'map', string: 'string' }[node.type];
}

function decodeMap(value: Fields, node: SchemaNode, path: string, context: DecodeContext): Fields {
  const result: Fields = {};
  for (const [key, entry] of Object.entries(value)) {
    if (entry !== undefined) result[key] = node.values ? decodeElement(entry, node.values, `${path}.${key}`, context) : entry;
  }
  return result;
}

/** Null among the entries of a list or map is the empty value of their type. */
function decodeElement(value: unknown, node: SchemaNode | undefined, path: string, context: DecodeContext): unknown {
  if (!node || (value === null && node.type === 'any')) return value;
  if (value !== null) return decodeValue(value, node, path, context);
  return { string: '', integer: 0, number: 0, boolean: false, array: [], object: {} }[node.type as 'string'] ?? null;
}

interface StructPlace {
  readonly node: SchemaNode;
  readonly context: DecodeContext;
}

function decodeStruct(value: Fields, properties: ReadonlyMap<string, SchemaNode>, path: string, { node, context }: StructPlace): Fields {
  const result: Fields = {};
  for (const [name, entry] of Object.entries(value)) {
    // Callers in the process may leave a field undefined; it is absent then, as in JSON.
    if (entry === undefined) continue;
    const field = properties.get(name);
    const below = path === '' ? name : `${path}.${name}`;
    if (!field) context.unknown.push(below);
    else if (entry !== null && !(entry === '' && field.default !== undefined && field.enum)) {
      const decoded = decodeValue(entry, field, below, context);
      if (!isOmitted(decoded, field) || isAlwaysWritten(node, name)) result[name] = decoded;
    }
  }
  fill(result, path, { node, context });
  return result;
}

/** Gives a struct the fields that are there even when they were not written. */
function fill(result: Fields, path: string, { node, context }: StructPlace): void {
  for (const [name, field] of filledFields(node)) {
    if (result[name] !== undefined) continue;
    const below = path === '' ? name : `${path}.${name}`;
    const filled = decodeValue(field.default ?? {}, field, below, context);
    if (field.default !== undefined || !isEmptyMetadata(name, filled)) result[name] = filled;
  }
}

function isAlwaysWritten({ required }: SchemaNode, name: string): boolean {
  return name === 'rules' || required?.includes(name) === true;
}

/** Empty maps and lists are never written, but where a type needs the field. */
function isOmitted(value: unknown, { type, properties }: SchemaNode): boolean {
  return type === 'array' ? (value as unknown[]).length === 0 : type === 'object' && !properties && Object.keys(value as Fields).length === 0;
}

/** The metadata of a template is left out when nothing is in it; other structs are always written. */
function isEmptyMetadata(name: string, value: unknown): boolean {
  return name === 'metadata' && Object.keys(value as Fields).length === 0;
}

const filled = new WeakMap<ReadonlyMap<string, SchemaNode>, [string, SchemaNode][]>();

/** The fields of a struct that are there even when they were not written. */
function filledFields(node: SchemaNode): [string, SchemaNode][] {
  const { properties } = node;
  if (!properties) return [];
  let fields = filled.get(properties);
  if (!fields) {
    fields = [...properties].filter(([, field]) => field.default !== undefined || field.inline === true);
    filled.set(properties, fields);
  }
  return fields;
}

function decodeIntOrString(value: unknown, path: string, context: DecodeContext): unknown {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value))) return value;
  throw mismatch(value, path, context, 'intstr.IntOrString');
}

const int32Limit = 2 ** 31;

function decodeScalar(value: unknown, node: SchemaNode, path: string, context: DecodeContext): unknown {
  switch (node.type) {
    case 'integer':
      if (typeof value !== 'number') break;
      if (!Number.isInteger(value) || (node.format === 'int32' && (value >= int32Limit || value < -int32Limit))) {
        throw new DecodeError(`json: cannot unmarshal number ${value} into Go struct field ${context.kind}.${path} of type ${shortName(node)}`);
      }
      return value;
    case 'number':
      if (typeof value === 'number') return value;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    default:
      return decodeString(value, node, path, context);
  }
  throw mismatch(value, path, context, shortName(node));
}

function decodeString(value: unknown, node: SchemaNode, path: string, context: DecodeContext): unknown {
  if (node.format === 'quantity') return decodeQuantity(value);
  if (typeof value !== 'string') throw mismatch(value, path, context, shortName(node));
  switch (node.format) {
    case 'byte':
      return decodeBytes(value);
    case 'date-time':
      return decodeTime(value, 0);
    case 'micro-time':
      return decodeTime(value, microDigits);
    default:
      return value;
  }
}

function decodeQuantity(value: unknown): string {
  const quantity = typeof value === 'string' || typeof value === 'number' ? canonicalQuantity(String(value)) : undefined;
  if (quantity === undefined) throw new DecodeError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  return quantity;
}

function decodeBytes(value: string): string {
  const text = value.replaceAll(/[\r\n]/g, '');
  const wrong = /[^A-Za-z0-9+/=]/.exec(text);
  if (wrong || text.length % 4 !== 0 || !/^[^=]*={0,2}$/.test(text)) {
    throw new DecodeError(`illegal base64 data at input byte ${wrong ? wrong.index : text.length}`);
  }
  return text;
}

const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d)$/;

/** The time in UTC with as many digits of seconds as its type has. */
function decodeTime(value: string, digits: number): string {
  const match = timePattern.exec(value);
  const milliseconds = match ? Date.parse(value.replace(/\.\d+/, '')) : NaN;
  if (!match || Number.isNaN(milliseconds)) throw new DecodeError(`parsing time ${JSON.stringify(value)} as "2006-01-02T15:04:05Z07:00": cannot parse`);
  const seconds = new Date(milliseconds).toISOString().slice(0, -'.000Z'.length);
  return digits === 0 ? `${seconds}Z` : `${seconds}.${(match[1] ?? '').padEnd(digits, '0').slice(0, digits)}Z`;
}
