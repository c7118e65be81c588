import type { KubeObject } from '../../object.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { builtinColumns } from './builtin-columns.js';
import type { Column } from './column.js';
import { customColumns } from './custom-columns.js';

/** How much of an object stands beside its row. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** How a Table is made. */
export interface TableOptions {
  readonly includeObject: IncludeObject;
  /** Milliseconds since 1970, for ages. */
  readonly now: number;
  /** Metadata of the list, or of the one object. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The columns are announced once in a watch: not after its first event. */
  readonly withoutColumns?: boolean;
}

const columnsOf = new WeakMap<ResourceDefinition, readonly Column[]>();

/** Objects of one resource as kubectl prints them: a `Table` of meta.k8s.io/v1. */
export function tableOf(definition: ResourceDefinition, objects: readonly KubeObject[], options: TableOptions): Record<string, unknown> {
  const columns = columnsFor(definition);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: options.metadata,
    columnDefinitions: options.withoutColumns ? null : columns.map(({ name, type, format, description, priority }) => ({ name, type, format, description, priority })),
    rows: objects.map((object) => ({
      cells: columns.map((column) => column.cell(object, options.now)),
      object: shown(object, options.includeObject),
    })),
  };
}

/** An object with nothing but its metadata. */
export function metadataOnly(object: KubeObject): Record<string, unknown> {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata };
}

function columnsFor(definition: ResourceDefinition): readonly Column[] {
  const known = columnsOf.get(definition);
  if (known) return known;
  const columns = definition.custom ? customColumns(definition.columns ?? []) : builtinColumns(definition.group, definition.plural);
  columnsOf.set(definition, columns);
  return columns;
}

function shown(object: KubeObject, include: IncludeObject): unknown {
  if (include === 'None') return null;
  return include === 'Object' ? object : metadataOnly(object);
}
