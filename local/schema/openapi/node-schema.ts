import { typeDescriptions } from '../generated/kubernetes-descriptions.js';
import type { SchemaNode } from '../kind-schema.js';

/** A piece of an OpenAPI document. */
export type Json = Record<string, unknown>;

/** OpenAPI 3 keeps schemas in another place than 2, and a reference there may have company. */
export interface Dialect {
  readonly version: 2 | 3;
  readonly referencePrefix: '#/components/schemas/' | '#/definitions/';
}

/** The two dialects that are served. */
export const openApi3: Dialect = { version: 3, referencePrefix: '#/components/schemas/' };
export const openApi2: Dialect = { version: 2, referencePrefix: '#/definitions/' };

const apimachinery = 'io.k8s.apimachinery.pkg.';
const scalarTypes: Readonly<Record<string, string>> = {
  'quantity': `${apimachinery}api.resource.Quantity`,
  'date-time': `${apimachinery}apis.meta.v1.Time`,
  'micro-time': `${apimachinery}apis.meta.v1.MicroTime`,
  'int-or-string': `${apimachinery}util.intstr.IntOrString`,
};

/** The schemas of the scalars that have a name. */
export function scalarSchemas({ version }: Dialect): Record<string, Json> {
  const both = (types: readonly string[]): Json => (version === 3 ? { oneOf: types.map((type) => ({ type })) } : { type: 'string' });
  return {
    [scalarTypes['quantity'] ?? '']: { description: 'Quantity is a fixed-point representation of a number, such as 500m, 1.5 or 1Gi.', ...both(['string', 'number']) },
    [scalarTypes['date-time'] ?? '']: { description: 'Time in RFC 3339 with seconds.', type: 'string', format: 'date-time' },
    [scalarTypes['micro-time'] ?? '']: { description: 'Time in RFC 3339 with microseconds.', type: 'string', format: 'date-time' },
    [scalarTypes['int-or-string'] ?? '']: { description: 'A number or a text, for instance a port or a percentage.', format: 'int-or-string', ...both(['integer', 'string']) },
  };
}

/** Collects the schemas of structs and of everything they refer to. */
export class SchemaCollector {
  readonly schemas: Record<string, Json> = {};

  constructor(readonly dialect: Dialect) {}

  /** The reference to a struct, whose schema is collected. */
  refer(node: SchemaNode): Json {
    const name = node.typeName ?? '';
    if (!this.schemas[name]) {
      // Known before its fields are: types may contain themselves.
      this.schemas[name] = {};
      Object.assign(this.schemas[name], this.#struct(node));
    }
    return { $ref: this.dialect.referencePrefix + name };
  }

  #struct(node: SchemaNode): Json {
    const texts = JSON.parse(typeDescriptions[node.typeName ?? ''] ?? '{}') as Record<string, string>;
    const properties: Record<string, Json> = {};
    for (const [name, field] of node.properties ?? []) properties[name] = this.#field(field, texts[name] ?? descriptionOf(field));
    return {
      ...(texts[''] ? { description: texts[''] } : {}),
      type: 'object',
      ...(node.required ? { required: node.required } : {}),
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(node.atomic ? { 'x-kubernetes-map-type': 'atomic' } : {}),
    };
  }

  #field(node: SchemaNode, description: string | undefined): Json {
    const schema = this.#value(node);
    const known: Json = {
      ...(description ? { description } : {}),
      ...extensions(node),
      ...(node.default !== undefined ? { default: node.default } : {}),
      ...(node.enum ? { enum: node.enum } : {}),
    };
    if (!('$ref' in schema)) return { ...schema, ...known };
    return this.dialect.version === 3 ? { allOf: [schema], ...known } : { ...known, ...schema };
  }

  #value(node: SchemaNode): Json {
    if (node.typeName) return this.refer(node);
    const named = node.format === undefined ? undefined : scalarTypes[node.format];
    if (named) return { $ref: this.dialect.referencePrefix + named };
    switch (node.type) {
      case 'array':
        return { type: 'array', ...(node.items ? { items: this.#value(node.items) } : {}) };
      case 'object':
        return { type: 'object', ...(node.values ? { additionalProperties: this.#value(node.values) } : {}) };
      case 'any':
        return { 'x-kubernetes-preserve-unknown-fields': true };
      default:
        return { type: node.type, ...(node.format ? { format: node.format } : {}) };
    }
  }
}

/** Fields without a text of their own are described by their type. */
function descriptionOf({ typeName }: SchemaNode): string | undefined {
  const texts = typeName === undefined ? undefined : typeDescriptions[typeName];
  return texts === undefined ? undefined : (JSON.parse(texts) as Record<string, string>)[''];
}

function extensions(node: SchemaNode): Json {
  return {
    ...(node.listType ? { 'x-kubernetes-list-type': node.listType } : node.type === 'array' ? { 'x-kubernetes-list-type': 'atomic' } : {}),
    ...(node.listMapKeys ? { 'x-kubernetes-list-map-keys': node.listMapKeys } : {}),
    ...(node.atomic && !node.typeName ? { 'x-kubernetes-map-type': 'atomic' } : {}),
    ...(node.patchMergeKey ? { 'x-kubernetes-patch-merge-key': node.patchMergeKey } : {}),
    ...(node.patchStrategy ? { 'x-kubernetes-patch-strategy': node.patchStrategy.join(',') } : {}),
  };
}
