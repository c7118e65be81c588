import { isMap } from '../../patch/typed-value.js';
import { typeNode } from '../builtin.js';
import { RuleCompiler, RuleError, type RuleSource } from '../cel/compile-rules.js';
import { FieldErrors } from '../field-errors.js';
import type { Constraints, ListType, NodeType, SchemaNode, ValidationRule } from '../kind-schema.js';
import { checkStructure } from './check-structure.js';
import { conformValue } from './conform.js';
import { compilePattern } from './pattern.js';
import type { RawSchema } from './raw-schema.js';
import { validateValue } from './validate-value.js';

/**
 * Compiles openAPIV3Schema into nodes. Faults of its structure, of defaults and of rules are added to `errors` below
 * `path`; the result is only of use when there are none.
 */
export function compileSchema(raw: RawSchema, path: string, errors: FieldErrors): SchemaNode {
  const before = errors.list.length;
  checkStructure(raw, path, { root: true }, errors);
  if (errors.list.length > before) return { type: 'object' };
  const root = buildNode(raw, path, { ...ordinary, isRoot: true }, errors);
  checkDefaults(root, path, errors);
  return wholeObject(root);
}

const objectFields: readonly (readonly [string, () => SchemaNode])[] = [
  ['apiVersion', () => ({ type: 'string' })],
  ['kind', () => ({ type: 'string' })],
  ['metadata', () => typeNode('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta')],
];

/** The node of a whole object: what every object has is of its own types, whatever the definition says of it. */
export function wholeObject(root: SchemaNode): SchemaNode {
  const properties = new Map(root.properties);
  for (const [name, node] of objectFields) properties.set(name, node());
  const required = root.required?.filter((name) => !objectFields.some(([field]) => field === name));
  return { ...root, embeddedResource: true, properties, ...(required ? { required } : {}) };
}

function number(raw: RawSchema, name: string): number | undefined {
  const value = raw[name];
  return typeof value === 'number' ? value : undefined;
}

function flag(raw: RawSchema, name: string): boolean {
  return raw[name] === true;
}

function list(raw: RawSchema, name: string): RawSchema[] | undefined {
  const value = raw[name];
  return Array.isArray(value) && value.length > 0 ? (value as RawSchema[]) : undefined;
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== false)) as Partial<T>;
}

/** What the place of a schema means for its rules. */
interface Place {
  readonly isRoot: boolean;
  /** The old value of the place can be found: it is not in a list whose entries have no keys. */
  readonly correlatable: boolean;
}

const ordinary: Place = { isRoot: false, correlatable: true };

function buildNode(raw: RawSchema, path: string, place: Place, errors: FieldErrors): SchemaNode {
  const below = { ...place, isRoot: false };
  const intOrString = flag(raw, 'x-kubernetes-int-or-string');
  const properties = isMap(raw['properties']) ? new Map<string, SchemaNode>() : undefined;
  for (const [name, field] of Object.entries(isMap(raw['properties']) ? raw['properties'] : {})) {
    // The metadata of a whole object is decoded by its own type.
    if (place.isRoot && (name === 'metadata' || name === 'apiVersion' || name === 'kind')) continue;
    properties?.set(name, buildNode(field as RawSchema, `${path}.properties[${name}]`, below, errors));
  }
  const node: SchemaNode = {
    type: intOrString || !raw['type'] ? 'any' : (raw['type'] as NodeType),
    ...defined({
      format: raw['format'] as string | undefined,
      description: raw['description'] as string | undefined,
      nullable: flag(raw, 'nullable'),
      default: raw['default'],
      properties,
      values: buildValues(raw['additionalProperties'], path, below, errors),
      required: raw['required'] as readonly string[] | undefined,
      preserveUnknown: flag(raw, 'x-kubernetes-preserve-unknown-fields'),
      embeddedResource: flag(raw, 'x-kubernetes-embedded-resource'),
      intOrString,
      items: isMap(raw['items']) ? buildNode(raw['items'], `${path}.items`, { ...below, correlatable: below.correlatable && raw['x-kubernetes-list-type'] === 'map' }, errors) : undefined,
      listType: raw['x-kubernetes-list-type'] as ListType | undefined,
      listMapKeys: raw['x-kubernetes-list-map-keys'] as readonly string[] | undefined,
      atomic: raw['x-kubernetes-map-type'] === 'atomic',
      enum: raw['enum'] as readonly unknown[] | undefined,
      constraints: buildConstraints(raw, path, below, errors),
    }),
  };
  const rules = buildRules(raw, node, { path, ...place }, errors);
  return rules.length > 0 ? { ...node, rules } : node;
}

