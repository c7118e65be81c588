import { describe, expect, test } from '@jest/globals';
import { systemClock } from '../../kube/clock.js';
import { SECRET } from '../../kube/core-kinds.js';
import { silentLogger } from '../../kube/logger.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import { authenticateByToken } from './authenticate.js';
import { ensureBootstrapToken } from './bootstrap-token.js';
import { TOKEN_PREFIX, bearerToken, hashToken, isSameHash, makeToken } from './token.js';
import { BOOTSTRAP_SECRET_NAME } from './token-secret.js';
import { ADMIN_ROLE, may } from './viewer.js';

const key = { namespace: 'pgo', name: BOOTSTRAP_SECRET_NAME };

describe('the bootstrap token', () => {
  test('is random, recognisable, and only its hash is stored', async () => {
    const kube = new MemoryKube();
    const token = await ensureBootstrapToken({ client: kube.client, namespace: 'pgo' });
    expect(token).toMatch(new RegExp(`^${TOKEN_PREFIX}[\\w-]{43}$`));
    const stored = JSON.stringify(kube.cache.get(SECRET, key));
    expect(stored).not.toContain(token);
    expect(stored).toContain(Buffer.from(hashToken(token)).toString('base64'));
    expect(await ensureBootstrapToken({ client: new MemoryKube().client, namespace: 'pgo' })).not.toBe(token);
  });

  test('stays when it is known, and is stored again when the store has lost it', async () => {
    const kube = new MemoryKube();
    const token = await ensureBootstrapToken({ client: kube.client, namespace: 'pgo' });
    const version = kube.cache.get(SECRET, key)?.metadata.resourceVersion;
    expect(await ensureBootstrapToken({ client: kube.client, namespace: 'pgo', current: token })).toBe(token);
    expect(kube.cache.get(SECRET, key)?.metadata.resourceVersion).toBe(version);
    const wiped = new MemoryKube();
    expect(await ensureBootstrapToken({ client: wiped.client, namespace: 'pgo', current: token })).toBe(token);
    expect(wiped.cache.get(SECRET, key)).toBeDefined();
  });

  test('that is replaced counts no longer, soon after', async () => {
    const kube = new MemoryKube();
    const time = { ms: 0 };
    const authenticate = authenticateByToken({ client: kube.client, namespace: 'pgo', logger: silentLogger, clock: { ...systemClock, now: () => time.ms } });
    const old = await ensureBootstrapToken({ client: kube.client, namespace: 'pgo' });
    expect(await authenticate(`Bearer ${old}`)).toMatchObject({ name: 'admin' });
    const fresh = await ensureBootstrapToken({ client: kube.client, namespace: 'pgo' });
    time.ms += 1_000;
    expect(await authenticate(`Bearer ${fresh}`)).toMatchObject({ name: 'admin' });
    await expect(authenticate(`Bearer ${old}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

test.each([
  ['Bearer abc', 'abc'], ['bearer abc', 'abc'], ['Bearer  abc', undefined], ['Bearer', undefined], ['Basic abc', undefined], ['Bearer a b', undefined],
  [undefined, undefined], [`Bearer ${'x'.repeat(600)}`, undefined],
])('the header %p carries %p', (header, token) => {
  expect(bearerToken(header)).toBe(token);
});

test('hashes are the same only when they are', () => {
  const token = makeToken();
  expect([isSameHash(hashToken(token), hashToken(token)), isSameHash(hashToken(token), hashToken(`${token}x`)), isSameHash(hashToken(token), 'ab')]).toEqual([true, false, false]);
});

test.each([
  ['anything, anywhere, as the administrator', [{ role: ADMIN_ROLE, namespaces: ['*'] }], 'DELETE_CLUSTER', 'x', true],
  ['where the role is bound', [{ role: { name: 'r', permissions: new Set(['SHOW_CLUSTER'] as const) }, namespaces: ['a'] }], 'SHOW_CLUSTER', 'a', true],
  ['not elsewhere', [{ role: { name: 'r', permissions: new Set(['SHOW_CLUSTER'] as const) }, namespaces: ['a'] }], 'SHOW_CLUSTER', 'b', false],
  ['somewhere, when no namespace is named', [{ role: { name: 'r', permissions: new Set(['SHOW_CLUSTER'] as const) }, namespaces: ['a'] }], 'SHOW_CLUSTER', undefined, true],
  ['nothing with a role that is bound nowhere', [{ role: ADMIN_ROLE, namespaces: [] }], 'SHOW_CLUSTER', undefined, false],
  ['nothing that the role has not', [{ role: { name: 'r', permissions: new Set(['SHOW_CLUSTER'] as const) }, namespaces: ['*'] }], 'DELETE_CLUSTER', 'a', false],
  ['ask who one is, always', [], 'LOGIN', undefined, true],
] as const)('one may %s', (...[, bindings, permission, namespace, verdict]) => {
  expect(may({ name: 'ann', bindings }, permission, namespace)).toBe(verdict);
});
