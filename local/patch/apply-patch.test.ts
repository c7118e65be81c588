import { describe, expect, it } from '@jest/globals';
import type { KubeObject } from '../object.js';
import { builtinSchema } from '../schema/builtin.js';
import type { KindSchema } from '../schema/kind-schema.js';
import { StatusError } from '../status-error.js';
import { applyPatch, type PatchContentType } from './apply-patch.js';

const json = 'application/json-patch+json';
const merge = 'application/merge-patch+json';
const strategic = 'application/strategic-merge-patch+json';

function builtin(group: string, version: string, kind: string): KindSchema {
  const schema = builtinSchema(group, version, kind);
  if (!schema) throw new Error(`no schema of ${kind}`);
  return schema;
}

const deployments = builtin('apps', 'v1', 'Deployment');
const services = builtin('', 'v1', 'Service');
const configMaps = builtin('', 'v1', 'ConfigMap');

function patchConfigMap(contentType: PatchContentType, patch: unknown, fields: object = { data: { k: 'v', old: 'x' } }): KubeObject {
  return applyPatch({ contentType, patch, current: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...fields }, schema: configMaps });
}

function patchContainers(patch: object, containers: readonly object[]): unknown {
  const current = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { template: { spec: { containers } } } };
  const patched = applyPatch({ contentType: strategic, patch: { spec: { template: { spec: patch } } }, current, schema: deployments });
  return (patched as unknown as typeof current).spec.template.spec.containers;
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

describe('JSON patch', () => {
  it('adds, replaces, removes, moves and copies, and leaves the object alone', () => {
    const current: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { k: 'v', old: 'x' } };
    const copy = structuredClone(current);
    const patch = [
      { op: 'add', path: '/data/new', value: 'n' }, { op: 'replace', path: '/data/k', value: 'w' }, { op: 'remove', path: '/data/old' },
      { op: 'move', from: '/data/new', path: '/data/moved' }, { op: 'copy', from: '/data/k', path: '/data/copied' },
    ];
    expect(applyPatch({ contentType: json, patch, current, schema: configMaps })['data']).toEqual({ k: 'w', moved: 'n', copied: 'w' });
    expect(current).toEqual(copy);
  });

  it.each([
    ['removes what is not there', [{ op: 'remove', path: '/data/none' }], 422, 'Invalid'],
    ['adds below what is not there', [{ op: 'add', path: '/nope/x', value: 'x' }], 422, 'Invalid'],
    ['expects another value', [{ op: 'test', path: '/data/k', value: 'other' }], 422, 'Invalid'],
    ['is no list', { op: 'add' }, 400, 'BadRequest'],
    ['reaches for prototypes', [{ op: 'add', path: '/__proto__/x', value: 'x' }], 422, 'Invalid'],
  ])('is refused when it %s', (_name, patch, code, reason) => {
    expect(refusal(() => patchConfigMap(json, patch))).toMatchObject({ code, reason });
  });
});

describe('JSON merge patch', () => {
  it('merges maps, replaces lists, removes with null', () => {
    expect(patchConfigMap(merge, { data: { k: null, n: '1' }, metadata: { finalizers: ['a/b'] } })).toMatchObject({ data: { old: 'x', n: '1' }, metadata: { name: 'a', finalizers: ['a/b'] } });
  });

  it('must be an object', () => {
    expect(refusal(() => patchConfigMap(merge, [1])).code).toBe(400);
  });
});

describe('strategic merge patch', () => {
  const env = [{ name: 'A', value: '1' }, { name: 'B', value: '2' }];
  const both = [{ name: 'c', image: 'img:1', env, args: ['x', 'y'] }, { name: 'side', image: 'side:1' }];

  it.each<[string, object, unknown]>([
    ['merges entries by key', { containers: [{ name: 'c', image: 'img:2' }] }, [{ ...both[0], image: 'img:2' }, both[1]]],
    ['adds entries', { containers: [{ name: 'n', image: 'i' }] }, [...both, { name: 'n', image: 'i' }]],
    ['deletes entries', { containers: [{ name: 'side', $patch: 'delete' }, { name: 'c', env: [{ name: 'A', $patch: 'delete' }] }] }, [{ ...both[0], env: [env[1]] }]],
    ['replaces a list', { containers: [{ $patch: 'replace' }, { name: 'only', image: 'o' }] }, [{ name: 'only', image: 'o' }]],
    ['replaces lists without a key', { containers: [{ name: 'c', args: ['z'] }] }, [{ ...both[0], args: ['z'] }, both[1]]],
    ['orders entries', { '$setElementOrder/containers': [{ name: 'side' }, { name: 'c' }], 'containers': [{ name: 'c', image: 'img:3' }] }, [both[1], { ...both[0], image: 'img:3' }]],
    ['removes a field with null', { containers: [{ name: 'c', args: null, env: null }] }, [{ name: 'c', image: 'img:1' }, both[1]]],
  ])('%s', (_name, patch, expected) => {
    expect(patchContainers(patch, both)).toEqual(expected);
  });

  it('replaces a map and keeps only named fields', () => {
    const labelled = { metadata: { name: 'a', labels: { a: '1', b: '2' } } };
    expect(patchConfigMap(strategic, { metadata: { labels: { $patch: 'replace', c: '3' } } }, labelled).metadata.labels).toEqual({ c: '3' });
    expect(patchConfigMap(strategic, { metadata: { labels: { $retainKeys: ['a'] } } }, labelled).metadata.labels).toEqual({ a: '1' });
  });

  it('unites and reduces lists of texts', () => {
    const held = { metadata: { name: 'a', finalizers: ['x/one'] } };
    expect(patchConfigMap(strategic, { metadata: { finalizers: ['x/two', 'x/one'] } }, held).metadata.finalizers).toEqual(['x/one', 'x/two']);
    expect(patchConfigMap(strategic, { metadata: { '$deleteFromPrimitiveList/finalizers': ['x/one'] } }, held).metadata.finalizers).toEqual([]);
  });

  it('merges service ports by port', () => {
    const current: KubeObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { ports: [{ name: 'a', port: 1 }, { name: 'b', port: 2 }] } };
    const patched = applyPatch({ contentType: strategic, patch: { spec: { ports: [{ port: 2, targetPort: 99 }, { name: 'c', port: 3 }] } }, current, schema: services });
    expect(patched['spec']).toEqual({ ports: [{ name: 'a', port: 1 }, { name: 'b', port: 2, targetPort: 99 }, { name: 'c', port: 3 }] });
  });

  it.each([
    ['an unknown directive', { containers: [{ name: 'c', $patch: 'explode' }] }],
    ['an entry without its key', { containers: [{ image: 'i' }] }],
  ])('is refused with %s', (_name, patch) => {
    expect(refusal(() => patchContainers(patch, both)).code).toBe(400);
  });

  it('is not for custom resources', () => {
    const schema: KindSchema = { ...configMaps, custom: true };
    const current: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
    expect(refusal(() => applyPatch({ contentType: strategic, patch: {}, current, schema })).code).toBe(415);
  });
});
