import { describe, expect, it } from '@jest/globals';
import type { KubeObject } from '../object.js';
import { builtinSchema } from '../schema/builtin.js';
import type { KindSchema, SchemaNode } from '../schema/kind-schema.js';
import { StatusError } from '../status-error.js';
import { trackManagedFields } from './managed-fields.js';
import { serverSideApply } from './server-side-apply.js';

const now = '2026-01-02T03:04:05Z';
const later = '2026-01-02T03:04:06Z';
const configMaps = builtin('', 'v1', 'ConfigMap');
const deployments = builtin('apps', 'v1', 'Deployment');

function builtin(group: string, version: string, kind: string): KindSchema {
  const schema = builtinSchema(group, version, kind);
  if (!schema) throw new Error(`no schema of ${kind}`);
  return schema;
}

const text: SchemaNode = { type: 'string' };
const item: SchemaNode = { type: 'object', properties: new Map([['name', text], ['v', text]]) };
const things: KindSchema = {
  group: 'example.com', version: 'v1', kind: 'Thing', namespaced: true, custom: true, statusSubresource: true, counted: true,
  root: {
    type: 'object',
    embeddedResource: true,
    preserveUnknown: true,
    properties: new Map<string, SchemaNode>([
      ['spec', {
        type: 'object',
        properties: new Map<string, SchemaNode>([
          ['items', { type: 'array', listType: 'map', listMapKeys: ['name'], items: item }],
          ['set', { type: 'array', listType: 'set', items: text }],
          ['atomic', { type: 'array', items: text }],
          ['map', { type: 'object', values: text }],
          ['amap', { type: 'object', values: text, atomic: true }],
        ]),
      }],
      ['status', { type: 'object', preserveUnknown: true }],
    ]),
  },
};

function configMap(fields: Record<string, unknown>, metadata: Record<string, unknown> = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...metadata }, ...fields };
}

function thing(fields: Record<string, unknown>): KubeObject {
  return { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 't' }, ...fields };
}

interface Apply {
  readonly manager: string;
  readonly force?: boolean;
  readonly schema?: KindSchema;
  readonly subresource?: string;
}

function apply(current: KubeObject | undefined, applied: KubeObject, { manager, force = false, schema, subresource }: Apply): KubeObject {
  return serverSideApply({ current, applied, manager, force, subresource, schema: schema ?? (applied.kind === 'Thing' ? things : configMaps), now });
}

function managers(object: KubeObject): string[] {
  return (object.metadata.managedFields ?? []).map((entry) => (entry as { manager: string }).manager);
}

