import { describe, expect, it } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { createAuthority, issueServerCertificate, readCertificate, serverNames } from './certificates.js';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const moment = { nowMs: NOW, serialNumber: '1234' };

describe('certificates', () => {
  it('are signed by the authority, cover every name, and are renewed after two thirds of their life', async () => {
    const authority = await createAuthority('hippo', moment);
    const names = serverNames('shop', 'hippo', ['10.1.0.1']);
    const { certificate } = await issueServerCertificate(authority, names, moment);
    const read = new X509Certificate(certificate);
    expect(read.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    for (const host of ['hippo-primary', 'hippo-replicas.shop', 'hippo-primary.shop.svc.cluster.local', 'hippo-1-0.hippo-pods.shop.svc']) {
      expect(read.checkHost(host)).toBeDefined();
    }
    expect(read.checkIP('10.1.0.1')).toBe('10.1.0.1');
    const state = readCertificate(certificate, names);
    expect(state).toMatchObject({ covers: true, expiresAt: '2027-06-01T00:00:00.000Z' });
    const days = ((state?.renewAtMs ?? 0) - NOW) / 86_400_000;
    expect(Math.round(days)).toBe(243);
    expect(readCertificate(certificate, serverNames('shop', 'hippo', ['10.1.0.9']))?.covers).toBe(false);
  });

  it('cover an address of version 6 however it is written', async () => {
    const { certificate } = await issueServerCertificate(await createAuthority('hippo', moment), serverNames('shop', 'hippo', ['fd00:10:96::a']), moment);
    expect(readCertificate(certificate, { names: [], addresses: ['fd00:10:96:0:0:0:0:A'] })?.covers).toBe(true);
    expect(readCertificate(certificate, { names: [], addresses: ['fd00:10:96::b'] })?.covers).toBe(false);
  });

  it('that cannot be read count as missing', () => {
    expect(readCertificate('rubbish', { names: [], addresses: [] })).toBeUndefined();
    expect(readCertificate(undefined, { names: [], addresses: [] })).toBeUndefined();
  });
});
