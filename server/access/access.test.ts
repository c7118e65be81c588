import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../kube/clock.js';
import { PGO_ACCOUNT } from '../../kube/kinds.js';
import { createClient } from '../../schema/sdk/client.js';
import { type TestAnswer, type TestServer, startTestServer } from '../../test/fake/test-server.js';

let it: TestServer;
beforeEach(async () => { it = await startTestServer(); });
afterEach(async () => { await it.server.close(); });

interface TokenAnswer {
  readonly secret: string;
  readonly token: { readonly id: string };
}
const tokenOf = ({ data }: TestAnswer): TokenAnswer => (data as unknown as { createToken: TokenAnswer }).createToken;
const ask = async (query: string, token?: string): Promise<TestAnswer> =>
  (await it.ask(query, {}, token === undefined ? {} : { authorization: `Bearer ${token}` })).body;
const code = ({ errors }: TestAnswer): string | undefined => errors?.[0]?.extensions.code;

/** An account with one role and a token; resolves to the token. */
const person = async (name: string, role: string, namespaces: string[]): Promise<string> => {
  const bindings = `[{ role: "${role}", namespaces: ${JSON.stringify(namespaces)} }]`;
  expect((await ask(`mutation { createAccount(input: { name: "${name}", bindings: ${bindings} }) { account { name } } }`)).errors).toBeUndefined();
  return tokenOf(await ask(`mutation { createToken(input: { account: "${name}", name: "t" }) { secret } }`)).secret;
};

describe('an account', () => {
  test('comes in with its token and may do what its roles permit where they are bound', async () => {
    const token = await person('ann', 'viewer', ['team']);
    const { data } = await ask('{ viewer { name bindings { role namespaces } here: can(permission: SHOW_CLUSTER, namespace: "team") there: can(permission: SHOW_CLUSTER, namespace: "x") } }', token);
    expect(data).toEqual({ viewer: { name: 'ann', bindings: [{ role: 'viewer', namespaces: ['team'] }], here: true, there: false } });
    expect(code(await ask('{ clusters(namespace: "x") { totalCount } }', token))).toBe('FORBIDDEN');
  });

  test('is shown without any secret', async () => {
    const token = await person('ann', 'viewer', ['team']);
    const { data } = await ask('{ accounts { id name disabled bindings { role } tokens { id name expiresAt lastUsedAt } identities } node(id: "YTpwZ28vYW5u") { id } }');
    expect(data?.accounts).toMatchObject([{ name: 'admin' }, { name: 'ann', disabled: false, tokens: [{ name: 't', expiresAt: null }] }]);
    expect(JSON.stringify(it.kube.cache.list(PGO_ACCOUNT))).not.toContain(token);
    expect(data?.node).not.toBeNull();
  });

  test('that is disabled comes in no more, and again when it is enabled', async () => {
    const token = await person('ann', 'viewer', ['team']);
    await ask('mutation { updateAccount(input: { name: "ann", disabled: true }) { account { disabled } } }');
    expect(code(await ask('{ viewer { name } }', token))).toBe('UNAUTHENTICATED');
    await ask('mutation { updateAccount(input: { name: "ann", disabled: false }) { account { disabled } } }');
    expect(code(await ask('{ viewer { name } }', token))).toBeUndefined();
  });

  test.each([
    ['a name that is none', 'createAccount(input: { name: "Ann!", bindings: [] }) { plan { summary } }', 'BAD_USER_INPUT', 'name'],
    ['a role that is not there', 'createAccount(input: { name: "ann", bindings: [{ role: "boss", namespaces: ["a"] }] }) { plan { summary } }', 'BAD_USER_INPUT', 'bindings'],
    ['a role bound nowhere', 'createAccount(input: { name: "ann", bindings: [{ role: "viewer", namespaces: [] }] }) { plan { summary } }', 'BAD_USER_INPUT', 'bindings'],
    ['a name that is taken', 'createAccount(input: { name: "admin", bindings: [] }) { plan { summary } }', 'ALREADY_EXISTS', 'name'],
    ['an account that is not there', 'deleteAccount(input: { name: "nobody" }) { plan { summary } }', 'NOT_FOUND', undefined],
    ['a token that ended before it began', 'createToken(input: { account: "admin", name: "t", expiresAt: "2001-01-01T00:00:00Z" }) { plan { summary } }', 'BAD_USER_INPUT', 'expiresAt'],
    ['a built-in role', 'updateRole(input: { name: "viewer", all: true }) { plan { summary } }', 'BAD_USER_INPUT', 'name'],
    ['a role that permits nothing', 'createRole(input: { name: "none" }) { plan { summary } }', 'BAD_USER_INPUT', 'permissions'],
  ])('is refused %s', async (_name, mutation, expected, field) => {
    const writes = it.kube.writes.length;
    const answer = await ask(`mutation { ${mutation} }`);
    expect([code(answer), answer.errors?.[0]?.extensions.field]).toEqual([expected, field]);
    expect(it.kube.writes.slice(writes).filter((write) => !write.includes('PostgresOperation') && !write.startsWith('status'))).toEqual([]);
  });

  test('is planned by dryRun, and nothing is stored', async () => {
    const { data } = await ask('mutation { createAccount(input: { name: "ann", bindings: [], dryRun: true }) { account { name } operation { id } plan { summary changes { object action } } } }');
    expect(data?.createAccount).toEqual({ account: null, operation: null, plan: { summary: 'Creates the account "ann".', changes: [{ object: 'PgoAccount/ann', action: 'create' }] } });
    expect(it.kube.cache.get(PGO_ACCOUNT, { namespace: 'pgo', name: 'ann' })).toBeUndefined();
  });
});

