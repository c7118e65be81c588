import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAuthority, issueServerCertificate, serverNames, type CertificatePair } from '../../operator/cluster/certificates.js';
import { servedFingerprint } from '../../operator/instance/served-certificate.js';
import { createClient } from '../../schema/sdk/client.js';
import { kubectlFor } from '../support/kubectl.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { operationEnd } from '../support/test-client.js';
import { startTestService, type TestService } from '../support/test-service.js';

jest.setTimeout(300_000);

let service: TestService;
beforeAll(async () => { service = await startTestService({ args: ['--no-demo', '--tls'] }); });
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

test('TLS is required until somebody says otherwise, of PostgreSQL and the pooler, and no connection breaks', async () => {
  const client = createClient({ url: service.url, token: service.token, ca: readFileSync(path.join(service.dataDir, 'ca.crt'), 'utf8') });
  const cluster = { namespace: NAMESPACE, name: 'own' };
  const change = async (required: boolean): Promise<void> => {
    const { updateCluster } = await client.updateCluster({ input: { cluster, tls: { required } } });
    expect(updateCluster.plan).toMatchObject({ impact: 'RELOAD', changes: expect.arrayContaining([expect.objectContaining({ path: 'spec.tls.required', after: required })]) });
    expect(await operationEnd(client, updateCluster.operation?.id ?? '')).toMatchObject({ state: 'SUCCEEDED', error: null });
  };
  const MINE = 'select ssl, pg_postmaster_start_time() from pg_stat_ssl where pid = pg_backend_pid()';
  try {
    const { createPooler } = await client.createPooler({ input: { cluster } });
    expect(await operationEnd(client, createPooler.operation?.id ?? '')).toMatchObject({ state: 'SUCCEEDED', error: null });
    const [direct, pooled] = [await psqlEnvironment(client, cluster), await psqlEnvironment(client, cluster, true)].map((environment) => ({ ...environment, PGSSLMODE: 'disable' }));
    const started = (await psql({ ...direct, PGSSLMODE: 'require' }, MINE)).replace(/^t/, '');
    await expect(psql({ ...direct }, MINE)).rejects.toThrow(/no encryption/);
    await expect(psql({ ...pooled }, MINE)).rejects.toThrow(/SSL required/);
    await change(false);
    expect(await psql({ ...direct }, MINE)).toBe(`f${started}`);
    await expect(psql({ ...direct, PGPASSWORD: 'wrong' }, MINE)).rejects.toThrow(/password authentication failed/);
    expect(await eventually(() => psql({ ...pooled }, 'select 1'), '1')).toBe('1');
    expect(await psql({ ...direct, PGSSLMODE: 'require' }, MINE)).toBe(`t${started}`);
    expect((await client.cluster(cluster)).cluster?.tls).toMatchObject({ enabled: true, required: false });
    await change(true);
    await expect(psql({ ...direct }, MINE)).rejects.toThrow(/no encryption/);
    expect(await eventually(() => psql({ ...pooled }, 'select 1').catch((error: unknown) => (/SSL required/.test(String(error)) ? 'refused' : String(error))), 'refused')).toBe('refused');
    expect(await psql({ ...direct, PGSSLMODE: 'require' }, MINE)).toBe(`t${started}`);
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
