import { expect, it } from '@jest/globals';
import { checkTls, tlsPatch, tlsSpec } from './tls-spec.js';

it('takes the Secret of a certificate and of its authority, and null to go back', () => {
  expect(tlsPatch({ serverCertificateSecret: 'a' })).toEqual({ serverCertificate: { secretName: 'a', authoritySecretName: null } });
  expect(tlsSpec({ serverCertificateSecret: 'a', authoritySecret: 'b' })).toEqual({ tls: { serverCertificate: { secretName: 'a', authoritySecretName: 'b' } } });
  expect([tlsPatch({ serverCertificateSecret: null }), tlsSpec({}), tlsPatch(undefined)]).toEqual([{ serverCertificate: null }, {}, undefined]);
});

it('changes whether TLS is required and leaves a certificate of which nothing is said', () => {
  const before = { required: false, serverCertificate: { secretName: 'a' } };
  expect(tlsPatch({ required: false })).toEqual({ required: false });
  expect(tlsPatch({ required: false, serverCertificateSecret: null })).toEqual({ required: false, serverCertificate: null });
  expect([tlsSpec({ required: true }, before), tlsSpec({ serverCertificateSecret: null }, before), tlsSpec({ required: false })])
    .toEqual([{ tls: { required: true, serverCertificate: { secretName: 'a' } } }, { tls: { required: false } }, { tls: { required: false } }]);
});

it.each([
  ['no name', { serverCertificateSecret: 'A_B' }, ['tls.serverCertificateSecret']],
  ['an authority alone', { authoritySecret: 'b' }, ['tls.authoritySecret']],
  ['both', { serverCertificateSecret: 'a', authoritySecret: 'b' }, []],
])('refuses %s', (_name, input, fields) => {
  expect(checkTls(input).map(({ field }) => field)).toEqual(fields);
});
