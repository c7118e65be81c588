import { describe, expect, test } from '@jest/globals';
import { systemClock } from '../../kube/clock.js';
import { PGO_ACCOUNT } from '../../kube/kinds.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import { createAuthenticate } from './authenticate.js';
import { createBackOff } from './back-off.js';
import { BOOTSTRAP_ACCOUNT, ensureBootstrapToken } from './bootstrap-token.js';
import { createDirectory } from './directory.js';
import { TOKEN_PREFIX, bearerToken, hashToken, isSameHash, makeToken } from './token.js';
import { ADMIN_ROLE, may } from './viewer.js';

const key = { namespace: 'pgo', name: BOOTSTRAP_ACCOUNT };

describe('the bootstrap token', () => {
  test('is random, recognisable, and only its hash is stored', async () => {
    const kube = new MemoryKube();
    const token = await ensureBootstrapToken({ client: kube.client, namespace: 'pgo' });
    expect(token).toMatch(new RegExp(`^${TOKEN_PREFIX}[\\w-]{43}$`));
    const stored = JSON.stringify(kube.cache.get(PGO_ACCOUNT, key));
    expect(stored).not.toContain(token);
    expect(stored).toContain(hashToken(token));
    expect(await ensureBootstrapToken({ client: new MemoryKube().client, namespace: 'pgo' })).not.toBe(token);
  });

  test('stays when it is known, and is stored again when the store has lost it', async () => {
    const kube = new MemoryKube();
    const token = await ensureBootstrapToken({ client: kube.client, namespace: 'pgo' });
    const version = kube.cache.get(PGO_ACCOUNT, key)?.metadata.resourceVersion;
    expect(await ensureBootstrapToken({ client: kube.client, namespace: 'pgo', current: token })).toBe(token);
    expect(kube.cache.get(PGO_ACCOUNT, key)?.metadata.resourceVersion).toBe(version);
    const wiped = new MemoryKube();
    expect(await ensureBootstrapToken({ client: wiped.client, namespace: 'pgo', current: token })).toBe(token);
    expect(wiped.cache.get(PGO_ACCOUNT, key)).toBeDefined();
  });

  test('that is replaced counts no longer, at once', async () => {
    const kube = new MemoryKube();
    const authenticate = createAuthenticate({ directory: createDirectory(kube.cache, 'pgo'), isSynced: () => true, backOff: createBackOff(systemClock, 100), clock: systemClock });
    const come = (token: string): ReturnType<typeof authenticate> => authenticate({ authorization: `Bearer ${token}`, address: '127.0.0.1' });
    const old = await ensureBootstrapToken({ client: kube.client, namespace: 'pgo' });
    const before = await come(old);
    expect([before.viewer.name, before.isValid()]).toEqual(['admin', true]);
    const fresh = await ensureBootstrapToken({ client: kube.client, namespace: 'pgo' });
    expect((await come(fresh)).viewer).toBe(before.viewer);
    expect(before.isValid()).toBe(false);
    await expect(come(old)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

test.each([
  ['Bearer abc', 'abc'], ['bearer abc', 'abc'], ['Bearer  abc', undefined], ['Bearer', undefined], ['Basic abc', undefined], ['Bearer a b', undefined],
  [undefined, undefined], [`Bearer ${'x'.repeat(9_000)}`, undefined],
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

test('who fails often waits longer and longer, for a minute', () => {
  const time = { ms: 0 };
  const backOff = createBackOff({ ...systemClock, now: () => time.ms }, 2);
  const delays = (count: number): number[] => Array.from({ length: count }, () => backOff.failed('a').delayMs);
  expect(delays(4)).toEqual([0, 0, 10, 20]);
  expect(delays(200).at(-1)).toBe(1_000);
  expect(backOff.failed('b')).toEqual({ count: 1, delayMs: 0 });
  time.ms = 60_000;
  expect(delays(1)).toEqual([0]);
});

test('a failure counts for the account that the token names, from whatever address', async () => {
  const kube = new MemoryKube();
  const counted: string[] = [];
  const authenticate = createAuthenticate({
    directory: createDirectory(kube.cache, 'pgo'), isSynced: () => true, clock: systemClock,
    backOff: { failed: (source) => { counted.push(source); return { count: 1, delayMs: 0 }; } },
  });
  const jwt = (sub: string): string => `${[{ alg: 'none' }, { sub }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.x`;
  for (const [token, address] of [[jwt('ann'), 'a'], [jwt('ann'), 'b'], [jwt('bob'), 'c'], ['nobody', 'd']] as const) {
    await expect(authenticate({ authorization: `Bearer ${token}`, address })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }
  const [ann, bob] = ['ann', 'bob'].map((name) => `account ${hashToken(name)}`);
  expect(counted).toEqual(['a', ann, 'b', ann, 'c', bob, 'd']);
});
