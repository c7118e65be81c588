import { messages } from './generated/kubernetes-messages.js';
import { readFields } from './wire-reader.js';

/**
 * A field of a message as the generated table describes it: `number flags:name:type`. Flags: `*` a pointer, whose zero
 * value was set on purpose; `!` also written to JSON when empty; `^` its fields belong to the message around it.
 * Types: s text, b boolean, i integer, f float, y bytes, q quantity, t time, m time with microseconds, o integer or text,
 * r raw JSON, v field set, e a list in a message of its own, [x list, {x map of texts to x, @name message.
 */
interface Field {
  readonly name: string;
  readonly type: string;
  readonly pointer: boolean;
  readonly keepEmpty: boolean;
  readonly inline: boolean;
}

type Json = Record<string, unknown>;

/** Nesting deeper than this is no Kubernetes object. */
const MAXIMUM_DEPTH = 64;

const tables = new Map<string, ReadonlyMap<number, Field>>();

/** Whether messages of this name can be read. */
export function isKnownMessage(name: string): boolean {
  return name in messages;
}

/** Reads a message as the JSON that the same object would be. Throws RangeError for bytes that are no such message. */
export function decodeMessage(name: string, bytes: Buffer, depth = 0): Json {
  if (depth > MAXIMUM_DEPTH) throw new RangeError('the message is nested too deeply');
  const fields = fieldsOf(name);
  const result: Json = {};
  for (const { number, value } of readFields(bytes)) {
    const field = fields.get(number);
    if (!field) continue;
    const { name: key, type } = field;
    if (type.startsWith('[')) {
      ((result[key] ??= []) as unknown[]).push(decodeValue(type.slice(1), value, depth));
    } else if (type.startsWith('{')) {
      const [entryKey, entryValue] = decodeEntry(type.slice(1), value, depth);
      ((result[key] ??= {}) as Json)[entryKey] = entryValue;
    } else {
      const decoded = decodeValue(type, value, depth);
      if (field.inline) Object.assign(result, decoded);
      else if (isPresent(field, decoded)) result[key] = decoded;
    }
  }
  return result;
}

function fieldsOf(name: string): ReadonlyMap<number, Field> {
  const known = tables.get(name);
  if (known) return known;
  const table = new Map<number, Field>();
  for (const entry of (messages[name] ?? '').split(' ')) {
    const [head = '', key = '', type = ''] = entry.split(':');
    table.set(parseInt(head, 10), { name: key, type, pointer: head.includes('*'), keepEmpty: head.includes('!'), inline: head.includes('^') });
  }
  tables.set(name, table);
  return table;
}

/** Values that are not pointers are always sent; empty ones mean that they were not set. */
function isPresent({ pointer, keepEmpty, type }: Field, value: unknown): boolean {
  if (value === undefined) return false;
  if (pointer) return true;
  if (type.startsWith('@')) return Object.keys(value as Json).length > 0;
  return keepEmpty || (value !== '' && value !== 0 && value !== false);
}

function decodeValue(type: string, value: bigint | Buffer, depth: number): unknown {
  if (typeof value === 'bigint') return type === 'b' ? value !== 0n : Number(value);
  switch (type[0]) {
    case 's':
      return value.toString('utf8');
    case 'y':
      return value.toString('base64');
    case 'f':
      return value.readDoubleLE(0);
    case 'q':
      return textOf(value, 1);
    case 't':
    case 'm':
      return decodeTime(value, type === 'm');
    case 'o':
      return decodeIntOrString(value);
    case 'r':
    case 'v':
      return JSON.parse(textOf(value, 1) || 'null') as unknown;
    case 'e':
      return [...readFields(value)].map((field) => (Buffer.isBuffer(field.value) ? field.value.toString('utf8') : Number(field.value)));
    default:
      return decodeMessage(type.slice(1), value, depth + 1);
  }
}

function decodeEntry(type: string, value: bigint | Buffer, depth: number): [string, unknown] {
  let key = '';
  let decoded: unknown = type === 's' ? '' : undefined;
  for (const field of readFields(value as Buffer)) {
    if (field.number === 1) key = String(field.value);
    else decoded = decodeValue(type, field.value, depth);
  }
  return [key, decoded];
}

function textOf(message: Buffer, number: number): string {
  for (const field of readFields(message)) if (field.number === number) return String(field.value);
  return '';
}

function decodeTime(message: Buffer, micro: boolean): string | undefined {
  const numbers = new Map([...readFields(message)].map(({ number, value }) => [number, Number(value)]));
  if (numbers.size === 0) return undefined;
  const date = new Date((numbers.get(1) ?? 0) * 1000).toISOString().slice(0, 19);
  return micro ? `${date}.${String(Math.floor((numbers.get(2) ?? 0) / 1000)).padStart(6, '0')}Z` : `${date}Z`;
}

function decodeIntOrString(message: Buffer): number | string {
  const values = new Map([...readFields(message)].map(({ number, value }) => [number, value]));
  return Number(values.get(1) ?? 0) === 1 ? String(values.get(3) ?? '') : Number(values.get(2) ?? 0);
}
