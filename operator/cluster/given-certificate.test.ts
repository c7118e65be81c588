import { beforeAll, describe, expect, it } from '@jest/globals';
import { secretData } from '../../kube/secret-text.js';
import { aWorld } from '../testing/cluster-fixture.js';
import { createAuthority, issueServerCertificate, serverNames, type CertificatePair } from './certificates.js';
import { certificateInUse, givenCertificate, givenFault, givenTexts, hasTexts, isGivenSecret, servedCertificate, worldAuthority } from './given-certificate.js';
import type { ClusterWorld } from './world.js';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const moment = { nowMs: NOW, serialNumber: '1234' };
const spec = { tls: { serverCertificate: { secretName: 'shop-tls' } } };

let authority: CertificatePair;
let good: CertificatePair;
let stranger: CertificatePair;
beforeAll(async () => {
  authority = await createAuthority('shop', moment);
  good = await issueServerCertificate(authority, serverNames('shop', 'hippo', []), moment);
  stranger = await issueServerCertificate(authority, serverNames('shop', 'other', []), moment);
});

const withSecrets = (secrets: Readonly<Record<string, Readonly<Record<string, string>>>>, wanted: ClusterWorld['cluster']['spec'] = spec): ClusterWorld => {
  const world = aWorld({ spec: wanted });
  const given = Object.entries(secrets).map(([name, text]) => ({ apiVersion: 'v1' as const, kind: 'Secret' as const, metadata: { name, namespace: 'shop' }, data: secretData(text) }));
  return { ...world, secrets: [...world.secrets.filter(({ metadata }) => !(metadata.name in secrets)), ...given] };
};

const texts = (pair: CertificatePair): Record<string, string> => ({ 'tls.crt': pair.certificate, 'tls.key': pair.key, 'ca.crt': authority.certificate });

describe('a certificate that was brought along', () => {
  it('is taken over with its authority before our own', () => {
    const world = withSecrets({ 'shop-tls': texts(good) });
    const taken = givenTexts(world, givenCertificate(world, NOW));
    expect(givenFault(givenCertificate(world, NOW))).toBeUndefined();
    expect(taken).toEqual({ 'server.crt': good.certificate, 'server.key': good.key, 'server-ca.crt': `${authority.certificate.trim()}\nCA` });
    expect(hasTexts(world, taken)).toBe(false);
    expect(certificateInUse(world)).toBeUndefined();
    const after = withSecrets({ 'shop-tls': texts(good), 'hippo-server-tls': { 'tls.crt': 'CERT', ...taken } });
    expect(hasTexts(after, taken)).toBe(true);
    expect(servedCertificate(after)).toBe(good.certificate);
    expect(worldAuthority(after)).toContain(authority.certificate.trim());
  });

  it('may have its authority in another Secret', () => {
    const { 'ca.crt': ca = '', ...pair } = texts(good);
    const world = withSecrets({ 'shop-tls': pair, 'shop-ca': { 'ca.crt': ca } }, { tls: { serverCertificate: { secretName: 'shop-tls', authoritySecretName: 'shop-ca' } } });
    expect(givenFault(givenCertificate(world, NOW))).toBeUndefined();
  });

  it.each<[string, () => Record<string, Record<string, string>>, number, RegExp]>([
    ['is not there', () => ({}), NOW, /there is no Secret "shop-tls" with the label pgo.dev\/cluster=hippo\. Make it/],
    ['has no key', () => ({ 'shop-tls': { 'tls.crt': good.certificate } }), NOW, /lacks tls.crt or tls.key/],
    ['has no authority', () => ({ 'shop-tls': { 'tls.crt': good.certificate, 'tls.key': good.key } }), NOW, /lacks ca.crt/],
    ['has the key of another one', () => ({ 'shop-tls': { ...texts(good), 'tls.key': stranger.key } }), NOW, /is not the key/],
    ['is for other services', () => ({ 'shop-tls': texts(stranger) }), NOW, /not good for hippo-primary, hippo-primary.shop.svc, hippo-replicas/],
    ['has expired', () => ({ 'shop-tls': texts(good) }), NOW + 366 * 86_400_000, /has expired \(2027-06-01/],
    ['is rubbish', () => ({ 'shop-tls': { 'tls.crt': 'x', 'tls.key': 'y', 'ca.crt': 'z' } }), NOW, /cannot be read as PEM/],
  ])('is refused when it %s, and the one before stays', (_name, secrets, nowMs, sentence) => {
    const before = { 'tls.crt': 'CERT', 'server.crt': 'A', 'server.key': 'B', 'server-ca.crt': 'C' };
    const world = withSecrets({ ...secrets(), 'hippo-server-tls': before });
    expect(givenFault(givenCertificate(world, nowMs))).toMatch(sentence);
    expect(givenTexts(world, givenCertificate(world, nowMs))).toEqual({ 'server.crt': 'A', 'server.key': 'B', 'server-ca.crt': 'C' });
  });

  it('is dropped when nobody asks for it any more, and its Secret is never ours to delete', () => {
    const world = withSecrets({ 'hippo-server-tls': { 'tls.crt': 'CERT', 'server.crt': 'A' } }, {});
    expect([givenTexts(world, givenCertificate(world, NOW)), servedCertificate(world), hasTexts(world, {})]).toEqual([{}, 'CERT', false]);
    const secret = { kind: 'Secret', metadata: { name: 'shop-tls' } };
    expect([isGivenSecret(withSecrets({}).cluster, secret), isGivenSecret(world.cluster, secret)]).toEqual([true, false]);
  });
});
