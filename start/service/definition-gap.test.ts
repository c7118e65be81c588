import { describe, expect, test } from '@jest/globals';
import { definitionGap, someOf, type DefinedResource, type FieldSchema } from './definition-gap.js';

const fields = (...names: string[]): FieldSchema => ({ properties: Object.fromEntries(names.map((name) => [name, {}])) });

const schemaOf = (spec: FieldSchema): FieldSchema => ({ properties: { metadata: fields('name'), spec, status: fields('state') } });

const definition = (spec: FieldSchema): DefinedResource =>
  ({ spec: { group: 'pgo.dev', names: { kind: 'PostgresCluster' }, versions: [{ name: 'v1', schema: { openAPIV3Schema: schemaOf(spec) } }] } });

const served = (spec: FieldSchema, kind = 'PostgresCluster'): FieldSchema =>
  ({ ...schemaOf(spec), 'x-kubernetes-group-version-kind': [{ group: 'pgo.dev', version: 'v1', kind }] });

describe('definitions in Kubernetes', () => {
  const nested = (...names: string[]): FieldSchema => ({ properties: { users: { items: fields(...names) }, labels: { additionalProperties: fields(...names) } } });
  test.each([
    { name: 'that are the same', wanted: fields('replicas'), there: fields('replicas'), gap: { missing: [], unknown: [] } },
    { name: 'that are older lack a field', wanted: fields('replicas', 'tls'), there: fields('replicas'), gap: { missing: ['PostgresCluster spec.tls'], unknown: [] } },
    { name: 'that are newer have one more', wanted: fields('replicas'), there: fields('replicas', 'tls'), gap: { missing: [], unknown: ['PostgresCluster spec.tls'] } },
    { name: 'are compared within lists and maps', wanted: nested('name', 'role'), there: nested('name'), gap: { missing: ['PostgresCluster spec.users[].role', 'PostgresCluster spec.labels{}.role'], unknown: [] } },
  ])('$name', ({ wanted, there, gap }) => {
    expect(definitionGap([definition(wanted)], [served(there)])).toEqual(gap);
  });

  test('of which one is missing wholly', () => {
    expect(definitionGap([definition(fields('replicas'))], [served(fields('replicas'), 'PostgresUser'), {}])).toEqual({ missing: ['PostgresCluster'], unknown: [] });
  });

  test.each([[['a'], 'a'], [['a', 'b'], 'a and 1 other'], [['a', 'b', 'c'], 'a and 2 others']])('%j are told as %s', (names, text) => {
    expect(someOf(names)).toBe(text);
  });
});
