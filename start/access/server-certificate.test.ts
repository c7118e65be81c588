import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { ensureAuthority, issueServerCertificate } from './server-certificate.js';

const now = new Date();

test('a client that trusts ca.crt accepts the server at its address; the authority stays the same', async () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-tls-'));
  try {
    const { key, cert } = await issueServerCertificate(await ensureAuthority(directory, now), { host: '127.0.0.1', namespace: 'db' }, now);
    const ca = readFileSync(path.join(directory, 'ca.crt'), 'utf8');
    const server = tls.createServer({ key, cert }, (socket) => socket.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = tls.connect({ host: '127.0.0.1', port: (server.address() as { port: number }).port, ca });
    await once(client, 'secureConnect');
    expect(client.authorized).toBe(true);
    expect(client.getPeerCertificate().subjectaltname).toContain('DNS:pgo.db.svc');
    client.destroy();
    server.close();
    await ensureAuthority(directory, now);
    expect(readFileSync(path.join(directory, 'ca.crt'), 'utf8')).toBe(ca);
    expect(statSync(path.join(directory, 'ca.key')).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
