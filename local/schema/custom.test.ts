import { describe, expect, it } from '@jest/globals';
import type { KubeObject } from '../object.js';
import { StatusError } from '../status-error.js';
import { builtinSchema } from './builtin.js';
import { compileCrd } from './custom.js';
import type { KindSchema } from './kind-schema.js';
import { prepareObject } from './prepare.js';
import { readCustom } from './prepare-custom.js';

type Json = Record<string, unknown>;

function definition(schema: Json, more: Json = {}): KubeObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'things.example.com' },
    spec: { group: 'example.com', scope: 'Namespaced', names: { kind: 'Thing', plural: 'things' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema }, ...more }] },
  };
}

function prepareDefinition(crd: KubeObject): KubeObject {
  const schema = builtinSchema('apiextensions.k8s.io', 'v1', 'CustomResourceDefinition');
  if (!schema) throw new Error('no schema of definitions');
  return prepareObject({ object: crd, schema, fieldValidation: 'Strict', source: 'body' }).object;
}

function specSchema(spec: Json, more: Json = {}): Json {
  return { type: 'object', properties: { spec: { type: 'object', ...spec }, status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }, ...more };
}

function compile(schema: Json, more?: Json): KindSchema {
  const [version] = compileCrd(prepareDefinition(definition(schema, more))).versions;
  if (!version) throw new Error('no version');
  return version.schema;
}

interface Write {
  readonly old?: KubeObject;
  readonly subresource?: string;
  readonly name?: string;
}

function prepare(schema: KindSchema, spec: unknown, { name = 't', ...rest }: Write = {}): KubeObject {
  const object = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name, namespace: 'n' }, spec };
  return prepareObject({ object, schema, fieldValidation: 'Warn', source: 'body', ...rest }).object;
}

function refusal(run: () => unknown): StatusError {
  try {
    run();
  } catch (error) {
    if (error instanceof StatusError) return error;
    throw error;
  }
  throw new Error('not refused');
}

function faults(run: () => unknown): string[] {
  return (refusal(run).body.details?.causes ?? []).map(({ field, message }) => `${field}: ${message}`);
}

const string = { type: 'string' };
const integer = { type: 'integer' };

describe('definitions', () => {
  it('are completed', () => {
    expect(prepareDefinition(definition({ type: 'object' }))).toMatchObject({ spec: { names: { singular: 'thing', listKind: 'ThingList' }, conversion: { strategy: 'None' } } });
  });

  const at = 'spec.validation.openAPIV3Schema';
  it.each<[string, Json, string]>([
    ['a place without a type', { type: 'object', properties: { spec: { properties: {} } } }, `${at}.properties[spec].type`],
    ['an unknown type', { type: 'object', properties: { a: { type: 'strange' } } }, `${at}.properties[a].type`],
    ['a root that is no object', { type: 'string' }, `${at}.type`],
    ['a list without items', specSchema({ properties: { l: { type: 'array' } } }), `${at}.properties[spec].properties[l].items`],
    ['a type inside anyOf', specSchema({ anyOf: [{ type: 'object' }] }), `${at}.properties[spec].anyOf[0].type`],
    ['fields and values', specSchema({ properties: { a: string }, additionalProperties: string }), `${at}.properties[spec].additionalProperties`],
    ['a keyed list without keys', specSchema({ properties: { l: { type: 'array', 'x-kubernetes-list-type': 'map', items: { type: 'object' } } } }), `${at}.properties[spec].properties[l].x-kubernetes-list-map-keys`],
    ['a pattern that is none', specSchema({ properties: { a: { type: 'string', pattern: '(' } } }), `${at}.properties[spec].properties[a].pattern`],
    ['a default of another type', specSchema({ properties: { a: { type: 'string', default: 1 } } }), `${at}.properties[spec].properties[a].default`],
    ['a rule about a field that is not there', specSchema({ properties: { a: string }, 'x-kubernetes-validations': [{ rule: 'self.nope > 1' }] }), `${at}.properties[spec].x-kubernetes-validations[0].rule`],
    ['a rule that is no condition', specSchema({ properties: { a: integer }, 'x-kubernetes-validations': [{ rule: 'self.a + 1' }] }), `${at}.properties[spec].x-kubernetes-validations[0].rule`],
    ['a rule about a change in a list without keys', specSchema({ properties: { l: { type: 'array', items: { ...integer, 'x-kubernetes-validations': [{ rule: 'self >= oldSelf' }] } } } }), `${at}.properties[spec].properties[l].items.x-kubernetes-validations[0].rule`],
    ['a message that is no text', specSchema({ properties: { a: integer }, 'x-kubernetes-validations': [{ rule: 'self.a > 1', messageExpression: 'self.a' }] }), `${at}.properties[spec].x-kubernetes-validations[0].messageExpression`],
  ])('with %s are refused', (_name, schema, field) => {
    const causes = refusal(() => prepareDefinition(definition(schema))).body.details?.causes ?? [];
    expect(causes.map((cause) => cause.field)).toEqual([field]);
  });

  it('must be named after their plural and group', () => {
    const crd = definition({ type: 'object' });
    expect(faults(() => prepareDefinition({ ...crd, metadata: { name: 'wrong.example.com' } }))).toEqual(['metadata.name: Invalid value: "wrong.example.com": must be spec.names.plural+"."+spec.group']);
  });

  it('of the kind this project uses everywhere compile with their columns and subresources', () => {
    const compiled = compileCrd(prepareDefinition(definition({ type: 'object' }, { subresources: { status: {}, scale: { specReplicasPath: '.spec.r', statusReplicasPath: '.status.r' } }, additionalPrinterColumns: [{ name: 'R', type: 'integer', jsonPath: '.spec.r' }] })));
    expect(compiled.versions[0]).toMatchObject({ status: true, scale: { specReplicasPath: '.spec.r' }, columns: [{ name: 'R', priority: 0 }], schema: { statusSubresource: true, namespaced: true } });
  });
});

