import { JSONPath } from 'jsonpath-plus';
import type { KubeObject } from '../../object.js';
import type { PrinterColumn } from '../../schema/custom.js';
import { text, type Cell, type Column } from './column.js';
import { age } from './duration.js';

const name: Column = { ...text('Name', (object) => object.metadata.name), format: 'name' };
const created: PrinterColumn = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp', priority: 0 };

/** The columns of a custom resource: its name, then those of its definition, or its age when that has none. */
export function customColumns(columns: readonly PrinterColumn[]): readonly Column[] {
  return [name, ...(columns.length > 0 ? columns : [created]).map(customColumn)];
}

function customColumn({ name: title, type, jsonPath, format = '', description, priority }: PrinterColumn): Column {
  const read = pathReader(jsonPath);
  return { name: title, type, format, description: description ?? '', priority, cell: (object, now) => cellOf(read(object), type, now) };
}

/** Plain dotted paths, the common case, are read directly; filters and indices by a library, with expressions confined. */
function pathReader(path: string): (object: KubeObject) => unknown {
  if (/^(\.[A-Za-z_][A-Za-z0-9_-]*)+$/.test(path)) {
    const keys = path.slice(1).split('.');
    return (object) => keys.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), object);
  }
  const full = `$${path.replace(/\.((?:[A-Za-z0-9_-]|\\\.|\/)*\\\.(?:[A-Za-z0-9_-]|\\\.|\/)*)/g, (_, key: string) => `['${key.replace(/\\\./g, '.')}']`)}`;
  return (object) => {
    const found: unknown = JSONPath({ path: full, json: object as unknown as object, eval: 'safe' });
    return Array.isArray(found) ? found[0] : undefined;
  };
}

function cellOf(value: unknown, type: string, now: number): Cell {
  if (value === undefined || value === null) return null;
  if (type === 'date') return age(value, now);
  if (type === 'integer' || type === 'number') return typeof value === 'number' ? (type === 'integer' ? Math.trunc(value) : value) : null;
  if (type === 'boolean') return typeof value === 'boolean' ? value : null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
