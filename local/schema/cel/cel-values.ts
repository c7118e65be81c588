import { parse } from '@marcbachmann/cel-js';
import { isMap } from '../../patch/typed-value.js';
import type { SchemaNode } from '../kind-schema.js';

/** A schema object as CEL sees it: its declared fields under their escaped names. */
export type CelObject = new () => Record<string, unknown>;

const reserved = new Set([
  'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let',
  'loop', 'package', 'namespace', 'return', 'var', 'void', 'while',
]);
const escapes: Readonly<Record<string, string>> = { '__': '__underscores__', '.': '__dot__', '-': '__dash__', '/': '__slash__' };

/** A field's name as CEL expressions write it; undefined when there is no way to write it. */
export function escapeField(name: string): string | undefined {
  if (!/^[A-Za-z_.][A-Za-z0-9._/-]*$/.test(name)) return undefined;
  if (reserved.has(name)) return `__${name}__`;
  return name.replaceAll(/__|[./-]/g, (part) => escapes[part] ?? part);
}

/** Turns JSON values into the values that compiled expressions work on: int64 as bigint, structs as their class. */
export type Convert = (value: unknown) => unknown;

const identity: Convert = (value) => value;

/** The conversion for values without a schema: whole numbers are ints, maps stay as they are. */
export function convertUntyped(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return Array.from(value, convertUntyped);
  if (isMap(value)) return new Map(Object.entries(value).map(([key, entry]) => [key, convertUntyped(entry)]));
  return value;
}

/** The conversion of scalars by type and format. */
export function scalarConversion(node: SchemaNode): Convert {
  switch (node.type) {
    case 'integer':
      return (value) => (typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value);
    case 'string':
      return textConversion(node.format);
    case 'any':
      return convertUntyped;
    default:
      return identity;
  }
}

function textConversion(format: string | undefined): Convert {
  switch (format) {
    case 'date-time':
    case 'date':
      return (value) => (typeof value === 'string' ? new Date(value) : value);
    case 'duration':
      return (value) => (typeof value === 'string' ? celDuration(value) : value);
    case 'byte':
      return (value) => (typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : value);
    default:
      return identity;
  }
}

const textTypes: Readonly<Record<string, string>> = {
  'date-time': 'google.protobuf.Timestamp',
  'date': 'google.protobuf.Timestamp',
  'duration': 'google.protobuf.Duration',
  'byte': 'bytes',
};

const readDuration = parse('duration(text)');

/** A duration as the library represents it; a text that is none stays a text, validation has refused it. */
function celDuration(text: string): unknown {
  try {
    return readDuration({ text });
  } catch {
    return text;
  }
}

/** The CEL type of a scalar. */
export function scalarType(node: SchemaNode): string {
  switch (node.type) {
    case 'integer':
      return 'int';
    case 'number':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'string':
      return textTypes[node.format ?? ''] ?? 'string';
    default:
      return 'dyn';
  }
}

function equalMaps(left: Map<unknown, unknown>, right: Map<unknown, unknown>): boolean {
  return left.size === right.size && [...left].every(([key, entry]) => right.has(key) && celEquals(entry, right.get(key)));
}

/** Equality of CEL values: structs, lists, maps and times by what they hold. */
export function celEquals(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right) === 0;
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((entry, index) => celEquals(entry, right[index]));
  if (left instanceof Map && right instanceof Map) return equalMaps(left, right);
  if (!isMap(left) || !isMap(right) || left.constructor !== right.constructor) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && celEquals(left[key], right[key]));
}
