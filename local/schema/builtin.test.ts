import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { builtinSchema, typeNode } from './builtin.js';
import { builtinKinds, typeStructures } from './generated/kubernetes-types.js';
import { typeDefaults } from './type-defaults.js';

describe('the builtin types', () => {
  it('are what the generator writes', () => {
    const run = (): string => execFileSync(process.execPath, ['--import', '@swc-node/register/esm-register', 'scripts/generate-kubernetes-types.ts', '--check'], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
    expect(run()).toBe('');
  });

  it('can all be read', () => {
    for (const name of Object.keys(typeStructures)) expect(typeNode(name).properties).toBeDefined();
    for (const { group, version, kind } of builtinKinds) expect(builtinSchema(group, version, kind)?.root.properties?.has('kind')).toBe(true);
  });

  it('have every field that a default is given for', () => {
    const fields = new Set(Object.keys(typeStructures).flatMap((name) => [...(typeNode(name).properties?.keys() ?? [])].map((field) => `${name.split('.').slice(-2).join('.')}.${field}`)));
    for (const [type, defaults] of Object.entries(typeDefaults)) {
      for (const field of Object.keys(defaults)) expect([...fields]).toContain(`${type}.${field}`);
    }
  });

  it('know how lists merge', () => {
    const service = builtinSchema('', 'v1', 'Service')?.root.properties?.get('spec')?.properties;
    expect(service?.get('ports')).toMatchObject({ listType: 'map', listMapKeys: ['port', 'protocol'], patchMergeKey: 'port', patchStrategy: ['merge'] });
    expect(service?.get('selector')).toMatchObject({ atomic: true });
    expect(typeNode('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta').properties?.get('finalizers')).toMatchObject({ listType: 'set', patchStrategy: ['merge'] });
  });

  it('are not those of kinds that are not served', () => {
    expect(builtinSchema('example.com', 'v1', 'Thing')).toBeUndefined();
  });
});
