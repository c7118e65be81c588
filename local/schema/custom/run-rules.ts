import { entryElement, equalValues, isMap } from '../../patch/typed-value.js';
import type { FieldErrors } from '../field-errors.js';
import type { SchemaNode, ValidationRule } from '../kind-schema.js';
import { oldEntries } from './validate-value.js';

interface Place {
  readonly node: SchemaNode;
  readonly path: string;
}

const ruled = new WeakMap<SchemaNode, boolean>();

/** Whether a schema has rules at or below its place. */
export function hasRules(node: SchemaNode): boolean {
  const known = ruled.get(node);
  if (known !== undefined) return known;
  const below = [...(node.properties?.values() ?? []), ...(node.values ? [node.values] : []), ...(node.items ? [node.items] : [])];
  const result = (node.rules?.length ?? 0) > 0 || below.some(hasRules);
  ruled.set(node, result);
  return result;
}

/** Runs the x-kubernetes-validations of a value; the stored value is undefined on create and where none corresponds. */
export function runRules(value: unknown, old: unknown, at: Place, errors: FieldErrors): void {
  const { node, path } = at;
  if (value === null || value === undefined || !hasRules(node)) return;
  const unchanged = old !== undefined && equalValues(value, old);
  for (const rule of node.rules ?? []) runRule(rule, { value, old, unchanged, at }, errors);
  if (isMap(value)) runFields(value, isMap(old) ? old : {}, at, errors);
  else if (Array.isArray(value) && node.items) {
    const before = oldEntries(old, node);
    for (const [index, entry] of value.entries()) {
      runRules(entry, before?.get(entryElement(entry, node)), { node: node.items, path: `${path}[${index}]` }, errors);
    }
  }
}

function runFields(value: Record<string, unknown>, old: Record<string, unknown>, { node, path }: Place, errors: FieldErrors): void {
  for (const [name, entry] of Object.entries(value)) {
    const property = node.properties?.get(name);
    const field = property ?? node.values;
    const below = property ? (path === '' ? name : `${path}.${name}`) : `${path}[${name}]`;
    if (field) runRules(entry, old[name], { node: field, path: below }, errors);
  }
}

interface Run {
  readonly value: unknown;
  readonly old: unknown;
  readonly unchanged: boolean;
  readonly at: Place;
}

function runRule(rule: ValidationRule, { value, old, unchanged, at }: Run, errors: FieldErrors): void {
  if (rule.transition && old === undefined && !rule.optionalOldSelf) return;
  // An old fault does not block other changes; a rule about the change itself is always heard.
  if (unchanged && !rule.transition) return;
  const text = faultOf(rule, value, old);
  if (text === undefined) return;
  const field = (at.path + (rule.fieldPath ?? '')).replace(/^\./, '');
  addFault(rule, { place: field === '' ? '<nil>' : field, text, value }, errors);
}

/** What a rule has against a value; undefined when it holds. */
function faultOf(rule: ValidationRule, value: unknown, old: unknown): string | undefined {
  try {
    if (rule.evaluate(value, old)) return undefined;
    return rule.evaluateMessage?.(value, old) ?? rule.message ?? `failed rule: ${rule.rule}`;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return `${reason.charAt(0).toLowerCase()}${reason.slice(1)} evaluating rule: ${rule.message ?? rule.rule}`;
  }
}

function addFault(rule: ValidationRule, { place, text, value }: { place: string; text: string; value: unknown }, errors: FieldErrors): void {
  switch (rule.reason) {
    case 'FieldValueForbidden':
      return errors.forbidden(place, text);
    case 'FieldValueRequired':
      return errors.required(place, text);
    case 'FieldValueDuplicate':
      return errors.add(place, rule.reason, typeof value === 'object' ? 'Duplicate value' : `Duplicate value: ${JSON.stringify(value)}`);
    default:
      // Whole objects and lists are not repeated in the message.
      if (typeof value === 'object') errors.add(place, rule.reason, `Invalid value: ${text}`);
      else errors.invalid(place, value, text);
  }
}
