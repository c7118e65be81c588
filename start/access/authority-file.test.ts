import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testDirectory } from '../../test/support/test-directory.js';
import { authorityFile } from './authority-file.js';
import { ensureAuthority, issueServerCertificate } from './server-certificate.js';

test('clients of this machine trust its own authority, or a certificate that signed itself; others the system has to know', async () => {
  const dataDir = testDirectory('authority');
  const [cert, key] = [path.join(dataDir, 'server.crt'), path.join(dataDir, 'server.key')];
  const trusted = (): string | undefined => authorityFile({ dataDir, tlsFiles: { cert, key } });
  expect(authorityFile({ dataDir, tlsFiles: undefined })).toBe(path.join(dataDir, 'ca.crt'));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  expect(trusted()).toBe(cert);
  const { cert: leaf } = await issueServerCertificate(await ensureAuthority(dataDir, new Date()), { host: '127.0.0.1', namespace: 'pgo' }, new Date());
  writeFileSync(cert, leaf);
  expect(trusted()).toBeUndefined();
  writeFileSync(cert, `${leaf}\n${readFileSync(path.join(dataDir, 'ca.crt'), 'utf8')}`);
  expect(trusted()).toBe(cert);
});