function buildValues(additional: unknown, path: string, place: Place, errors: FieldErrors): SchemaNode | undefined {
  if (isMap(additional)) return buildNode(additional, `${path}.additionalProperties`, place, errors);
  return additional === true ? { type: 'any', preserveUnknown: true } : undefined;
}

function buildConstraints(raw: RawSchema, path: string, place: Place, errors: FieldErrors): Constraints | undefined {
  const pattern = raw['pattern'];
  const junctor = (name: 'allOf' | 'anyOf' | 'oneOf'): SchemaNode[] | undefined =>
    // The schemas of int-or-string are a spelling of the type.
    flag(raw, 'x-kubernetes-int-or-string') && name === 'anyOf' ? undefined : list(raw, name)?.map((entry) => buildNode(entry, `${path}.${name}`, place, errors));
  const constraints: Constraints = defined({
    minimum: number(raw, 'minimum'),
    exclusiveMinimum: flag(raw, 'exclusiveMinimum'),
    maximum: number(raw, 'maximum'),
    exclusiveMaximum: flag(raw, 'exclusiveMaximum'),
    multipleOf: number(raw, 'multipleOf'),
    minLength: number(raw, 'minLength'),
    maxLength: number(raw, 'maxLength'),
    pattern: typeof pattern === 'string' && pattern !== '' ? compilePattern(pattern) : undefined,
    minItems: number(raw, 'minItems'),
    maxItems: number(raw, 'maxItems'),
    minProperties: number(raw, 'minProperties'),
    maxProperties: number(raw, 'maxProperties'),
    allOf: junctor('allOf'),
    anyOf: junctor('anyOf'),
    oneOf: junctor('oneOf'),
    not: isMap(raw['not']) ? buildNode(raw['not'], `${path}.not`, place, errors) : undefined,
  });
  return Object.keys(constraints).length > 0 ? constraints : undefined;
}

function buildRules(raw: RawSchema, node: SchemaNode, at: Place & { path: string }, errors: FieldErrors): ValidationRule[] {
  const sources = list(raw, 'x-kubernetes-validations') ?? [];
  const compiler = sources.length > 0 ? new RuleCompiler(node, at.isRoot) : undefined;
  return sources.flatMap((source, index) => {
    const path = `${at.path}.x-kubernetes-validations[${index}]`;
    if (typeof source['rule'] !== 'string' || source['rule'].trim() === '') {
      errors.required(`${path}.rule`, 'rule is not specified');
      return [];
    }
    if (typeof source['message'] === 'string' && /\n/.test(source['message'])) errors.invalid(`${path}.message`, source['message'], 'message must not contain line breaks');
    try {
      const rule = compiler?.compile(source as unknown as RuleSource);
      if (rule?.transition && !at.correlatable) errors.invalid(`${path}.rule`, source['rule'], 'oldSelf cannot be used on the uncorrelatable portion of the schema');
      return rule ? [rule] : [];
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      errors.invalid(`${path}.${error.field}`, error.expression, error.message);
      return [];
    }
  });
}

/** Defaults must be what the schema itself would store. */
function checkDefaults(node: SchemaNode, path: string, errors: FieldErrors): void {
  if (node.default !== undefined) {
    const unknown: string[] = [];
    const value = conformValue(node.default, node, '', unknown);
    const faults = new FieldErrors();
    validateValue(value, undefined, { node, path: `${path}.default` }, faults);
    if (unknown.length > 0) errors.invalid(`${path}.default`, node.default, `must not have unknown fields: ${unknown.join(', ')}`);
    if (node.default === null && !node.nullable) errors.invalid(`${path}.default`, null, 'must not be null');
    for (const { field, reason, message } of faults.list) errors.add(field, reason, message);
  }
  for (const [name, below] of node.properties ?? []) checkDefaults(below, `${path}.properties[${name}]`, errors);
  if (node.items) checkDefaults(node.items, `${path}.items`, errors);
  if (node.values) checkDefaults(node.values, `${path}.additionalProperties`, errors);
}