function fieldsOf(object: KubeObject, manager: string): unknown {
  const entry = (object.metadata.managedFields ?? []).find((candidate) => (candidate as { manager: string }).manager === manager);
  return (entry as { fieldsV1?: unknown } | undefined)?.fieldsV1;
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

describe('serverSideApply', () => {
  it('creates with the applied fields owned', () => {
    const made = apply(undefined, configMap({ data: { k: 'v' } }, { labels: { x: 'y' } }), { manager: 'one' });
    expect(made.metadata.managedFields).toEqual([
      { manager: 'one', operation: 'Apply', apiVersion: 'v1', time: now, fieldsType: 'FieldsV1', fieldsV1: { 'f:data': { 'f:k': {} }, 'f:metadata': { 'f:labels': { 'f:x': {} } } } },
    ]);
  });

  it('answers the stored object itself when nothing changes', () => {
    const made = apply(undefined, configMap({ data: { k: 'v' } }), { manager: 'one' });
    expect(apply(made, configMap({ data: { k: 'v' } }), { manager: 'one' })).toBe(made);
    expect(apply(made, configMap({ data: { k: 'v' } }), { manager: 'one', force: true })).toBe(made);
  });

  it('removes what is no longer applied, with the containers that only held it', () => {
    const made = apply(undefined, configMap({ data: { keep: '1', drop: '2' } }, { labels: { x: 'y' } }), { manager: 'one' });
    const less = apply(made, configMap({ data: { keep: '1' } }), { manager: 'one' });
    expect(less['data']).toEqual({ keep: '1' });
    expect(less.metadata.labels).toBeUndefined();
    expect(apply(less, configMap({}), { manager: 'one' })['data']).toBeUndefined();
  });

  it('keeps a value as long as one of its owners applies it', () => {
    const one = apply(undefined, configMap({ data: { k: 'v', only: '1' } }), { manager: 'one' });
    const both = apply(one, configMap({ data: { k: 'v' } }), { manager: 'two' });
    expect(managers(both)).toEqual(['one', 'two']);
    const left = apply(both, configMap({ data: { only: '1' } }), { manager: 'one' });
    expect(left['data']).toEqual({ k: 'v', only: '1' });
    expect(apply(left, configMap({}), { manager: 'two' })['data']).toEqual({ only: '1' });
  });

  it('refuses another value for an owned field and names manager and field', () => {
    const made = apply(undefined, configMap({ data: { k: 'v' } }), { manager: 'one' });
    const error = refusal(() => apply(made, configMap({ data: { k: 'other' } }), { manager: 'two' }));
    expect(error.body).toMatchObject({
      code: 409, reason: 'Conflict', message: 'Apply failed with 1 conflict: conflict with "one": .data.k',
      details: { causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.data.k' }] },
    });
  });

  it('lists every conflict', () => {
    const made = apply(undefined, configMap({ data: { k: 'v', l: 'w' } }), { manager: 'one' });
    const error = refusal(() => apply(made, configMap({ data: { k: '1', l: '2', n: '3' } }), { manager: 'two' }));
    expect(error.message).toBe('Apply failed with 2 conflicts: conflicts with "one":\n- .data.k\n- .data.l');
  });

  it('names the version of a manager that updated', () => {
    const object = configMap({ data: { k: 'v' } });
    const managedFields = trackManagedFields({ before: undefined, after: object, manager: 'three', operation: 'Update', schema: configMaps, now });
    const stored = { ...object, metadata: { ...object.metadata, ...(managedFields ? { managedFields } : {}) } };
    expect(refusal(() => apply(stored, configMap({ data: { k: 'x' } }), { manager: 'two' })).message).toContain('conflict with "three" using v1: .data.k');
  });

  it('takes fields over when forced', () => {
    const made = apply(undefined, configMap({ data: { k: 'v', l: 'w' } }), { manager: 'one' });
    const forced = apply(made, configMap({ data: { k: 'mine' } }), { manager: 'two', force: true });
    expect(forced['data']).toEqual({ k: 'mine', l: 'w' });
    expect(fieldsOf(forced, 'one')).toEqual({ 'f:data': { 'f:l': {} } });
    expect(fieldsOf(forced, 'two')).toEqual({ 'f:data': { 'f:k': {} } });
  });

  it('merges lists by key, unites sets, replaces atomic lists and maps', () => {
    const spec = { items: [{ name: 'a', v: '1' }, { name: 'b', v: '2' }], set: ['a', 'b'], atomic: ['x'], map: { one: '1' }, amap: { one: '1' } };
    const one = apply(undefined, thing({ spec }), { manager: 'one' });
    const two = apply(one, thing({ spec: { items: [{ name: 'c', v: '3' }, { name: 'a', v: '1' }], set: ['c'], map: { two: '2' } } }), { manager: 'two' });
    expect(two['spec']).toEqual({
      items: [{ name: 'c', v: '3' }, { name: 'a', v: '1' }, { name: 'b', v: '2' }],
      set: ['a', 'b', 'c'], atomic: ['x'], map: { one: '1', two: '2' }, amap: { one: '1' },
    });
    expect(fieldsIn(refusal(() => apply(two, thing({ spec: { atomic: ['y'] } }), { manager: 'two' })))).toEqual(['.spec.atomic']);
    expect(fieldsIn(refusal(() => apply(two, thing({ spec: { items: [{ name: 'b', v: 'x' }] } }), { manager: 'two' })))).toEqual(['.spec.items[name="b"].v']);
    const less = apply(two, thing({ spec: { set: ['b'], atomic: ['z'], map: {}, amap: { three: '3' } } }), { manager: 'one' });
    expect(less['spec']).toEqual({ items: [{ name: 'c', v: '3' }, { name: 'a', v: '1' }], set: ['b', 'c'], atomic: ['z'], map: { two: '2' }, amap: { three: '3' } });
  });

  it('keeps status and spec to their own paths', () => {
    const made = apply(undefined, thing({ spec: { map: { a: '1' } } }), { manager: 'one' });
    const status = apply(made, thing({ spec: { map: { a: '2' } }, status: { phase: 'Ready' } }), { manager: 'one', subresource: 'status' });
    expect(status).toMatchObject({ spec: { map: { a: '1' } }, status: { phase: 'Ready' } });
    const spec = apply(status, thing({ spec: { map: { a: '3' } }, status: { phase: 'No' } }), { manager: 'one' });
    expect(spec).toMatchObject({ spec: { map: { a: '3' } }, status: { phase: 'Ready' } });
    expect(spec.metadata.managedFields).toHaveLength(2);
  });

  it('shares the containers of a deployment', () => {
    const pod = (containers: unknown[]): KubeObject => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { template: { spec: { containers } } } });
    const one = apply(undefined, pod([{ name: 'c', image: 'i:1', ports: [{ containerPort: 80 }] }, { name: 'side', image: 's' }]), { manager: 'one', schema: deployments });
    const two = apply(one, pod([{ name: 'extra', image: 'e' }, { name: 'c', ports: [{ containerPort: 81, protocol: 'TCP' }] }]), { manager: 'two', schema: deployments });
    const last = apply(two, pod([{ name: 'c', image: 'i:2' }]), { manager: 'one', schema: deployments });
    expect(last).toMatchObject({ spec: { template: { spec: { containers: [{ name: 'extra' }, { name: 'c', image: 'i:2', ports: [{ containerPort: 81 }] }] } } } });
  });

  it.each([
    ['an unknown field', { spec: { nope: 1 } }, '.spec.nope: field not declared in schema'],
    ['two entries of one key', { spec: { items: [{ name: 'a' }, { name: 'a' }] } }, 'duplicate entries for key [name="a"]'],
    ['an entry without its key', { spec: { items: [{ v: '1' }] } }, 'omits key field "name"'],
    ['a wrong type', { spec: { map: [] } }, '.spec.map: expected map'],
  ])('refuses %s', (_name, fields, message) => {
    const error = refusal(() => apply(undefined, thing(fields), { manager: 'one' }));
    expect(error.code).toBe(400);
    expect(error.message).toContain(message);
  });

  it('gives what nobody was recorded for to an owner of its own', () => {
    const old = configMap({ data: { k: 'v' } });
    const applied = apply(old, configMap({ data: { l: 'w' } }), { manager: 'one' });
    expect(managers(applied)).toEqual(['one', 'before-first-apply']);
  });
});

