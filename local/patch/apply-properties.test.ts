import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KubeObject } from '../object.js';
import type { KindSchema, SchemaNode } from '../schema/kind-schema.js';
import { difference, emptySet, equalSets, formatFields, intersection, isEmpty, parseFields, union, type FieldSet } from './field-set.js';
import { readEntries } from './managed-fields.js';
import { serverSideApply } from './server-side-apply.js';
import { compareValues, equalValues, fieldsOf } from './typed-value.js';

const text: SchemaNode = { type: 'string' };
const entry: SchemaNode = { type: 'object', properties: new Map([['name', text], ['v', text], ['w', text]]) };
const spec: SchemaNode = {
  type: 'object',
  properties: new Map<string, SchemaNode>([
    ['items', { type: 'array', listType: 'map', listMapKeys: ['name'], items: entry }],
    ['set', { type: 'array', listType: 'set', items: text }],
    ['atomic', { type: 'array', items: text }],
    ['map', { type: 'object', values: text }],
    ['text', text],
  ]),
};
const schema: KindSchema = {
  group: 'example.com', version: 'v1', kind: 'Thing', namespaced: true, custom: true, statusSubresource: true, counted: true,
  root: { type: 'object', properties: new Map<string, SchemaNode>([['apiVersion', text], ['kind', text], ['metadata', { type: 'object', preserveUnknown: true }], ['spec', spec]]) },
};

const letter = fc.constantFrom('a', 'b', 'c');
const specs = fc.record(
  {
    items: fc.uniqueArray(fc.record({ name: letter, v: letter, w: letter }, { requiredKeys: ['name'] }), { selector: ({ name }) => name, maxLength: 3 }),
    set: fc.uniqueArray(letter, { maxLength: 3 }),
    atomic: fc.array(letter, { maxLength: 2 }),
    map: fc.dictionary(letter, letter, { minKeys: 1, maxKeys: 3 }),
    text: letter,
  },
  // An empty map would be a place of its own, which others may fill.
  { requiredKeys: ['text'] },
);
const steps = fc.array(fc.record({ manager: fc.constantFrom('one', 'two', 'three'), spec: specs }), { minLength: 1, maxLength: 6 });

function thing(fields: object): KubeObject {
  return { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 't' }, spec: fields };
}

function apply(current: KubeObject | undefined, manager: string, fields: object): KubeObject {
  return serverSideApply({ current, applied: thing(fields), manager, force: true, schema, now: '2026-01-02T03:04:05Z' });
}

/** The places of an object that its owners name, apart from what the server owns. */
function ownedBy(object: KubeObject): FieldSet {
  return readEntries(object.metadata.managedFields).reduce((sum, { fields }) => union(sum, fields), emptySet());
}

describe('server-side apply, whatever is applied', () => {
  it('ends with what was applied last, owned by its manager, and repeats as nothing', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        let object: KubeObject | undefined;
        for (const { manager, spec: fields } of sequence) {
          object = apply(object, manager, fields);
          const added = compareValues(object, apply(object, manager, fields), schema.root);
          expect([added.added, added.modified, added.removed].every(isEmpty)).toBe(true);
          expect(apply(object, manager, fields)).toBe(object);
          const present = fieldsOf({ spec: object['spec'] ?? {} }, schema.root);
          const wanted = fieldsOf({ spec: fields }, schema.root);
          expect(isEmpty(difference(leaves(wanted), leaves(present)))).toBe(true);
          const own = readEntries(object.metadata.managedFields).find((candidate) => candidate.manager === manager);
          expect(equalSets(own?.fields ?? emptySet(), wanted)).toBe(true);
        }
      }),
    );
  });

  it('leaves nothing behind when every manager has left', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        let object: KubeObject | undefined;
        for (const { manager, spec: fields } of sequence) object = apply(object, manager, fields);
        for (const manager of ['one', 'two', 'three']) {
          object = serverSideApply({ current: object, applied: { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 't' } }, manager, force: true, schema, now: '2026-01-02T03:04:05Z' });
        }
        expect(object?.['spec'] ?? {}).toEqual({});
        expect(isEmpty(ownedBy(object ?? thing({})))).toBe(true);
      }),
    );
  });
});

/** Only places that hold values: containers may be shared or empty. */
function leaves(set: FieldSet): FieldSet {
  const result = emptySet(set.member && set.children.size === 0);
  for (const [element, below] of set.children) result.children.set(element, leaves(below));
  return result;
}

describe('field sets, whatever is in them', () => {
  const sets = specs.map((fields) => fieldsOf({ spec: fields }, schema.root));

  it('obey the laws of sets', () => {
    fc.assert(
      fc.property(sets, sets, (left, right) => {
        expect(equalSets(union(left, right), union(right, left))).toBe(true);
        expect(equalSets(intersection(left, right), intersection(right, left))).toBe(true);
        expect(isEmpty(intersection(difference(left, right), right))).toBe(true);
        expect(equalSets(union(difference(left, right), intersection(left, right)), left)).toBe(true);
      }),
    );
  });

  it('are read as they were written', () => {
    fc.assert(fc.property(sets, (set) => expect(equalSets(parseFields(formatFields(set)), set)).toBe(true)));
  });

  it('differ exactly when values do', () => {
    fc.assert(
      fc.property(specs, specs, (left, right) => {
        const { added, modified, removed } = compareValues(left, right, spec);
        // The order of sets and keyed lists is no difference in their entries.
        const sorted = (value: typeof left): unknown => ({ ...value, ...(value.set ? { set: [...value.set].sort() } : {}), ...(value.items ? { items: [...value.items].sort((a, b) => (a.name < b.name ? -1 : 1)) } : {}) });
        expect([added, modified, removed].every(isEmpty)).toBe(equalValues(sorted(left), sorted(right)));
      }),
    );
  });
});
