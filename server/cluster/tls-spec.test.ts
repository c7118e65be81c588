import { expect, it } from '@jest/globals';
import { checkTls, tlsPatch, tlsSpec } from './tls-spec.js';

it('takes the Secret of a certificate and of its authority, and null to go back', () => {
  expect(tlsPatch({ serverCertificateSecret: 'a' })).toEqual({ serverCertificate: { secretName: 'a', authoritySecretName: null } });
  expect(tlsSpec({ serverCertificateSecret: 'a', authoritySecret: 'b' })).toEqual({ tls: { serverCertificate: { secretName: 'a', authoritySecretName: 'b' } } });
  expect([tlsPatch({ serverCertificateSecret: null }), tlsSpec({}), tlsPatch(undefined)]).toEqual([{ serverCertificate: null }, {}, undefined]);
});

it.each([
  ['no name', { serverCertificateSecret: 'A_B' }, ['tls.serverCertificateSecret']],
  ['an authority alone', { authoritySecret: 'b' }, ['tls.authoritySecret']],
  ['both', { serverCertificateSecret: 'a', authoritySecret: 'b' }, []],
])('refuses %s', (_name, input, fields) => {
  expect(checkTls(input).map(({ field }) => field)).toEqual(fields);
});