function fieldsIn(error: StatusError): string[] {
  return (error.body.details?.causes ?? []).map(({ field }) => field);
}

describe('trackManagedFields', () => {
  const track = (before: KubeObject | undefined, after: KubeObject, manager: string): unknown[] | undefined =>
    trackManagedFields({ before, after, manager, operation: 'Update', schema: configMaps, now: before ? later : now });

  it('gives new and changed fields to the writer and takes them from others', () => {
    const first = configMap({ data: { a: '1', b: '2' } });
    const owned = { ...first, metadata: { ...first.metadata, managedFields: track(undefined, first, 'one') ?? [] } };
    const entries = track(owned, { ...owned, data: { a: '9', c: '3' } }, 'two');
    expect(entries).toEqual([
      { manager: 'one', operation: 'Update', apiVersion: 'v1', time: now, fieldsType: 'FieldsV1', fieldsV1: { 'f:data': {} } },
      { manager: 'two', operation: 'Update', apiVersion: 'v1', time: later, fieldsType: 'FieldsV1', fieldsV1: { 'f:data': { 'f:a': {}, 'f:c': {} } } },
    ]);
  });

  it('leaves owners and times alone when nothing changes', () => {
    const first = configMap({ data: { a: '1' } });
    const owned = { ...first, metadata: { ...first.metadata, managedFields: track(undefined, first, 'one') ?? [] } };
    expect(track(owned, { ...owned, data: { a: '1' } }, 'two')).toEqual(owned.metadata.managedFields);
  });

  it('forgets the owners when asked to', () => {
    const first = configMap({ data: { a: '1' } });
    expect(track(first, { ...first, metadata: { name: 'a', managedFields: [{}] } }, 'one')).toBeUndefined();
  });

  it('folds the oldest writers into one entry', () => {
    let object = configMap({ data: {} });
    for (let index = 0; index < 15; index++) {
      const next = { ...object, data: { ...(object['data'] as object), [`k${index}`]: 'v' } };
      object = { ...next, metadata: { ...next.metadata, managedFields: track(object, next, `m${String(index).padStart(2, '0')}`) ?? [] } };
    }
    expect(managers(object)).toHaveLength(10);
    expect(managers(object)).toContain('ancient-changes');
  });
});