describe('nobody gives more than they have', () => {
  const create = (name: string, role: string, namespace: string): string =>
    `mutation { createAccount(input: { name: "${name}", bindings: [{ role: "${role}", namespaces: ["${namespace}"] }] }) { account { name } } }`;
  let token: string;
  beforeEach(async () => {
    expect((await ask('mutation { createRole(input: { name: "lead", permissions: [CREATE_PGOUSER, DELETE_PGOUSER, UPDATE_PGOUSER, SHOW_PGOUSER, CREATE_PGOROLE, UPDATE_PGOROLE, SHOW_CLUSTER] }) { role { name } } }')).errors).toBeUndefined();
    token = await person('lead', 'lead', ['team']);
  });

  test.each([
    ['what they have, where they have it', () => create('ann', 'lead', 'team'), undefined],
    ['the same in another namespace', () => create('ann', 'lead', 'other'), 'FORBIDDEN'],
    ['the same everywhere', () => create('ann', 'lead', '*'), 'FORBIDDEN'],
    ['a role that permits more', () => create('ann', 'operator', 'team'), 'FORBIDDEN'],
    ['everything', () => create('ann', 'admin', 'team'), 'FORBIDDEN'],
    ['themselves more', () => 'mutation { updateAccount(input: { name: "lead", bindings: [{ role: "admin", namespaces: ["*"] }] }) { account { name } } }', 'FORBIDDEN'],
    ['themselves a token of the administrator', () => 'mutation { createToken(input: { account: "admin", name: "mine" }) { secret } }', 'FORBIDDEN'],
    ['the administrator less', () => 'mutation { deleteAccount(input: { name: "admin" }) { plan { summary } } }', 'FORBIDDEN'],
    ['a role more', () => 'mutation { updateRole(input: { name: "lead", permissions: [DELETE_CLUSTER] }) { role { name } } }', 'FORBIDDEN'],
    ['a new role more', () => 'mutation { createRole(input: { name: "all", all: true }) { role { name } } }', 'FORBIDDEN'],
  ])('%s', async (_name, mutation, expected) => {
    expect(code(await ask(mutation(), token))).toBe(expected);
  });

  test('an account that one may not see is not there', async () => {
    await person('stranger', 'viewer', ['other']);
    expect(code(await ask('mutation { deleteAccount(input: { name: "stranger" }) { plan { summary } } }', token))).toBe('NOT_FOUND');
    expect((await ask('{ accounts { name } }', token)).data?.accounts).toEqual([{ name: 'admin' }, { name: 'lead' }]);
  });
});