describe('values of custom resources', () => {
  it.each<[string, Json, unknown, string[]]>([
    ['a type', { s: string }, { s: 1 }, ['spec.s: Invalid value: "integer": spec.s in body must be of type string: "integer"']],
    ['an entry', { a: { type: 'array', items: string } }, { a: ['x', 2] }, ['spec.a[1]: Invalid value: "integer": spec.a[1] in body must be of type string: "integer"']],
    ['an enumeration', { e: { type: 'string', enum: ['red', 'green'] } }, { e: 'blue' }, ['spec.e: Unsupported value: "blue": supported values: "red", "green"']],
    ['an enumeration of numbers', { e: { type: 'integer', enum: [1, 2] } }, { e: 3 }, ['spec.e: Unsupported value: 3: supported values: "1", "2"']],
    ['a pattern', { p: { type: 'string', pattern: '^[a-z]+$' } }, { p: 'X' }, ["spec.p: Invalid value: \"X\": spec.p in body should match '^[a-z]+$'"]],
    ['a bound', { i: { type: 'integer', minimum: 1, exclusiveMinimum: true } }, { i: 1 }, ['spec.i: Invalid value: 1: spec.i in body should be greater than 1']],
    ['a length', { s: { type: 'string', maxLength: 3 } }, { s: 'abcd' }, ['spec.s: Too long: may not be more than 3 bytes']],
    ['a count', { a: { type: 'array', maxItems: 1, items: string } }, { a: ['x', 'y'] }, ['spec.a: Too many: 2: must have at most 1 items']],
    ['a format', { t: { type: 'string', format: 'date-time' } }, { t: 'yesterday' }, ['spec.t: Invalid value: "yesterday": spec.t in body must be of type date-time: "yesterday"']],
    ['a number or text', { v: { 'x-kubernetes-int-or-string': true } }, { v: true }, ['spec.v: Invalid value: "boolean": spec.v in body must be of type integer,string: "boolean"']],
    ['equal keys', { l: { type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['n'], items: { type: 'object', required: ['n'], properties: { n: string } } } }, { l: [{ n: 'a' }, { n: 'a' }] }, ['spec.l[1]: Duplicate value: {"n":"a"}']],
    ['not', { n: { type: 'integer', not: { enum: [3] } } }, { n: 3 }, ['spec.n: Invalid value: "": "spec.n" must not validate the schema (not)']],
  ])('%s is checked', (_name, properties, spec, expected) => {
    expect(faults(() => prepare(compile(specSchema({ properties })), spec))).toEqual(expected);
  });

  it('are pruned, filled and keep nulls only where they may', () => {
    const schema = compile(specSchema({
      properties: { a: string, n: { type: 'string', nullable: true }, d: { type: 'string', default: 'dd' }, o: { type: 'object', default: {}, properties: { y: { type: 'boolean', default: true } } }, open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
    }));
    const result = prepareObject({ object: { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 't', namespace: 'n' }, more: 1, spec: { a: null, n: null, d: null, gone: 1, open: { x: [null] } } }, schema, fieldValidation: 'Warn', source: 'body' });
    expect(result.object['spec']).toEqual({ n: null, d: 'dd', o: { y: true }, open: { x: [null] } });
    expect(result.warnings).toEqual(['unknown field "more"', 'unknown field "spec.gone"']);
  });

  it('with an old fault can be changed elsewhere', () => {
    const old = prepare(compile(specSchema({ properties: { s: string, o: string } })), { s: 'BAD', o: '1' });
    const schema = compile(specSchema({ properties: { s: { type: 'string', pattern: '^[a-z]+$' }, o: string } }));
    expect(prepare(schema, { s: 'BAD', o: '2' }, { old })['spec']).toEqual({ s: 'BAD', o: '2' });
    expect(refusal(() => prepare(schema, { s: 'WORSE', o: '2' }, { old })).code).toBe(422);
  });

  it('show defaults that were added after they were written', () => {
    const stored = prepare(compile(specSchema({ properties: { a: string } })), { a: 'x' });
    const schema = compile(specSchema({ properties: { a: string, b: { type: 'string', default: 'bb' } } }));
    expect(readCustom(stored, schema)['spec']).toEqual({ a: 'x', b: 'bb' });
    expect(readCustom(stored, compile(specSchema({ properties: { a: string } })))).toBe(stored);
  });

  it('write their status on its own path', () => {
    const schema = compile(specSchema({ properties: { a: string } }), { subresources: { status: {} } });
    const old = prepare(schema, { a: '1' });
    const status = prepareObject({ object: { ...old, spec: { a: '2' }, status: { phase: 'On' }, metadata: { ...old.metadata, labels: { x: 'y' } } }, old, schema, fieldValidation: 'Warn', subresource: 'status', source: 'body' }).object;
    expect(status).toEqual({ ...old, status: { phase: 'On' } });
    expect(prepare(schema, { a: '2' }, { old: status })).toMatchObject({ metadata: { generation: 2 }, spec: { a: '2' }, status: { phase: 'On' } });
  });
});

