import { entryElement, equalValues, isMap } from '../../patch/typed-value.js';
import { FieldErrors } from '../field-errors.js';
import type { Constraints, SchemaNode } from '../kind-schema.js';
import { hasFormat } from '../formats.js';

const int32Limit = 2 ** 31;

/**
 * Adds the faults of a custom resource's value against its schema, in the wording of the Kubernetes API. A part that
 * is as it was in the stored object (`old`) is not looked at: an old fault does not block other changes.
 */
export function validateValue(value: unknown, old: unknown, at: { node: SchemaNode; path: string }, errors: FieldErrors): void {
  if (old !== undefined && equalValues(value, old)) return;
  const { node, path } = at;
  if (value === null && node.nullable) return;
  if (!hasType(value, node)) {
    const actual = typeName(value);
    errors.wrongType(place(path), actual, `${place(path)} in body must be of type ${node.intOrString ? 'integer,string' : node.type}: ${JSON.stringify(actual)}`);
    return;
  }
  validateConstraints(value, at, errors);
  if (isMap(value)) validateFields(value, old, at, errors);
  else if (Array.isArray(value)) validateEntries(value, old, at, errors);
}

/** The root has no name of its own. */
function place(path: string): string {
  return path === '' ? '<nil>' : path;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function hasType(value: unknown, { type, intOrString }: SchemaNode): boolean {
  const actual = typeName(value);
  if (intOrString) return actual === 'integer' || actual === 'string';
  return type === 'any' || actual === type || (type === 'number' && actual === 'integer');
}

interface Place {
  readonly node: SchemaNode;
  readonly path: string;
}

function validateConstraints(value: unknown, at: Place, errors: FieldErrors): void {
  const { node } = at;
  const path = place(at.path);
  if (node.enum && !node.enum.some((entry) => equalValues(entry, value))) errors.notSupported(path, value, node.enum);
  if (typeof value === 'string') validateText(value, at, errors);
  if (typeof value === 'number') validateNumber(value, at, errors);
  const { constraints } = node;
  if (!constraints) return;
  const { minItems, maxItems, minProperties, maxProperties } = constraints;
  if (Array.isArray(value)) validateCount(value.length, { minimum: minItems, maximum: maxItems, path, noun: 'items' }, errors);
  else if (isMap(value)) validateCount(Object.keys(value).length, { minimum: minProperties, maximum: maxProperties, path, noun: 'properties' }, errors);
  validateJunctors(value, constraints, at, errors);
}

function validateCount(count: number, bounds: { minimum: number | undefined; maximum: number | undefined; path: string; noun: string }, errors: FieldErrors): void {
  const { minimum, maximum, path, noun } = bounds;
  if (minimum !== undefined && count < minimum) errors.invalid(path, count, `${path} in body should have at least ${minimum} ${noun}`);
  if (maximum !== undefined && count > maximum) errors.tooMany(path, count, maximum);
}

function validateText(value: string, at: Place, errors: FieldErrors): void {
  const path = place(at.path);
  const { minLength, maxLength, pattern } = at.node.constraints ?? {};
  const length = minLength === undefined && maxLength === undefined ? 0 : [...value].length;
  if (maxLength !== undefined && length > maxLength) errors.tooLong(path, maxLength);
  if (minLength !== undefined && length < minLength) errors.invalid(path, value, `${path} in body should be at least ${minLength} chars long`);
  if (pattern && !pattern.test(value)) errors.invalid(path, value, `${path} in body should match '${patternText(pattern)}'`);
  const { format } = at.node;
  if (format && !hasFormat(value, format)) errors.wrongType(path, value, `${path} in body must be of type ${format}: ${JSON.stringify(value)}`);
}

function patternText(pattern: RegExp): string {
  return (pattern.flags.includes('i') ? '(?i)' : '') + pattern.source;
}

function validateNumber(value: number, at: Place, errors: FieldErrors): void {
  const path = place(at.path);
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = at.node.constraints ?? {};
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    errors.invalid(path, value, `${path} in body should be greater than ${exclusiveMinimum ? '' : 'or equal to '}${minimum}`);
  }
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
    errors.invalid(path, value, `${path} in body should be less than ${exclusiveMaximum ? '' : 'or equal to '}${maximum}`);
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) errors.invalid(path, value, `${path} in body should be a multiple of ${multipleOf}`);
  if (at.node.format === 'int32' && (value >= int32Limit || value < -int32Limit)) {
    errors.invalid(path, value, `Checked value must be of type integer with format int32 in ${path}`);
  }
}

function validateJunctors(value: unknown, { allOf, anyOf, oneOf, not }: Constraints, at: Place, errors: FieldErrors): void {
  const path = place(at.path);
  const faultsOf = (node: SchemaNode): FieldErrors => {
    const faults = new FieldErrors();
    validateValue(value, undefined, { node, path: at.path }, faults);
    return faults;
  };
  const take = (faults: FieldErrors | undefined): void => {
    for (const { field, reason, message } of faults?.list ?? []) errors.add(field, reason, message);
  };
  for (const node of allOf ?? []) take(faultsOf(node));
  if (anyOf) {
    const results = anyOf.map(faultsOf);
    if (results.every(({ list }) => list.length > 0)) {
      errors.invalid(path, '', `${JSON.stringify(path)} must validate at least one schema (anyOf)`);
      take(results[0]);
    }
  }
  if (oneOf) {
    const results = oneOf.map(faultsOf);
    const valid = results.filter(({ list }) => list.length === 0).length;
    if (valid !== 1) {
      const found = valid === 0 ? 'Found none valid' : `Found ${valid} valid alternatives`;
      errors.invalid(path, '', `${JSON.stringify(path)} must validate one and only one schema (oneOf). ${found}`);
      if (valid === 0) take(results[0]);
    }
  }
  if (not && faultsOf(not).list.length === 0) errors.invalid(path, '', `${JSON.stringify(path)} must not validate the schema (not)`);
}

function validateFields(value: Record<string, unknown>, old: unknown, { node, path }: Place, errors: FieldErrors): void {
  for (const name of node.required ?? []) if (value[name] === undefined) errors.required(join(path, name));
  if (node.embeddedResource) {
    for (const name of ['apiVersion', 'kind']) if (typeof value[name] !== 'string' || value[name] === '') errors.required(join(path, name), value[name] === undefined ? '' : 'must not be empty');
  }
  const before = isMap(old) ? old : undefined;
  for (const [name, entry] of Object.entries(value)) {
    const field = node.properties?.get(name) ?? node.values;
    if (field) validateValue(entry, before?.[name], { node: field, path: join(path, name) }, errors);
  }
}

function validateEntries(value: readonly unknown[], old: unknown, { node, path }: Place, errors: FieldErrors): void {
  const { items } = node;
  const before = oldEntries(old, node);
  const seen = new Set<string>();
  for (const [index, entry] of value.entries()) {
    const element = node.listType === 'map' || node.listType === 'set' ? entryElement(entry, node) : undefined;
    if (items) validateValue(entry, element === undefined ? undefined : before?.get(element), { node: items, path: `${path}[${index}]` }, errors);
    if (element === undefined) continue;
    if (seen.has(element)) errors.duplicate(`${path}[${index}]`, JSON.parse(element.slice(2)) as unknown);
    seen.add(element);
  }
}

/** The entries of the stored list that entries of the new one can be compared with. */
export function oldEntries(old: unknown, node: SchemaNode): Map<string, unknown> | undefined {
  if (node.listType !== 'map' || !Array.isArray(old)) return undefined;
  return new Map(old.map((entry) => [entryElement(entry, node), entry]));
}
