import type { KubeObject } from '../../object.js';

/** What a cell of a Table holds. */
export type Cell = string | number | boolean | null;

/** A column of a Table: how it is announced and what it shows of an object. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  readonly description: string;
  /** 0 is always shown, 1 with `-o wide`. */
  readonly priority: number;
  cell(object: KubeObject, now: number): Cell;
}

type Show = Column['cell'];

/** A column of text that is always shown. */
export const text = (name: string, cell: Show): Column => ({ name, type: 'string', format: '', description: name, priority: 0, cell });
/** A column of text that is shown with `-o wide`. */
export const wide = (name: string, cell: Show): Column => ({ ...text(name, cell), priority: 1 });
/** A column of whole numbers. */
export const count = (name: string, cell: Show): Column => ({ ...text(name, cell), type: 'integer' });

/** Reads a dotted path; undefined where something on the way is missing. */
export function at(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), object);
}

/** Text at a path, or `otherwise`. */
export function textAt(object: unknown, path: string, otherwise = '<none>'): string {
  const value = at(object, path);
  return value === undefined || value === null || value === '' ? otherwise : String(value);
}

/** A number at a path, or 0. */
export const numberAt = (object: unknown, path: string): number => Number(at(object, path) ?? 0);

/** A list at a path, or an empty one. */
export function listAt(object: unknown, path: string): readonly Record<string, unknown>[] {
  const value = at(object, path);
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}

/** Labels or data as `a=b,c=d`; `<none>` when empty. */
export function pairsAt(object: unknown, path: string): string {
  const pairs = Object.entries((at(object, path) ?? {}) as Record<string, string>).map(([key, value]) => `${key}=${value}`);
  return pairs.sort().join(',') || '<none>';
}
