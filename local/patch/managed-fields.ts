import type { KubeObject } from '../object.js';
import type { KindSchema } from '../schema/kind-schema.js';
import { descend, difference, emptySet, formatFields, intersection, isEmpty, parseFields, union, type FieldSet } from './field-set.js';
import { compareValues, type Comparison } from './typed-value.js';

/** One entry of `metadata.managedFields`, its fields read. */
export interface ManagedEntry {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
  time: string;
  fields: FieldSet;
}

/** Entries of this manager stand for the oldest writers once there are too many. */
const ancientManager = 'ancient-changes';
/** Writers that update (not apply) beyond this number are folded into one entry. */
const maximumUpdateManagers = 10;

/** What identifies a writer. */
export interface Writer {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
}

/** A write that is not an apply, for the bookkeeping of field owners. */
export interface TrackRequest {
  /** The stored object; undefined on create. */
  readonly before: KubeObject | undefined;
  /** The object as it will be stored; its managedFields are what the client sent. */
  readonly after: KubeObject;
  /** fieldManager, or the user agent up to its slash. */
  readonly manager: string;
  readonly operation: 'Update';
  readonly subresource?: string | undefined;
  readonly schema: KindSchema;
  /** RFC 3339 time, seconds. */
  readonly now: string;
}

/**
 * The managedFields of an object after an ordinary write: the writer owns what it added or changed, others lose what
 * was changed or removed. Returns `undefined` when nothing is owned. The object is not changed.
 */
export function trackManagedFields(request: TrackRequest): unknown[] | undefined {
  const { before, after, subresource, schema } = request;
  if (before && before === after) return after.metadata.managedFields;
  if (isReset(after.metadata.managedFields) && !subresource) return undefined;
  const live = before?.metadata.managedFields;
  const sent = subresource ? live : after.metadata.managedFields;
  const own = sent && sent.length > 0 ? sent : live;
  const entries = readEntries(own);
  const comparison = compareObjects(before, after, schema);
  if (unchanged(comparison)) return own;
  const writer: Writer = { manager: request.manager, operation: 'Update', apiVersion: after.apiVersion, subresource: subresource ?? '' };
  const changed = withoutServerFields(union(comparison.added, comparison.modified));
  releaseFields(entries, comparison);
  claimFields(entries, writer, { changed, now: request.now });
  return writeEntries(capUpdateManagers(entries.filter((entry) => !isEmpty(entry.fields))));
}

/** `managedFields: [{}]` asks to forget all owners. */
function isReset(sent: unknown[] | undefined): boolean {
  return sent?.length === 1 && typeof sent[0] === 'object' && sent[0] !== null && Object.keys(sent[0]).length === 0;
}

/** Compares two objects, their managedFields left out. */
export function compareObjects(before: KubeObject | undefined, after: KubeObject, schema: KindSchema): Comparison {
  return compareValues(before ? withoutManagedFields(before) : {}, withoutManagedFields(after), schema.root);
}

/** The object without managedFields, the rest shared. */
export function withoutManagedFields(object: KubeObject): KubeObject {
  if (object.metadata?.managedFields === undefined) return object;
  const metadata = { ...object.metadata };
  delete metadata.managedFields;
  return { ...object, metadata };
}

/** Whether a comparison found no difference. */
export function unchanged(comparison: Comparison): boolean {
  return isEmpty(comparison.added) && isEmpty(comparison.modified) && isEmpty(comparison.removed);
}

/** Whether an entry belongs to this writer. */
export function sameWriter(entry: ManagedEntry, writer: Writer): boolean {
  return (
    entry.manager === writer.manager &&
    entry.operation === writer.operation &&
    entry.subresource === writer.subresource &&
    (writer.operation === 'Apply' || entry.apiVersion === writer.apiVersion)
  );
}

/** Takes changed and removed places from their owners. */
export function releaseFields(entries: readonly ManagedEntry[], comparison: Comparison): void {
  const lost = union(union(comparison.modified, comparison.added), comparison.removed);
  for (const entry of entries) entry.fields = difference(entry.fields, lost);
}

/** The places of `entry` that a change of others touches. */
export function touchedFields(entry: ManagedEntry, comparison: Comparison): FieldSet {
  return intersection(entry.fields, union(comparison.modified, comparison.added));
}

