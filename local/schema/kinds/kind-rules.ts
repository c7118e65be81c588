import type { KubeObject } from '../../object.js';
import type { FieldErrors } from '../field-errors.js';
import type { NameCheck } from '../names.js';

/** JSON fields of an object or a part of it. */
export type Fields = Record<string, unknown>;

/** What only one builtin kind knows. Objects given to `fill` are copies and may be changed. */
export interface KindRules {
  /** The form of names; a subdomain unless said otherwise. */
  readonly checkName?: NameCheck;
  /** Fills defaults that depend on other fields, and what an update may not lose from the stored object. */
  fill?(object: KubeObject, old: KubeObject | undefined): void;
  /** Adds the faults of an object. */
  validate?(object: KubeObject, errors: FieldErrors): void;
  /** Adds the faults of a change through the main path. */
  validateUpdate?(object: KubeObject, old: KubeObject, errors: FieldErrors): void;
  /** The status of a new object; empty unless said otherwise. */
  newStatus?(object: KubeObject): Fields;
}

/** A field that holds an object; empty when it is absent. The result is for reading. */
export function readFields(parent: Fields | undefined, name: string): Fields {
  const value = parent?.[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** A field that holds a list of objects; empty when it is absent. */
export function readList(parent: Fields | undefined, name: string): Fields[] {
  const value = parent?.[name];
  return Array.isArray(value) ? (value as Fields[]) : [];
}

/** A field that holds a text; undefined when it is absent or empty. */
export function readText(parent: Fields | undefined, name: string): string | undefined {
  const value = parent?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Sets fields that are absent. */
export function fillAbsent(target: Fields, defaults: Fields): void {
  for (const [name, value] of Object.entries(defaults)) if (target[name] === undefined) target[name] = value;
}
