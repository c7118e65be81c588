import { expect, test } from '@jest/globals';
import { oidcOf } from './oidc-settings.js';

const named = { PGO_OIDC_ISSUER: 'https://a', PGO_OIDC_AUDIENCE: 'pgo' };

test('the environment names an identity provider, or none', () => {
  expect(oidcOf({})).toEqual({});
  expect(oidcOf({ ...named, PGO_OIDC_BINDINGS: '{"dba":[{"role":"operator","namespaces":["*"]}]}' }))
    .toEqual({ oidc: { issuer: 'https://a', audience: 'pgo', bindings: { dba: [{ role: 'operator', namespaces: ['*'] }] } } });
});

test.each([
  ['no audience', { PGO_OIDC_ISSUER: 'https://a' }], ['bindings that are no JSON', { ...named, PGO_OIDC_BINDINGS: '{' }], ['bindings of another form', { ...named, PGO_OIDC_BINDINGS: '{"dba":["operator"]}' }],
])('is refused with %s', (_name, environment) => {
  expect(() => oidcOf(environment)).toThrow(/PGO_OIDC/);
});
