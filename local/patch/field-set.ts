/**
 * A set of places in an object, as a tree: `member` says that the place itself is in the set. The keys are the path
 * elements of managedFields' FieldsV1: `f:<field>`, `k:<keys of a list entry as JSON>`, `v:<value of a set as JSON>`.
 * A set is not changed once it is complete: sets share what they have in common.
 */
export interface FieldSet {
  member: boolean;
  readonly children: Map<string, FieldSet>;
}

/** The JSON form in `metadata.managedFields[].fieldsV1`: a leaf is `{}`, a member with children has the key `.`. */
export type FieldsV1 = { [element: string]: FieldsV1 };

/** A new, empty set; `member` true makes it the set of the place itself. */
export function emptySet(member = false): FieldSet {
  return { member, children: new Map() };
}

/** Reads FieldsV1; what is not an object is read as empty. */
export function parseFields(fields: unknown): FieldSet {
  const set = emptySet();
  if (typeof fields !== 'object' || fields === null) return set;
  for (const [element, below] of Object.entries(fields)) {
    if (element === '.') set.member = true;
    else set.children.set(element, parseBelow(below));
  }
  return set;
}

function parseBelow(fields: unknown): FieldSet {
  const set = parseFields(fields);
  if (set.children.size === 0) set.member = true;
  return set;
}

/** Writes FieldsV1, elements in order of their names. */
export function formatFields(set: FieldSet): FieldsV1 {
  const fields: FieldsV1 = {};
  if (set.member && set.children.size > 0) fields['.'] = {};
  for (const element of [...set.children.keys()].sort()) {
    const below = set.children.get(element);
    if (below && !isEmpty(below)) fields[element] = formatFields(below);
  }
  return fields;
}

/** Whether no field is in the set. */
export function isEmpty(set: FieldSet): boolean {
  if (set.member) return false;
  for (const below of set.children.values()) if (!isEmpty(below)) return false;
  return true;
}

/** The child for an element, made when it is missing. */
export function descend(set: FieldSet, element: string): FieldSet {
  let below = set.children.get(element);
  if (!below) {
    below = emptySet();
    set.children.set(element, below);
  }
  return below;
}

/** The fields that are in either set. */
export function union(left: FieldSet, right: FieldSet): FieldSet {
  const result = emptySet(left.member || right.member);
  for (const [element, below] of left.children) {
    const other = right.children.get(element);
    result.children.set(element, other ? union(below, other) : below);
  }
  for (const [element, below] of right.children) if (!left.children.has(element)) result.children.set(element, below);
  return result;
}

/** What is in the left set and not in the right one; the left set itself when they have nothing in common. */
export function difference(left: FieldSet, right: FieldSet): FieldSet {
  let changed = left.member && right.member;
  const children = new Map<string, FieldSet>();
  for (const [element, below] of left.children) {
    const other = right.children.get(element);
    const rest = other ? difference(below, other) : below;
    if (rest === below || !isEmpty(rest)) children.set(element, rest);
    changed ||= rest !== below;
  }
  return changed ? { member: left.member && !right.member, children } : left;
}

/** The fields that are in both sets. */
export function intersection(left: FieldSet, right: FieldSet): FieldSet {
  const result = emptySet(left.member && right.member);
  for (const [element, below] of left.children) {
    const other = right.children.get(element);
    const both = other && intersection(below, other);
    if (both && !isEmpty(both)) result.children.set(element, both);
  }
  return result;
}

/** Whether both sets have the same fields. */
export function equalSets(left: FieldSet, right: FieldSet): boolean {
  return isEmpty(difference(left, right)) && isEmpty(difference(right, left));
}

/** Every place in the set in the spelling of conflict messages: `.spec.ports[port=80,protocol="TCP"].name`. */
export function listPaths(set: FieldSet, prefix = ''): string[] {
  const paths = set.member && prefix !== '' ? [prefix] : [];
  for (const element of [...set.children.keys()].sort()) {
    const below = set.children.get(element);
    if (below) paths.push(...listPaths(below, prefix + elementText(element)));
  }
  return paths;
}

/** The keys of a list entry; stored managedFields may have been written by anyone, so what cannot be read is shown as it is. */
function keysText(keys: string): string {
  try {
    return Object.entries(JSON.parse(keys) as object)
      .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
      .join(',');
  } catch {
    return keys;
  }
}

/** A path element in the spelling of messages. */
export function elementText(element: string): string {
  const body = element.slice(2);
  switch (element[0]) {
    case 'f':
      return `.${body}`;
    case 'k':
      return `[${keysText(body)}]`;
    case 'v':
      return `[=${body}]`;
    default:
      return `[${body}]`;
  }
}
