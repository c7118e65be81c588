import { Optional, type Environment } from '@marcbachmann/cel-js';
import { isMap } from '../../patch/typed-value.js';
import type { SchemaNode, ValidationRule } from '../kind-schema.js';
import { celEnvironment } from './cel-library.js';
import { withHasField } from './has-macro.js';
import { celEquals, convertUntyped, escapeField, scalarConversion, scalarType, type CelObject, type Convert } from './cel-values.js';

/** An x-kubernetes-validations entry as it is written. */
export interface RuleSource {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/** A rule or message expression that does not compile. */
export class RuleError extends Error {
  constructor(
    readonly field: 'rule' | 'messageExpression',
    readonly expression: string,
    message: string,
  ) {
    super(message);
  }
}

interface CelType {
  readonly name: string;
  readonly convert: Convert;
}

const metadataNode: SchemaNode = {
  type: 'object',
  properties: new Map<string, SchemaNode>([
    ['name', { type: 'string' }],
    ['generateName', { type: 'string' }],
  ]),
};
const objectFields = new Map<string, SchemaNode>([
  ['apiVersion', { type: 'string' }],
  ['kind', { type: 'string' }],
  ['metadata', metadataNode],
]);

/** The library's environment: cloned for every place that has rules, since a clone can still be extended. */
let library: Environment | undefined;

/** Compiles the rules of one place: the types below it are declared once, each rule is checked against them. */
export class RuleCompiler {
  readonly #environment: Environment = (library ??= celEnvironment()).clone();
  readonly #self: CelType;
  readonly #types = new Map<SchemaNode, CelType>();
  #objects = 0;

  constructor(node: SchemaNode, isRoot: boolean) {
    this.#self = this.#typeOf(node, isRoot);
  }

  /** Throws RuleError for a rule that does not parse, reads unknown fields or does not answer a bool. */
  compile(source: RuleSource): ValidationRule {
    const type = this.#self;
    const alone = this.#environment.clone().registerVariable('self', type.name);
    const optional = source.optionalOldSelf === true;
    const both = alone.clone().registerVariable('oldSelf', optional ? `optional<${type.name}>` : type.name);
    const rule = adapted(both, source.rule);
    const transition = !alone.check(rule).valid && both.check(rule).valid;
    const run = compileExpression(transition ? both : alone, { field: 'rule', text: rule, type: 'bool' });
    const message = source.messageExpression;
    const describe = message === undefined ? undefined : compileExpression(both, { field: 'messageExpression', text: adapted(both, message), type: 'string' });
    const context = (self: unknown, old: unknown): Record<string, unknown> => ({
      self: type.convert(self),
      ...(optional ? { oldSelf: old === undefined ? Optional.none() : Optional.of(type.convert(old)) } : {}),
      ...(!optional && old !== undefined ? { oldSelf: type.convert(old) } : {}),
    });
    return {
      rule: source.rule.trim(),
      ...(source.message === undefined ? {} : { message: source.message.trim() }),
      reason: (source.reason as ValidationRule['reason'] | undefined) ?? 'FieldValueInvalid',
      ...(source.fieldPath === undefined ? {} : { fieldPath: source.fieldPath }),
      transition,
      optionalOldSelf: optional,
      evaluate: (self, old) => run(context(self, old)) === true,
      ...(describe ? { evaluateMessage: (self: unknown, old: unknown) => readMessage(() => describe(context(self, old))) } : {}),
    };
  }

  #typeOf(node: SchemaNode, isRoot = false): CelType {
    const known = this.#types.get(node);
    if (known) return known;
    const type = this.#declare(node, isRoot);
    this.#types.set(node, type);
    return type;
  }

  #declare(node: SchemaNode, isRoot: boolean): CelType {
    if (node.intOrString) return { name: 'dyn', convert: convertUntyped };
    if (node.type === 'array') {
      const items = node.items ? this.#typeOf(node.items) : { name: 'dyn', convert: convertUntyped };
      return { name: `list<${items.name}>`, convert: (value) => (Array.isArray(value) ? Array.from(value, items.convert) : value) };
    }
    if (node.type !== 'object') return { name: scalarType(node), convert: scalarConversion(node) };
    if (node.properties || isRoot || node.embeddedResource) return this.#declareObject(node, isRoot || node.embeddedResource === true);
    if (node.values) return mapType(this.#typeOf(node.values));
    return { name: 'dyn', convert: convertUntyped };
  }

  #declareObject(node: SchemaNode, whole: boolean): CelType {
    const properties = new Map([...(node.properties ?? []), ...(whole ? objectFields : [])]);
    const fields: Record<string, string> = {};
    const conversions = new Map<string, { name: string; convert: Convert }>();
    for (const [name, field] of properties) {
      const escaped = escapeField(name);
      if (escaped === undefined) continue;
      const type = this.#typeOf(field);
      fields[escaped] = type.name;
      conversions.set(name, { name: escaped, convert: type.convert });
    }
    const name = `Object${this.#objects++}`;
    // A class of its own tells the library which fields an instance has.
    const constructor = class {} as CelObject;
    this.#environment.registerType(name, { ctor: constructor, fields });
    this.#environment.registerOperator(`${name} == ${name}`, celEquals);
    return { name, convert: (value) => (isMap(value) ? convertObject(value, constructor, conversions) : value) };
  }
}



function mapType(values: CelType): CelType {
  return {
    name: `map<string, ${values.name}>`,
    convert: (value) => (isMap(value) ? new Map(Object.entries(value).map(([key, entry]) => [key, values.convert(entry)])) : value),
  };
}

function convertObject(value: Record<string, unknown>, constructor: CelObject, conversions: Map<string, { name: string; convert: Convert }>): unknown {
  const result = new constructor();
  for (const [name, entry] of Object.entries(value)) {
    const field = conversions.get(name);
    if (field && entry !== null) result[field.name] = field.convert(entry);
  }
  return result;
}

interface Expression {
  readonly field: 'rule' | 'messageExpression';
  readonly text: string;
  readonly type: 'bool' | 'string';
}

/** The expression, with another has() when the library's own cannot read its argument. */
function adapted(environment: Environment, text: string): string {
  const result = environment.check(text);
  return !result.valid && result.error?.message.includes('has() invalid argument') === true ? withHasField(text) : text;
}

function compileExpression(environment: Environment, { field, text, type }: Expression): (context: Record<string, unknown>) => unknown {
  const result = environment.check(text);
  if (!result.valid) throw new RuleError(field, text, `compilation failed: ${result.error?.message.split('\n')[0] ?? 'the expression is not valid'}`);
  const actual = String(result.type);
  if (actual !== type && actual !== 'dyn') throw new RuleError(field, text, `must evaluate to a ${type}`);
  return environment.parse(text);
}

/** A message that cannot be computed, is empty or has line breaks is no message. */
function readMessage(compute: () => unknown): string | undefined {
  try {
    const text = compute();
    return typeof text === 'string' && text.trim() !== '' && !text.includes('\n') ? text.trim() : undefined;
  } catch {
    return undefined;
  }
}
