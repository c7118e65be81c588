import { describe, expect, it } from '@jest/globals';
import { containerEnvironment, expandVariables, serviceVariables, type EnvironmentSources } from './environment.js';
import type { Container } from './pod.js';

const sources: EnvironmentSources = {
  configMap: (name) => (name === 'conf' ? { a: '1', b: '2' } : undefined),
  secret: (name) => (name === 'pass' ? { word: 's3cret' } : undefined),
  field: (path) => (path === 'metadata.name' ? 'p' : undefined),
  resource: () => '2',
  services: { HOST: '127.0.0.1', a: 'from a service' },
};

describe('containerEnvironment', () => {
  it.each<[string, Partial<Container>, Record<string, string>]>([
    ['services alone', {}, { HOST: '127.0.0.1', a: 'from a service' }],
    ['envFrom wins over services', { envFrom: [{ configMapRef: { name: 'conf' } }] }, { HOST: '127.0.0.1', a: '1', b: '2' }],
    ['env wins over envFrom, a prefix comes first', { envFrom: [{ prefix: 'P_', configMapRef: { name: 'conf' } }], env: [{ name: 'P_b', value: 'own' }] }, { HOST: '127.0.0.1', a: 'from a service', P_a: '1', P_b: 'own' }],
    ['values refer to what stands before', { env: [{ name: 'x', value: '1' }, { name: 'y', value: '$(x)-$(z)-$$(x)' }, { name: 'z', value: '3' }] }, { HOST: '127.0.0.1', a: 'from a service', x: '1', y: '1-$(z)-$(x)', z: '3' }],
    ['keys, fields and resources', { env: [
      { name: 'w', valueFrom: { secretKeyRef: { name: 'pass', key: 'word' } } }, { name: 'n', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'c', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } }, { name: 'o', valueFrom: { configMapKeyRef: { name: 'none', key: 'k', optional: true } } },
    ] }, { HOST: '127.0.0.1', a: 'from a service', w: 's3cret', n: 'p', c: '2' }],
  ])('%s', (_, container, expected) => {
    expect(containerEnvironment({ name: 'c', ...container }, sources)).toEqual(expected);
  });

  it.each<[string, Partial<Container>, string]>([
    ['no such Secret', { env: [{ name: 'x', valueFrom: { secretKeyRef: { name: 'none', key: 'k' } } }] }, 'secret "none" not found'],
    ['no such ConfigMap', { envFrom: [{ configMapRef: { name: 'none' } }] }, 'configmap "none" not found'],
    ['no such key', { env: [{ name: 'x', valueFrom: { configMapKeyRef: { name: 'conf', key: 'k' } } }] }, "couldn't find key k in ConfigMap conf"],
    ['an inherited name is no key', { env: [{ name: 'x', valueFrom: { configMapKeyRef: { name: 'conf', key: 'toString' } } }] }, "couldn't find key toString in ConfigMap conf"],
    ['an unknown field', { env: [{ name: 'x', valueFrom: { fieldRef: { fieldPath: 'spec.color' } } }] }, 'env x: the field that it refers to is not supported'],
  ])('refuses: %s', (_, container, message) => {
    expect(() => containerEnvironment({ name: 'c', ...container }, sources)).toThrow(message);
  });
});

describe('expandVariables', () => {
  it.each([
    ['$(A)', '1'], ['$$(A)', '$(A)'], ['$$$(A)', '$1'], ['$(B)', '$(B)'], ['$A', '$A'], ['a$$b', 'a$b'], ['$(A', '$(A'], ['$(A)$(A)', '11'], ['$(toString)', '$(toString)'],
  ])('%s becomes %s', (text, expected) => {
    expect(expandVariables(text, { A: '1' })).toBe(expected);
  });
});

describe('serviceVariables', () => {
  it('names host, ports and links', () => {
    expect(serviceVariables('my-db', '127.9.128.1', [{ name: 'pg', port: 5432 }])).toEqual({
      MY_DB_SERVICE_HOST: '127.9.128.1', MY_DB_SERVICE_PORT: '5432', MY_DB_SERVICE_PORT_PG: '5432', MY_DB_PORT: 'tcp://127.9.128.1:5432',
      MY_DB_PORT_5432_TCP: 'tcp://127.9.128.1:5432', MY_DB_PORT_5432_TCP_PROTO: 'tcp', MY_DB_PORT_5432_TCP_PORT: '5432', MY_DB_PORT_5432_TCP_ADDR: '127.9.128.1',
    });
  });
});
