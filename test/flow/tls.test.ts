import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createAuthority, issueServerCertificate, serverNames, type CertificatePair } from '../../operator/cluster/certificates.js';
import { servedFingerprint } from '../../operator/instance/served-certificate.js';
import { createClient } from '../../schema/sdk/client.js';
import { makeAuthority } from '../fake/certificates.js';
import { kubectlFor } from '../support/kubectl.js';
import { runNode } from '../support/pgo-command.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { testDirectory } from '../support/test-directory.js';
import { startTestService, type TestService } from '../support/test-service.js';

jest.setTimeout(300_000);

let service: TestService;
let clientFiles: { readonly ca: string; readonly cert: string; readonly key: string };
beforeAll(async () => {
  const directory = testDirectory('clients');
  const clients = await makeAuthority('clients');
  const files = { ca: path.join(directory, 'ca.crt'), cert: path.join(directory, 'ann.crt'), key: path.join(directory, 'ann.key') };
  const { cert, key } = await clients.issue({ subject: 'CN=ann' });
  for (const [file, content] of [[files.ca, clients.ca], [files.cert, cert], [files.key, key]] as const) writeFileSync(file, content);
  clientFiles = files;
  service = await startTestService({ args: ['--no-demo', '--tls', '--tls-client-ca', files.ca] });
});
afterAll(async () => { await service.stop(); });

test('with --tls queries and subscriptions are encrypted, for clients that trust ca.crt', async () => {
  expect(service.url).toMatch(/^https:/);
  const ca = readFileSync(path.join(service.dataDir, 'ca.crt'), 'utf8');
  const client = createClient({ url: service.url, token: service.token, ca });
  try {
    expect((await client.viewer()).viewer.name).toBe('admin');
    const events = client.clustersChanged({})[Symbol.asyncIterator]();
    const first = events.next();
    expect((await client.clusters()).clusters.totalCount).toBe(0);
    await events.return?.();
    await first.catch(() => undefined);
  } finally {
    await client.close();
  }
});

test('other clients are refused', async () => {
  const stranger = createClient({ url: service.url, token: service.token });
  await expect(stranger.viewer()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await stranger.close();
  await expect(fetch(service.url.replace('https:', 'http:'))).rejects.toThrow();
});

test('the command comes in with a certificate in place of a token, as the account that has its name', async () => {
  const pgo = async (args: string[], environment: Record<string, string>): Promise<unknown> =>
    runNode('bin/pgo.mjs', args, { environment: { PGO_URL: service.url, PGO_CA_CERT: path.join(service.dataDir, 'ca.crt'), PGO_CONFIG: '/nonexistent/config.yaml', ...environment } });
  const certificate = { PGO_CLIENT_CERT: clientFiles.cert, PGO_CLIENT_KEY: clientFiles.key };
  expect(await pgo(['whoami', '-o', 'name'], certificate)).toMatchObject({ code: 4, stderr: expect.stringContaining('belongs to no account') });
  expect(await pgo(['create', 'pgouser', 'ann', '--role', 'viewer', '--identity', 'certificate:ann'], { PGO_TOKEN: service.token })).toMatchObject({ code: 0 });
  expect(await pgo(['whoami', '-o', 'name'], certificate)).toMatchObject({ code: 0, stdout: 'account/ann\n' });
});

const NAMESPACE = 'pgo';
const moment = { nowMs: Date.now(), serialNumber: '1234' };

test('a server certificate of one\'s own is served, loaded again when it changes, and kept when the next one is wrong', async () => {
  const kubectl = kubectlFor(service.dataDir, NAMESPACE);
  const client = createClient({ url: service.url, token: service.token, ca: readFileSync(path.join(service.dataDir, 'ca.crt'), 'utf8') });
  const authority = await createAuthority('company', moment);
  const [first, second] = [await issueServerCertificate(authority, serverNames(NAMESPACE, 'own', []), moment), await issueServerCertificate(authority, serverNames(NAMESPACE, 'own', []), moment)];
  const give = async ({ certificate, key }: CertificatePair): Promise<string> => kubectl.out(['apply', '-f', '-'], { input: JSON.stringify({
    apiVersion: 'v1', kind: 'Secret', metadata: { name: 'company-tls', labels: { 'pgo.dev/cluster': 'own' } }, stringData: { 'tls.crt': certificate, 'tls.key': key, 'ca.crt': authority.certificate },
  }) });
  const waitFor = async (condition: string): Promise<string> => kubectl.out(['wait', 'postgrescluster/own', `--for=${condition}`, '--timeout=55s']).catch(async (error: unknown) => {
    throw new Error(`${String(error)}: ${await kubectl.out(['get', 'postgrescluster/own', '-o', 'jsonpath={.status}'])}`);
  });
  try {
    await kubectl.out(['apply', '-f', '-'], { input: JSON.stringify({
      apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: 'own' }, spec: { backups: { enabled: false }, tls: { serverCertificate: { secretName: 'company-tls' } } },
    }) });
    await waitFor('condition=SpecValid=false');
    await give(first);
    await waitFor('jsonpath={.status.state}=READY');
    const environment = await psqlEnvironment(client, { namespace: NAMESPACE, name: 'own' });
    const host = environment['PGHOST'] ?? '';
    const query = async (): Promise<string> => psql({ ...environment, PGHOST: 'own-primary', PGHOSTADDR: host }, 'select pg_postmaster_start_time()');
    const started = await query();
    const fingerprint = (pair: CertificatePair): string => new X509Certificate(pair.certificate).fingerprint256;
    expect(await servedFingerprint(host)).toBe(fingerprint(first));
    await give(second);
    await expect(eventually(() => servedFingerprint(host), fingerprint(second))).resolves.toBe(fingerprint(second));
    expect(await query()).toBe(started);
    await give({ ...first, key: second.key });
    await waitFor('condition=CertificatesValid=false');
    expect(await servedFingerprint(host)).toBe(fingerprint(second));
    expect(await query()).toBe(started);
  } finally {
    await client.close();
  }
});

/** Asks until the answer is the wanted one; the last answer when the time is over. */
async function eventually(ask: () => Promise<string>, wanted: string): Promise<string> {
  const until = Date.now() + 120_000;
  for (;;) {
    const answer = await ask().catch(String);
    if (answer === wanted || Date.now() > until) return answer;
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}
