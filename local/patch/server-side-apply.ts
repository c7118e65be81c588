import type { KubeObject } from '../object.js';
import { StatusError } from '../status-error.js';
import type { KindSchema } from '../schema/kind-schema.js';
import { difference, equalSets, isEmpty, listPaths, union, type FieldSet } from './field-set.js';
import {
  compareObjects,
  readEntries,
  releaseFields,
  sameWriter,
  touchedFields,
  withoutManagedFields,
  withoutServerFields,
  writeEntries,
  type ManagedEntry,
  type Writer,
} from './managed-fields.js';
import { checkTyped, TypedValueError } from './check-typed.js';
import { equalValues, fieldsOf, mergeValues, removeFields } from './typed-value.js';

/** Owner of what an object had before its first apply when nobody was recorded. */
const firstManager = 'before-first-apply';

/** A server-side apply, and the object that it meets. */
export interface ApplyRequest {
  /** The stored object; undefined when the apply creates it. */
  readonly current: KubeObject | undefined;
  /** The applied configuration, as parsed: nothing defaulted. */
  readonly applied: KubeObject;
  readonly manager: string;
  /** Takes fields from other managers instead of refusing. */
  readonly force: boolean;
  readonly subresource?: string | undefined;
  readonly schema: KindSchema;
  /** RFC 3339 time, seconds. */
  readonly now: string;
}

/**
 * Server-side apply: merges the configuration into the stored object, removes what the manager applied before and no
 * longer does (unless someone else owns it), and records the owners in managedFields. An apply that changes nothing
 * returns `current` itself. The result still has to be prepared (defaults, validation) like any other write.
 * Throws StatusError: Conflict with a cause for each field that another manager owns, BadRequest for a configuration
 * that carries managedFields, is of another version or does not fit the schema.
 */
export function serverSideApply(given: ApplyRequest): KubeObject {
  checkConfiguration(given);
  const request = { ...given, applied: ownedPart(given) };
  const { current, applied, schema } = request;
  const writer: Writer = { manager: request.manager, operation: 'Apply', apiVersion: applied.apiVersion, subresource: request.subresource ?? '' };
  const live = current ? withoutManagedFields(current) : undefined;
  const entries = currentEntries(current, request);
  const own = entries.find((entry) => sameWriter(entry, writer));
  const others = entries.filter((entry) => entry !== own);
  const set = readConfiguration(request);
  const merged = mergeValues(live ?? {}, applied, schema.root) as KubeObject;
  const pruned = own ? dropForgotten(merged, request, { last: own.fields, kept: others.reduce((sum, entry) => union(sum, entry.fields), set) }) : merged;
  const comparison = compareObjects(live, pruned, schema);
  if (live && !request.force) refuseConflicts(others, comparison);
  releaseFields(others, comparison);
  const changed = !live || !equalValues(live, pruned);
  const fields = withoutServerFields(set);
  if (!changed && own && equalSets(own.fields, fields) && current) return current;
  const entry: ManagedEntry = { ...writer, time: changed || !own ? request.now : own.time, fields };
  const managedFields = writeEntries([...others, entry].filter((candidate) => !isEmpty(candidate.fields)));
  return { ...pruned, metadata: { ...pruned.metadata, ...(managedFields ? { managedFields } : {}) } };
}

function checkConfiguration({ applied, schema }: ApplyRequest): void {
  if (applied.metadata?.managedFields ?? undefined) throw new StatusError(400, 'BadRequest', 'metadata.managedFields must be nil');
  const expected = schema.group === '' ? schema.version : `${schema.group}/${schema.version}`;
  if (applied.apiVersion !== expected) {
    throw new StatusError(400, 'BadRequest', `Incorrect version specified in apply patch. Specified patch version: ${applied.apiVersion}, expected: ${expected}`);
  }
}

/** The part of a configuration that this path writes: the status alone on /status, everything else on the main path. */
function ownedPart({ applied, schema, subresource }: ApplyRequest): KubeObject {
  if (subresource === 'status') {
    const { apiVersion, kind, metadata } = applied;
    return { apiVersion, kind, metadata, ...(applied['status'] === undefined ? {} : { status: applied['status'] }) };
  }
  if (!schema.statusSubresource || applied['status'] === undefined) return applied;
  const { status: _status, ...rest } = applied;
  return rest as KubeObject;
}

function readConfiguration({ applied, schema }: ApplyRequest): FieldSet {
  try {
    checkTyped(applied, schema.root);
    return fieldsOf(applied, schema.root);
  } catch (error) {
    if (!(error instanceof TypedValueError)) throw error;
    const { name = '', namespace = '' } = applied.metadata;
    throw new StatusError(
      400,
      'BadRequest',
      `failed to create typed patch object (${namespace}/${name}; ${applied.apiVersion}, Kind=${applied.kind}): ${error.message}`,
    );
  }
}

function currentEntries(current: KubeObject | undefined, { schema, now }: ApplyRequest): ManagedEntry[] {
  const entries = readEntries(current?.metadata.managedFields);
  if (!current || entries.length > 0) return entries;
  const fields = withoutServerFields(compareObjects(undefined, current, schema).added);
  return [{ manager: firstManager, operation: 'Update', apiVersion: current.apiVersion, subresource: '', time: now, fields }];
}

/** Removes what the manager applied last time, not this time, and nobody else owns. */
function dropForgotten(merged: KubeObject, { schema }: ApplyRequest, sets: { last: FieldSet; kept: FieldSet }): KubeObject {
  const forgotten = difference(sets.last, sets.kept);
  return isEmpty(forgotten) ? merged : (removeFields(merged, schema.root, forgotten, sets.kept) as KubeObject);
}

function refuseConflicts(others: readonly ManagedEntry[], comparison: Parameters<typeof touchedFields>[1]): void {
  const conflicts = others
    .map((entry) => ({ manager: describeManager(entry), paths: listPaths(touchedFields(entry, comparison)) }))
    .filter(({ paths }) => paths.length > 0)
    .sort((left, right) => (left.manager < right.manager ? -1 : 1));
  if (conflicts.length === 0) return;
  const causes = conflicts.flatMap(({ manager, paths }) =>
    paths.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${manager}`, field })),
  );
  const [first] = causes;
  const message =
    causes.length === 1 && first
      ? `Apply failed with 1 conflict: ${first.message}: ${first.field}`
      : `Apply failed with ${causes.length} conflicts: ${conflicts
          .map(({ manager, paths }) => `conflicts with ${manager}:\n${paths.map((path) => `- ${path}`).join('\n')}`)
          .join('\n')}`;
  throw new StatusError(409, 'Conflict', message, { causes });
}

function describeManager(entry: ManagedEntry): string {
  const name = JSON.stringify(entry.manager) + (entry.subresource ? ` with subresource ${JSON.stringify(entry.subresource)}` : '');
  return entry.operation === 'Update' ? `${name} using ${entry.apiVersion}` : name;
}