test.each([
  ['deleted', 'deleteAccount(input: { name: "admin" }) { plan { summary } }'],
  ['disabled', 'updateAccount(input: { name: "admin", disabled: true }) { plan { summary } }'],
  ['bound elsewhere', 'updateAccount(input: { name: "admin", bindings: [{ role: "admin", namespaces: ["team"] }] }) { plan { summary } }'],
])('the last administrator cannot be %s, until there is another', async (_name, mutation) => {
  expect(code(await ask(`mutation { ${mutation} }`))).toBe('FAILED_PRECONDITION');
  const token = await person('second', 'admin', ['*']);
  expect(code(await ask(`mutation { ${mutation} }`, token))).toBeUndefined();
});

test('the same key makes one token, whose secret is shown once', async () => {
  const mutation = 'mutation { createToken(input: { account: "admin", name: "t", idempotencyKey: "k" }) { secret token { id } } }';
  const first = tokenOf(await ask(mutation));
  const second = tokenOf(await ask(mutation));
  expect(second).toEqual({ token: first.token, secret: null });
  expect(it.kube.cache.get(PGO_ACCOUNT, { namespace: 'pgo', name: 'admin' })?.spec.tokens).toHaveLength(2);
  const { id } = first.token;
  expect((await ask(`mutation { revokeToken(input: { id: "${id}" }) { account { tokens { id } } } }`)).data?.revokeToken).toMatchObject({ account: { tokens: [{ id: expect.any(String) }] } });
  expect(code(await ask('{ viewer { name } }', first.secret))).toBe('UNAUTHENTICATED');
});

// No timer of the server ever goes off and no cluster changes: what ends a subscription is the change itself. How soon, `npm run bench -- revocation` measures.
describe('what is taken away ends what is open, without a tick', () => {
  beforeEach(async () => {
    await it.server.close();
    it = await startTestServer({}, { clock: { ...systemClock, after: () => () => {} } });
  });
  const watch = (token: string): AsyncIterator<unknown> & { close(): Promise<void> } => {
    const client = createClient({ url: it.server.url, token, reconnectAttemptsMax: 0 });
    const events = client.clustersChanged({ namespace: 'team' })[Symbol.asyncIterator]();
    return Object.assign(events, { close: () => client.close() });
  };
  test.each([
    ['a role that changes', 'updateRole(input: { name: "watch", permissions: [VERSION] }) { role { name } }', 'FORBIDDEN'],
    ['a binding', 'updateAccount(input: { name: "ann", bindings: [{ role: "watch", namespaces: ["other"] }] }) { plan { summary } }', 'FORBIDDEN'],
    ['an account that is disabled', 'updateAccount(input: { name: "ann", disabled: true }) { plan { summary } }', 'UNAUTHENTICATED'],
    ['an account that is deleted', 'deleteAccount(input: { name: "ann" }) { plan { summary } }', 'UNAUTHENTICATED'],
  ])('%s', async (_name, mutation, expected) => {
    await ask('mutation { createRole(input: { name: "watch", permissions: [SHOW_CLUSTER] }) { role { name } } }');
    const events = watch(await person('ann', 'watch', ['team']));
    const next = events.next();
    next.catch(() => {});
    // The subscription is open when the server counts it.
    for (;;) if ((await (await fetch(`${it.server.url}/metrics`)).text()).includes('pgo_graphql_subscriptions 1')) break;
    expect((await ask(`mutation { ${mutation} }`)).errors).toBeUndefined();
    await expect(next).rejects.toMatchObject({ code: expected });
    await events.close();
  });
});
