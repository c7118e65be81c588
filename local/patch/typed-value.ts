import { descend, emptySet, type FieldSet } from './field-set.js';
import type { SchemaNode } from '../schema/kind-schema.js';

/** What changed between two values. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

type Fields = Record<string, unknown>;

/** Places without a schema: maps merge key by key, lists are atomic. */
const untyped: SchemaNode = { type: 'any', preserveUnknown: true };

/** Whether a value is an object with fields. */
export function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Structural equality of JSON values; the order of fields does not count. */
export function equalValues(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((entry, index) => equalValues(entry, right[index]));
  }
  if (!isMap(left) || !isMap(right)) return false;
  let count = 0;
  for (const key in left) {
    if (!(key in right) || !equalValues(left[key], right[key])) return false;
    count++;
  }
  for (const _key in right) count--;
  return count === 0;
}

/** The schema of a field, and whether it is one of a struct's named fields. */
export function fieldNode(node: SchemaNode, name: string): { node: SchemaNode; named: boolean } {
  const named = node.properties?.get(name);
  if (named) return { node: named, named: true };
  return { node: node.values ?? untyped, named: false };
}

/** Whether the value merges field by field. */
export function isGranularMap(value: unknown, node: SchemaNode): value is Fields {
  return isMap(value) && node.atomic !== true;
}

/** Whether the value merges entry by entry. */
export function isGranularList(value: unknown, node: SchemaNode): value is unknown[] {
  return Array.isArray(value) && (node.listType === 'map' || node.listType === 'set');
}

/** The path element of a list entry: its keys (with their defaults) or its value. */
export function entryElement(entry: unknown, list: SchemaNode): string {
  if (list.listType === 'set') return `v:${JSON.stringify(entry)}`;
  if (!isMap(entry)) return `v:${JSON.stringify(entry)}`;
  const names = list.listMapKeys ?? [];
  const [only] = names;
  // Nearly all keyed lists have one key.
  if (names.length === 1 && only !== undefined && typeof entry[only] === 'string') return `k:{${JSON.stringify(only)}:${JSON.stringify(entry[only])}}`;
  const keys: Fields = {};
  for (const key of [...names].sort()) {
    const value = entry[key] ?? list.items?.properties?.get(key)?.default;
    if (value !== undefined) keys[key] = value;
  }
  return `k:${JSON.stringify(keys)}`;
}

/** The entries of a list by their path element. The first of two equal elements wins. */
export function entriesByElement(list: readonly unknown[], node: SchemaNode): Map<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const entry of list) {
    const element = entryElement(entry, node);
    if (!entries.has(element)) entries.set(element, entry);
  }
  return entries;
}

/** The schema of the items of a list. */
export function itemNode(node: SchemaNode): SchemaNode {
  return node.items ?? untyped;
}

/** The places a configuration speaks about: its leaves, the entries of its lists and the keys of its maps. */
export function fieldsOf(value: unknown, node: SchemaNode): FieldSet {
  const set = emptySet();
  collect(value, node, set);
  return set;
}

function collect(value: unknown, node: SchemaNode, set: FieldSet): void {
  if (isGranularMap(value, node)) {
    for (const [name, below] of Object.entries(value)) {
      const field = fieldNode(node, name);
      const child = descend(set, `f:${name}`);
      collect(below, field.node, child);
      if (!field.named || below === null || (isMap(below) && Object.keys(below).length === 0)) child.member = true;
    }
  } else if (isGranularList(value, node)) {
    for (const [element, entry] of entriesByElement(value, node)) {
      const child = descend(set, element);
      collect(entry, itemNode(node), child);
      child.member = true;
    }
  } else {
    set.member = true;
  }
}

/** Compares two values; `undefined` is an absent value. */
export function compareValues(before: unknown, after: unknown, node: SchemaNode): Comparison {
  const result = { added: emptySet(), modified: emptySet(), removed: emptySet() };
  compare(before, after, { node, ...result });
  return result;
}

interface Comparing extends Comparison {
  readonly node: SchemaNode;
}