function claimFields(entries: ManagedEntry[], writer: Writer, claim: { changed: FieldSet; now: string }): void {
  const own = entries.find((entry) => sameWriter(entry, writer));
  if (own) {
    if (!isEmpty(claim.changed)) own.time = claim.now;
    own.fields = union(own.fields, claim.changed);
  } else if (!isEmpty(claim.changed)) {
    entries.push({ ...writer, time: claim.now, fields: claim.changed });
  }
}

/** Places that the server sets or that name the object: nobody owns them. */
const serverFields = ((): FieldSet => {
  const set = emptySet();
  for (const name of ['apiVersion', 'kind', 'metadata']) descend(set, `f:${name}`).member = true;
  const metadata = descend(set, 'f:metadata');
  for (const name of ['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'clusterName', 'generation', 'managedFields', 'resourceVersion']) {
    descend(metadata, `f:${name}`).member = true;
  }
  return set;
})();

/** The set without the fields that the server itself keeps. */
export function withoutServerFields(set: FieldSet): FieldSet {
  return difference(set, serverFields);
}

/** The sets of stored fieldsV1 and back: most entries pass through a write unchanged. */
const read = new WeakMap<object, FieldSet>();
const written = new WeakMap<FieldSet, object>();

function readFields(fieldsV1: unknown): FieldSet {
  if (typeof fieldsV1 !== 'object' || fieldsV1 === null) return emptySet();
  let set = read.get(fieldsV1);
  if (!set) {
    set = parseFields(fieldsV1);
    read.set(fieldsV1, set);
    written.set(set, fieldsV1);
  }
  return set;
}

function writeFields(set: FieldSet): object {
  let fieldsV1 = written.get(set);
  if (!fieldsV1) {
    fieldsV1 = formatFields(set);
    written.set(set, fieldsV1);
    read.set(fieldsV1, set);
  }
  return fieldsV1;
}

/** Reads managedFields; entries that cannot be read are left out. */
export function readEntries(managedFields: unknown[] | undefined): ManagedEntry[] {
  return (managedFields ?? []).flatMap((raw) => {
    if (typeof raw !== 'object' || raw === null) return [];
    const entry = raw as Record<string, unknown>;
    if (typeof entry['manager'] !== 'string' || (entry['operation'] !== 'Apply' && entry['operation'] !== 'Update')) return [];
    return [
      {
        manager: entry['manager'],
        operation: entry['operation'],
        apiVersion: String(entry['apiVersion'] ?? ''),
        subresource: String(entry['subresource'] ?? ''),
        time: String(entry['time'] ?? ''),
        fields: readFields(entry['fieldsV1']),
      },
    ];
  });
}

/** Writes managedFields in their order: appliers first, then by time and name. */
export function writeEntries(entries: readonly ManagedEntry[]): unknown[] | undefined {
  if (entries.length === 0) return undefined;
  return [...entries].sort(compareEntries).map((entry) => ({
    manager: entry.manager,
    operation: entry.operation,
    apiVersion: entry.apiVersion,
    ...(entry.time ? { time: entry.time } : {}),
    fieldsType: 'FieldsV1',
    fieldsV1: writeFields(entry.fields),
    ...(entry.subresource ? { subresource: entry.subresource } : {}),
  }));
}

function compareEntries(left: ManagedEntry, right: ManagedEntry): number {
  const key = (entry: ManagedEntry): string[] => [entry.operation, entry.time, entry.manager, entry.apiVersion, entry.subresource];
  const rightKey = key(right);
  for (const [index, part] of key(left).entries()) {
    const other = rightKey[index] ?? '';
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

function capUpdateManagers(entries: ManagedEntry[]): ManagedEntry[] {
  const updaters = entries.filter((entry) => entry.operation === 'Update').sort(compareEntries);
  if (updaters.length <= maximumUpdateManagers) return entries;
  const folded = updaters.slice(0, updaters.length - maximumUpdateManagers + 1);
  const newest = folded[folded.length - 1];
  if (!newest) return entries;
  const ancient: ManagedEntry = {
    ...newest,
    manager: ancientManager,
    subresource: '',
    fields: folded.reduce((set, entry) => union(set, entry.fields), emptySet()),
  };
  return [...entries.filter((entry) => !folded.includes(entry)), ancient];
}
