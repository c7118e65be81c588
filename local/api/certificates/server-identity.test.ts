import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureServerIdentity } from './server-identity.js';

const NOW = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

describe('the identity of the server', () => {
  let directory: string;
  beforeAll(() => { directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-identity-')); });
  afterAll(() => rmSync(directory, { recursive: true }));

  test('is made once, kept, and readable by its owner alone', async () => {
    const first = await ensureServerIdentity(directory, '127.10.0.1', NOW);
    expect(await ensureServerIdentity(directory, '127.10.0.1', NOW + DAY)).toEqual(first);
    for (const name of readdirSync(directory)) expect([name, statSync(path.join(directory, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  test('proves its address and names, signed by its authority', async () => {
    const { serving, authority } = await ensureServerIdentity(directory, '127.10.0.1', NOW);
    const certificate = new X509Certificate(serving.certificate);
    expect(certificate.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    expect(certificate.checkIP('127.10.0.1')).toBe('127.10.0.1');
    expect(certificate.checkHost('kubernetes.default.svc')).toBe('kubernetes.default.svc');
    expect(Number.parseInt(certificate.serialNumber.slice(0, 2), 16)).toBeLessThan(0x80);
  });

  test.each([
    ['before two thirds of its life are over', 200 * DAY, '127.10.0.1', false],
    ['after that', 250 * DAY, '127.10.0.1', true],
    ['for another address', DAY, '127.11.0.1', true],
  ])('its certificate %s: renewed %s', async (_name, later, address, isRenewed) => {
    const before = await ensureServerIdentity(directory, '127.10.0.1', NOW);
    const after = await ensureServerIdentity(directory, address, NOW + later);
    expect(after.serving.certificate !== before.serving.certificate).toBe(isRenewed);
    expect(after.authority).toEqual(before.authority);
    await ensureServerIdentity(directory, '127.10.0.1', NOW);
  });
});