function compare(before: unknown, after: unknown, at: Comparing): void {
  if (before === after) return;
  const granularMap = [before, after].every((value) => value === undefined || isGranularMap(value, at.node));
  const granularList = [before, after].every((value) => value === undefined || isGranularList(value, at.node));
  if (granularMap) compareMaps(before as Fields | undefined, after as Fields | undefined, at);
  else if (granularList) compareLists(before as unknown[] | undefined, after as unknown[] | undefined, at);
  else if (before !== undefined && after !== undefined && !equalValues(before, after)) at.modified.member = true;
  if (before === undefined) at.added.member = true;
  else if (after === undefined) at.removed.member = true;
}

function below(at: Comparing, element: string, node: SchemaNode): Comparing {
  return { node, added: descend(at.added, element), modified: descend(at.modified, element), removed: descend(at.removed, element) };
}

function compareMaps(before: Fields | undefined, after: Fields | undefined, at: Comparing): void {
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const left = before?.[name];
    const right = after?.[name];
    // Most of two objects is equal: no place is noted there.
    if (equalValues(left, right)) continue;
    const field = fieldNode(at.node, name);
    const inlineLeft = left === undefined && field.node.inline === true && before !== undefined ? {} : left;
    compare(inlineLeft, right, below(at, `f:${name}`, field.node));
  }
}

function compareLists(before: unknown[] | undefined, after: unknown[] | undefined, at: Comparing): void {
  const left = entriesByElement(before ?? [], at.node);
  const right = entriesByElement(after ?? [], at.node);
  for (const element of new Set([...left.keys(), ...right.keys()])) {
    const [one, other] = [left.get(element), right.get(element)];
    if (!equalValues(one, other)) compare(one, other, below(at, element, itemNode(at.node)));
  }
}

/** The live value with an applied configuration laid over it. Neither is changed; unchanged parts are shared. */
export function mergeValues(live: unknown, applied: unknown, node: SchemaNode): unknown {
  if (applied === undefined) return live;
  if (live === undefined) return applied;
  if (isGranularMap(live, node) && isGranularMap(applied, node)) {
    const result: Fields = { ...live };
    for (const [name, value] of Object.entries(applied)) result[name] = mergeValues(live[name], value, fieldNode(node, name).node);
    return result;
  }
  if (isGranularList(live, node) && isGranularList(applied, node)) return mergeLists(live, applied, node);
  return applied;
}

/** Entries of the live list that are not applied keep their places; applied entries stand in the order of the configuration. */
function mergeLists(live: unknown[], applied: unknown[], node: SchemaNode): unknown[] {
  const before = entriesByElement(live, node);
  const after = entriesByElement(applied, node);
  const waiting = [...after.keys()];
  const order: string[] = [];
  for (const element of before.keys()) {
    if (!after.has(element)) order.push(element);
    else if (element === waiting.find((candidate) => before.has(candidate))) order.push(...waiting.splice(0, waiting.indexOf(element) + 1));
  }
  return [...order, ...waiting].map((element) => mergeValues(before.get(element), after.get(element), itemNode(node)));
}

/**
 * The value without the places of `dropped`, unless they are kept by `kept` (or something below them is). Returns
 * undefined when the whole value goes.
 */
export function removeFields(value: unknown, node: SchemaNode, dropped: FieldSet, kept: FieldSet | undefined): unknown {
  if (isGranularMap(value, node)) {
    const result: Fields = {};
    for (const [name, below] of Object.entries(value)) {
      const rest = removeBelow(below, fieldNode(node, name), dropped.children.get(`f:${name}`), kept?.children.get(`f:${name}`));
      if (rest !== undefined) result[name] = rest;
    }
    return result;
  }
  if (isGranularList(value, node)) {
    return value.flatMap((entry) => {
      const element = entryElement(entry, node);
      const rest = removeBelow(entry, { node: itemNode(node), named: false }, dropped.children.get(element), kept?.children.get(element));
      return rest === undefined ? [] : [rest];
    });
  }
  return value;
}

function removeBelow(value: unknown, field: { node: SchemaNode; named: boolean }, dropped: FieldSet | undefined, kept: FieldSet | undefined): unknown {
  if (!dropped) return value;
  if (kept) return removeFields(value, field.node, dropped, kept);
  // A struct field that was owned only through what is below it goes with the last of that.
  return dropped.member || field.named ? undefined : removeFields(value, field.node, dropped, undefined);
}