describe('rules', () => {
  const rule = (text: string, more: Json = {}): Json => ({ 'x-kubernetes-validations': [{ rule: text, ...more }] });

  it.each<[string, Json, unknown, string[]]>([
    ['compare fields', { properties: { min: integer, max: integer }, ...rule('self.min <= self.max', { message: 'min must not exceed max' }) }, { min: 3, max: 2 }, ['spec: Invalid value: min must not exceed max']],
    ['are quoted without a message', { properties: { n: { ...integer, ...rule('self > 0') } } }, { n: 0 }, ['spec.n: Invalid value: 0: failed rule: self > 0']],
    ['compute their message', { properties: { n: integer }, ...rule('self.n > 0', { messageExpression: "'n is ' + string(self.n)" }) }, { n: 0 }, ['spec: Invalid value: n is 0']],
    ['name another field and reason', { properties: { n: integer }, ...rule('self.n > 0', { message: 'no', fieldPath: '.n', reason: 'FieldValueForbidden' }) }, { n: 0 }, ['spec.n: Forbidden: no']],
    ['ask for the fields of entries', { properties: { l: { type: 'array', items: { type: 'object', properties: { m: string } } } }, ...rule("self.l.size() > 0 && has(self.l[0].m) && self.l[0].m != 'has('") }, { l: [{}] }, ["spec: Invalid value: failed rule: self.l.size() > 0 && has(self.l[0].m) && self.l[0].m != 'has('"]],
    ['compare quantities', { properties: { q: string }, ...rule("quantity(self.q).isLessThan(quantity('2Gi'))") }, { q: '3Gi' }, ["spec: Invalid value: failed rule: quantity(self.q).isLessThan(quantity('2Gi'))"]],
    ['see optional fields', { properties: { n: integer, m: integer }, ...rule('self.?m.orValue(5) > self.n') }, { n: 7 }, ['spec: Invalid value: failed rule: self.?m.orValue(5) > self.n']],
    ['know whole numbers from fractions', { properties: { d: { type: 'number' } }, ...rule('self.d > 1.5') }, { d: 1 }, ['spec: Invalid value: failed rule: self.d > 1.5']],
    ['compare durations', { properties: { d: { type: 'string', format: 'duration' } }, ...rule("self.d > duration('1h')") }, { d: '90s' }, ["spec: Invalid value: failed rule: self.d > duration('1h')"]],
    ['reach escaped names', { properties: { 'a-b': string, namespace: string }, ...rule("self.a__dash__b == self.__namespace__") }, { 'a-b': 'x', namespace: 'y' }, ['spec: Invalid value: failed rule: self.a__dash__b == self.__namespace__']],
    ['say what they could not evaluate', { properties: { n: integer }, ...rule('self.n > 0', { message: 'positive' }) }, {}, ['spec: Invalid value: no such key: n evaluating rule: positive']],
    ['run in lists and maps', { properties: { l: { type: 'array', items: { type: 'object', properties: { v: integer }, ...rule('self.v > 0') } }, m: { type: 'object', additionalProperties: { ...integer, ...rule('self > 0') } } } }, { l: [{ v: 1 }, { v: 0 }], m: { a: 0 } }, ['spec.l[1]: Invalid value: failed rule: self.v > 0', 'spec.m[a]: Invalid value: 0: failed rule: self > 0']],
  ])('%s', (_name, spec, value, expected) => {
    expect(faults(() => prepare(compile(specSchema(spec)), value))).toEqual(expected);
  });

  it('about a change see the old value, and only a change', () => {
    const schema = compile(specSchema({ properties: { s: string }, ...rule('!has(oldSelf.s) || (has(self.s) && self.s == oldSelf.s)', { message: 'once' }) }));
    const first = prepare(schema, {});
    const second = prepare(schema, { s: 'a' }, { old: first });
    expect(faults(() => prepare(schema, { s: 'b' }, { old: second }))).toEqual(['spec: Invalid value: once']);
    expect(faults(() => prepare(schema, {}, { old: second }))).toEqual(['spec: Invalid value: once']);
  });

  it.each<[string, Json, unknown, unknown]>([
    ['a text', string, 'a', 'b'],
    ['a number', integer, 1, 2],
    ['a struct', { type: 'object', properties: { a: integer, b: { type: 'object', properties: { c: string } } } }, { a: 1, b: { c: 'x' } }, { a: 1, b: { c: 'y' } }],
    ['a list of structs', { type: 'array', items: { type: 'object', properties: { a: integer } } }, [{ a: 1 }], [{ a: 2 }]],
    ['a map of structs', { type: 'object', additionalProperties: { type: 'object', properties: { a: integer } } }, { k: { a: 1 } }, { k: { a: 2 } }],
    ['a map of texts', { type: 'object', additionalProperties: string }, { k: 'a' }, { l: 'a' }],
    ['a number or text', { 'x-kubernetes-int-or-string': true }, 5, '5'],
    ['what has no schema', { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, { a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }],
  ])('keep %s as it is', (_name, node, before, after) => {
    const schema = compile(specSchema({ properties: { f: node, o: string }, ...rule('self.f == oldSelf.f', { message: 'fixed' }) }));
    const old = prepare(schema, { f: before, o: '1' });
    expect(prepare(schema, { f: structuredClone(before), o: '2' }, { old })['spec']).toEqual({ f: before, o: '2' });
    expect(faults(() => prepare(schema, { f: after, o: '2' }, { old }))).toEqual(['spec: Invalid value: fixed']);
  });

  it('with an optional old value run on create too', () => {
    const schema = compile(specSchema({ properties: { n: integer }, ...rule('oldSelf.hasValue() ? self.n > oldSelf.value().n : self.n == 1', { optionalOldSelf: true, message: 'steps' }) }));
    expect(faults(() => prepare(schema, { n: 2 }))).toEqual(['spec: Invalid value: steps']);
    const old = prepare(schema, { n: 1 });
    expect(prepare(schema, { n: 2 }, { old })['spec']).toEqual({ n: 2 });
    expect(faults(() => prepare(schema, { n: 0 }, { old }))).toEqual(['spec: Invalid value: steps']);
  });

  it('see the name of the object and the defaults', () => {
    const schema = compile(specSchema({ properties: { n: { type: 'integer', default: 5 } }, ...rule('self.n == 5') }, { ...rule("self.metadata.name.startsWith('ok')", { message: 'name' }) }));
    expect(prepare(schema, {}, { name: 'ok1' })['spec']).toEqual({ n: 5 });
    expect(faults(() => prepare(schema, {}, { name: 'no' }))).toEqual(['<nil>: Invalid value: name']);
  });

  it('are not run on an object that is invalid otherwise', () => {
    const schema = compile(specSchema({ required: ['n'], properties: { n: integer }, ...rule('self.n > 0') }));
    expect(faults(() => prepare(schema, {}))).toEqual([
      'spec.n: Required value',
      '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
    ]);
  });
});
