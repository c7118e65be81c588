import { StatusError } from '../status-error.js';
import type { SchemaNode } from '../schema/kind-schema.js';
import { equalValues, fieldNode, isMap, itemNode } from './typed-value.js';

type Fields = Record<string, unknown>;

const directive = '$patch';
const retainKeys = '$retainKeys';
const orderPrefix = '$setElementOrder/';
const deletePrefix = '$deleteFromPrimitiveList/';

function badPatch(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

/**
 * Strategic merge patch: maps merge field by field, lists with a merge key entry by entry, everything else is replaced.
 * Directives: `$patch` (replace, delete, merge), `$retainKeys`, `$setElementOrder/<list>`, `$deleteFromPrimitiveList/<list>`.
 * Nothing given is changed. Throws StatusError (400) for a directive that makes no sense.
 */
export function strategicMerge(target: unknown, patch: Fields, node: SchemaNode): unknown {
  const original = isMap(target) ? target : {};
  const action = patch[directive];
  if (action === 'replace') return withoutDirectives(patch);
  if (action === 'delete') return {};
  if (action !== undefined && action !== 'merge') throw badPatch(`Unknown patch type found: ${String(action)} in map`);
  const result = retained(original, patch);
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) continue;
    if (value === null) delete result[key];
    else result[key] = mergeField(result[key], value, { node: fieldNode(node, key).node, key, patch });
  }
  applyListDirectives(result, patch, node);
  return result;
}

/** `$retainKeys` drops every field that it does not name. */
function retained(original: Fields, patch: Fields): Fields {
  const keys = patch[retainKeys];
  if (keys === undefined) return { ...original };
  if (!Array.isArray(keys)) throw badPatch('$retainKeys must be a list of keys');
  return Object.fromEntries(Object.entries(original).filter(([key]) => keys.includes(key)));
}

interface Place {
  readonly node: SchemaNode;
  readonly key: string;
  readonly patch: Fields;
}

function mergeField(target: unknown, value: unknown, { node, key, patch }: Place): unknown {
  if (isMap(value)) {
    const replaces = node.patchStrategy?.includes('replace') === true;
    return strategicMerge(replaces ? undefined : target, value, node);
  }
  if (!Array.isArray(value)) return value;
  if (!node.patchStrategy?.includes('merge')) return value.map(cleanEntry);
  const current = Array.isArray(target) ? target : [];
  const order = patch[orderPrefix + key];
  if (node.patchMergeKey === undefined) return mergePrimitives(current, value);
  return mergeEntries(current, value, { node, mergeKey: node.patchMergeKey, ordered: order !== undefined });
}

function mergePrimitives(current: readonly unknown[], added: readonly unknown[]): unknown[] {
  const result = [...current];
  for (const value of added) if (!result.some((present) => equalValues(present, value))) result.push(value);
  return result;
}

interface ListMerge {
  readonly node: SchemaNode;
  readonly mergeKey: string;
  readonly ordered: boolean;
}

function mergeEntries(current: readonly unknown[], patches: readonly unknown[], { node, mergeKey }: ListMerge): unknown[] {
  const entries = patches.map((entry) => {
    if (!isMap(entry)) throw badPatch(`expected a map in a list merged by ${mergeKey}`);
    return entry;
  });
  const replaces = entries.some((entry) => entry[directive] === 'replace');
  const result = replaces ? [] : [...current];
  for (const entry of entries) {
    const action = entry[directive];
    const key = entry[mergeKey];
    if (key === undefined) {
      if (action === 'replace') continue;
      throw badPatch(`map: ${JSON.stringify(entry)} does not contain declared merge key: ${mergeKey}`);
    }
    const at = result.findIndex((present) => isMap(present) && equalValues(present[mergeKey], key));
    if (action === 'delete') removeAll(result, mergeKey, key);
    else if (action === 'replace') continue;
    else if (at >= 0) result[at] = strategicMerge(result[at], entry, itemNode(node));
    else result.push(strategicMerge(undefined, entry, itemNode(node)));
  }
  return result;
}

function removeAll(list: unknown[], mergeKey: string, key: unknown): void {
  for (let index = list.length - 1; index >= 0; index--) {
    const entry = list[index];
    if (isMap(entry) && equalValues(entry[mergeKey], key)) list.splice(index, 1);
  }
}

function applyListDirectives(result: Fields, patch: Fields, node: SchemaNode): void {
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(deletePrefix)) {
      const name = key.slice(deletePrefix.length);
      const list = result[name];
      if (!Array.isArray(value)) throw badPatch(`${key} must be a list`);
      if (Array.isArray(list)) result[name] = list.filter((present) => !value.some((gone) => equalValues(present, gone)));
    }
  }
  for (const [key, value] of Object.entries(patch)) {
    if (!key.startsWith(orderPrefix)) continue;
    const name = key.slice(orderPrefix.length);
    const list = result[name];
    if (!Array.isArray(value)) throw badPatch(`${key} must be a list`);
    if (Array.isArray(list)) result[name] = reorder(list, value, fieldNode(node, name).node.patchMergeKey);
  }
}

/** Entries named by the order stand in it; the others keep their place relative to the entry before them. */
function reorder(list: readonly unknown[], order: readonly unknown[], mergeKey: string | undefined): unknown[] {
  const keyOf = (entry: unknown): unknown => (mergeKey !== undefined && isMap(entry) ? entry[mergeKey] : entry);
  const rank = (entry: unknown): number => order.findIndex((wanted) => equalValues(keyOf(wanted), keyOf(entry)));
  const ordered = list.filter((entry) => rank(entry) >= 0).sort((left, right) => rank(left) - rank(right));
  const result: unknown[] = [...ordered];
  for (const [index, entry] of list.entries()) {
    if (rank(entry) >= 0) continue;
    const previous = list[index - 1];
    const at = index === 0 ? 0 : result.indexOf(previous) + 1;
    result.splice(at, 0, entry);
  }
  return result;
}

/** A value that is taken over whole: nulls and directives are instructions, not data. */
function withoutDirectives(patch: Fields): Fields {
  const result: Fields = {};
  for (const [key, value] of Object.entries(patch)) {
    if (!key.startsWith('$') && value !== null) result[key] = isMap(value) ? withoutDirectives(value) : value;
  }
  return result;
}

function cleanEntry(entry: unknown): unknown {
  return isMap(entry) ? withoutDirectives(entry) : entry;
}
