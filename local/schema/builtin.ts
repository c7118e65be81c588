import { builtinKinds, typeStructures, type BuiltinKind } from './generated/kubernetes-types.js';
import type { KindSchema, ListType, NodeType, SchemaNode } from './kind-schema.js';
import { typeDefaults } from './type-defaults.js';

/** A field of the generated data: its type code, or the code and what else is known about it. */
type FieldData = string | [string, FieldFacts];

interface FieldFacts {
  readonly list?: ListType;
  readonly keys?: readonly string[];
  readonly atomic?: boolean;
  readonly patch?: string;
  readonly mergeKey?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly inline?: boolean;
}

interface TypeData {
  readonly fields: Readonly<Record<string, FieldData>>;
  readonly required?: readonly string[];
  readonly atomic?: boolean;
}

const withStatus = new Set([
  'Pod', 'Service', 'Namespace', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'ResourceQuota', 'ReplicationController',
  'Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet', 'Job', 'CronJob', 'PodDisruptionBudget', 'Ingress',
  'HorizontalPodAutoscaler', 'CustomResourceDefinition',
]);
const counted = new Set([
  'Pod', 'ReplicationController', 'Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet', 'Job', 'CronJob',
  'PodDisruptionBudget', 'Ingress', 'IngressClass', 'NetworkPolicy', 'EndpointSlice', 'PriorityClass', 'CustomResourceDefinition',
]);

const scalars: Readonly<Record<string, Partial<SchemaNode> & { type: NodeType }>> = {
  s: { type: 'string' },
  bytes: { type: 'string', format: 'byte' },
  qty: { type: 'string', format: 'quantity' },
  time: { type: 'string', format: 'date-time' },
  micro: { type: 'string', format: 'micro-time' },
  ios: { type: 'any', intOrString: true, format: 'int-or-string' },
  i32: { type: 'integer', format: 'int32' },
  i64: { type: 'integer', format: 'int64' },
  num: { type: 'number', format: 'double' },
  b: { type: 'boolean' },
  any: { type: 'any', preserveUnknown: true },
};

const types = new Map<string, SchemaNode>();
const kinds = new Map<string, KindSchema>();
const kindsByKey = new Map<string, BuiltinKind>(builtinKinds.map((kind) => [`${kind.group}/${kind.version}/${kind.kind}`, kind]));

/** The schema of a builtin kind; undefined when the kind is not one of the builtin ones. Made once, on first use. */
export function builtinSchema(group: string, version: string, kind: string): KindSchema | undefined {
  const key = `${group}/${version}/${kind}`;
  const made = kinds.get(key);
  if (made) return made;
  const builtin = kindsByKey.get(key);
  if (!builtin) return undefined;
  const schema: KindSchema = {
    group,
    version,
    kind,
    namespaced: builtin.namespaced,
    custom: false,
    root: typeNode(builtin.type),
    statusSubresource: withStatus.has(kind),
    counted: counted.has(kind),
  };
  kinds.set(key, schema);
  return schema;
}

/** The node of a builtin struct by its OpenAPI name. Throws for a name that is not in the data. */
export function typeNode(name: string): SchemaNode {
  const made = types.get(name);
  if (made) return made;
  const text = typeStructures[name];
  if (text === undefined) throw new Error(`no builtin type ${name}`);
  const data = JSON.parse(text) as TypeData;
  const properties = new Map<string, SchemaNode>();
  const node: SchemaNode = {
    type: 'object',
    typeName: name,
    properties,
    ...(data.required ? { required: data.required } : {}),
    ...(data.atomic ? { atomic: true } : {}),
  };
  // Known before its fields are: types may contain themselves.
  types.set(name, node);
  const defaults = typeDefaults[name.slice(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1)] ?? {};
  for (const [field, value] of Object.entries(data.fields)) {
    const [code, facts] = typeof value === 'string' ? [value, {}] : value;
    properties.set(field, fieldOf(code, { ...facts, ...(field in defaults ? { default: defaults[field] } : {}) }));
  }
  return node;
}

function fieldOf(code: string, facts: FieldFacts): SchemaNode {
  const { list, keys, patch, mergeKey, enum: values, atomic, inline } = facts;
  const list$ = code.startsWith('[]');
  const own: Partial<SchemaNode> = {
    ...(list ? { listType: list } : {}),
    ...(keys ? { listMapKeys: keys } : {}),
    ...(atomic ? { atomic } : {}),
    ...(inline ? { inline } : {}),
    ...(patch ? { patchStrategy: patch.split(',') as NonNullable<SchemaNode['patchStrategy']> } : {}),
    ...(mergeKey ? { patchMergeKey: mergeKey } : {}),
    ...('default' in facts ? { default: facts.default } : {}),
    ...(values && !list$ ? { enum: values } : {}),
  };
  const base = baseNode(code, values);
  return Object.keys(own).length > 0 ? Object.freeze(layered(base, own)) : base;
}

/** The node with more said about the field that holds it. Types that are still being built share their fields. */
function layered(base: SchemaNode, own: Partial<SchemaNode>): SchemaNode {
  return { ...base, ...own };
}

function baseNode(code: string, values: readonly string[] | undefined): SchemaNode {
  if (code.startsWith('@')) return typeNode(code.slice(1));
  if (code.startsWith('[]')) {
    const items = baseNode(code.slice(2), undefined);
    return { type: 'array', items: values ? { ...items, enum: values } : items };
  }
  if (code.startsWith('{}')) return { type: 'object', values: baseNode(code.slice(2), undefined) };
  const scalar = scalars[code];
  if (!scalar) throw new Error(`no type code ${code}`);
  return scalar;
}
