import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { SECRET } from '../../kube/core-kinds.js';
import type { Kind } from '../../kube/kube-object.js';
import { POSTGRES_DATABASE, POSTGRES_USER } from '../../kube/kinds.js';
import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { runNode, type CommandOutcome } from '../support/pgo-command.js';
import { psql, psqlEnvironment, type PsqlEnvironment } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, createReadyCluster, operationEnd, type OperationState } from '../support/test-client.js';
import { testDirectory } from '../support/test-directory.js';

jest.setTimeout(300_000);

const namespace = 'access';
const cluster = { namespace, name: 'hippo' };
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;
let owner: PsqlEnvironment;

beforeAll(async () => {
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, namespace);
  await createReadyCluster(client, cluster);
  owner = await psqlEnvironment(client, cluster);
});

afterAll(async () => {
  await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
  await client.close();
  await kubernetes.close();
});

const succeeded = async (operation: { id: string } | null | undefined): Promise<OperationState> => {
  const end = await operationEnd(client, operation?.id ?? '', 120_000);
  expect(end).toMatchObject({ state: 'SUCCEEDED' });
  return end;
};
const createUser = async (input: Omit<Parameters<PgoClient['createUser']>[0]['input'], 'cluster'>): Promise<void> => {
  const { createUser: made } = await client.createUser({ input: { cluster, ...input } });
  await succeeded(made.operation);
};
const createDatabase = async (input: Omit<Parameters<PgoClient['createDatabase']>[0]['input'], 'cluster'>): Promise<void> => {
  const { createDatabase: made } = await client.createDatabase({ input: { cluster, ...input } });
  await succeeded(made.operation);
};
/** The environment of psql for a user: everything from `Cluster.connection`, the URI as it is. */
const as = async (user: string, database?: string): Promise<{ environment: PsqlEnvironment; uri: string }> => {
  const { cluster: found } = await client.clusterConnection({ ...cluster, user, ...(database === undefined ? {} : { database }) });
  const connection = found?.connection;
  const authority = path.join(testDirectory('access'), 'ca.crt');
  writeFileSync(authority, connection?.caCertificate ?? '');
  expect(connection).toMatchObject({ sslmode: 'verify-full' });
  return { uri: connection?.uri ?? '', environment: { PGSSLROOTCERT: authority, PGCONNECT_TIMEOUT: '5' } };
};
const run = async (user: string, sql: string, database?: string): Promise<string> => {
  const { environment, uri } = await as(user, database);
  return psql(environment, sql, uri);
};
const becomes = async <T extends PostgresUser | PostgresDatabase>(kind: Kind<T>, name: string, condition: (found: T | undefined) => boolean): Promise<void> => {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const found = await kubernetes.get(kind, { namespace, name });
    if (condition(found)) return;
    if (Date.now() > deadline) throw new Error(`${kind.kind} ${name} did not get there: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
const ready = <T extends PostgresUser | PostgresDatabase>(kind: Kind<T>, name: string): Promise<void> =>
  becomes(kind, name, (found) => found?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true);
/** The drift of a database once the API shows any. */
const driftOf = async (database: string): Promise<readonly string[]> => {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const { cluster: found } = await client.databases({ namespace, cluster: 'hippo' });
    const { drift = [] } = found?.databases.nodes.find(({ name }) => name === database) ?? {};
    if (drift.length > 0) return drift;
    if (Date.now() > deadline) throw new Error(`${database} shows no drift: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
const gone = <T extends PostgresUser | PostgresDatabase>(kind: Kind<T>, name: string): Promise<void> => becomes(kind, name, (found) => found === undefined);
const refused = async (call: Promise<unknown>): Promise<object> => call.then(() => ({}), (error: object) => error);

test('a database and a user are made, and the user works with its URI as it is given, certificate checked in full', async () => {
  await createDatabase({ name: 'shop', extensions: ['pg_trgm'], schemas: ['stock'], connectionLimit: 20 });
  await createUser({ name: 'ann', databases: ['shop'] });
  expect(await run('ann', 'create table mine (id int); select current_user, current_database()')).toMatch(/ann\|shop/);
  await expect(run('ann', 'select 1', 'hippo')).rejects.toThrow(/permission denied for database/);
  const { cluster: found } = await client.databases({ namespace, cluster: 'hippo' });
  expect(found?.databases.nodes.map(({ name }) => name)).toEqual(['hippo', 'shop']);
  expect(found?.databases.nodes[1]).toMatchObject({
    name: 'shop', owner: 'hippo', extensions: ['pg_trgm'], schemas: expect.arrayContaining(['stock']), connectionLimit: 20, state: 'READY', drift: [],
  });
  expect(found?.databases.nodes[1]?.sizeBytes).toBeGreaterThan(1_000_000);
  const { cluster: users } = await client.users({ namespace, cluster: 'hippo' });
  expect(users?.users.nodes).toMatchObject([{ name: 'ann', databases: ['shop'], login: true, superuser: false, state: 'READY' }, { name: 'hippo', state: 'READY' }]);
});

test('rotation: at once, or with an overlap in which the password before goes on', async () => {
  const before = await as('ann');
  const { rotateUserPassword: first } = await client.rotateUserPassword({ input: { cluster, name: 'ann' } });
  await succeeded(first.operation);
  await expect(psql(before.environment, 'select 1', before.uri)).rejects.toThrow(/password authentication failed/);
  const now = await as('ann');
  expect(now.uri).not.toBe(before.uri);
  const { rotateUserPassword: second } = await client.rotateUserPassword({ input: { cluster, name: 'ann', overlapSeconds: 3600 } });
  await succeeded(second.operation);
  const next = await as('ann');
  expect(await psql(now.environment, 'select current_user', now.uri)).toBe('ann');
  expect(await psql(next.environment, 'insert into mine values (1); select current_user', next.uri)).toMatch(/ann$/);
  expect(next.uri).not.toBe(now.uri);
  const { rotateUserPassword: third } = await client.rotateUserPassword({ input: { cluster, name: 'ann', overlapSeconds: 3600 } });
  await succeeded(third.operation);
  await expect(psql(now.environment, 'select 1', now.uri)).rejects.toThrow(/password authentication failed/);
  expect(await psql(next.environment, 'select count(*) from mine', next.uri)).toBe('1');
});

test('disabling ends sessions, and a deleted user leaves what it owns to another', async () => {
  const { updateUser } = await client.updateUser({ input: { cluster, name: 'ann', login: false, connectionLimit: 3 } });
  await succeeded(updateUser.operation);
  await expect(run('ann', 'select 1')).rejects.toThrow(/not permitted to log in/);
  expect((await client.users({ namespace, cluster: 'hippo' })).cluster?.users.nodes[0]).toMatchObject({ state: 'DISABLED', connectionLimit: 3 });
  const { deleteUser } = await client.deleteUser({ input: { cluster, name: 'ann' } });
  await succeeded(deleteUser.operation);
  expect(await run('hippo', "select tableowner from pg_tables where tablename = 'mine'", 'shop')).toBe('hippo');
  expect(await psql(owner, "select count(*) from pg_roles where rolname like '%ann%'")).toBe('0');
  expect(await kubernetes.list(SECRET, { namespace }).then((secrets) => secrets.filter(({ metadata }) => metadata.name.includes('ann')))).toEqual([]);
});

test('privileges of three levels, for tables that are made later, too, and taken back when they are lowered', async () => {
  await createUser({ name: 'bob', databases: ['shop'], privileges: 'READ' });
  await run('hippo', 'create table stock.later (id int); insert into stock.later values (1)', 'shop');
  expect(await run('bob', 'select count(*) from stock.later')).toBe('1');
  await expect(run('bob', 'insert into stock.later values (2)')).rejects.toThrow(/permission denied/);
  const { updateUser } = await client.updateUser({ input: { cluster, name: 'bob', privileges: 'WRITE' } });
  await succeeded(updateUser.operation);
  await run('bob', 'insert into stock.later values (2)');
  await expect(run('bob', 'create table stock.own ()')).rejects.toThrow(/permission denied/);
  const { updateUser: moved } = await client.updateUser({ input: { cluster, name: 'bob', databases: ['hippo'] } });
  await succeeded(moved.operation);
  await expect(run('bob', 'select 1', 'shop')).rejects.toThrow(/permission denied/);
  expect(await psql(owner, "select has_table_privilege('bob', 'stock.later', 'select')").catch((error: Error) => error.message)).toMatch(/does not exist/);
});

const HOSTILE = ['o\'a"b\\', "x'; drop table later; --", 'über größe 名前', 'UP $(id)', 'a%20b&c=d#e/f?g', 'ß'.repeat(31)];

test.each(HOSTILE)('a name is only a name: %s', async (name) => {
  await createDatabase({ name, schemas: [name] });
  await createUser({ name, databases: [name] });
  expect(await run(name, 'select current_user::text = $$' + name + '$$, current_database()::text = $$' + name + '$$')).toBe('t|t');
  const { deleteDatabase } = await client.deleteDatabase({ input: { cluster, name, keepData: false, confirm: name } });
  await succeeded(deleteDatabase.operation);
  const { deleteUser } = await client.deleteUser({ input: { cluster, name } });
  await succeeded(deleteUser.operation);
});

test('bad input changes nothing', async () => {
  const user = (input: object): Promise<object> => refused(client.createUser({ input: { cluster, name: 'eve', ...input } }));
  const database = (input: object): Promise<object> => refused(client.createDatabase({ input: { cluster, name: 'eve', ...input } }));
  expect(await user({ name: 'postgres' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
  expect(await user({ name: 'pgo_x' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
  expect(await user({ name: 'k'.repeat(64) })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
  expect(await user({ name: 'hippo' })).toMatchObject({ code: 'ALREADY_EXISTS', field: 'name' });
  expect(await user({ databases: ['ghost'] })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'databases' });
  expect(await database({ name: 'template1' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
  expect(await database({ owner: 'ghost' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'owner' });
  expect(await database({ name: 'hippo' })).toMatchObject({ code: 'ALREADY_EXISTS' });
  expect(await refused(client.deleteUser({ input: { cluster, name: 'hippo' } }))).toMatchObject({ code: 'FAILED_PRECONDITION' });
  expect(await refused(client.deleteUser({ input: { cluster, name: 'ghost' } }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused(client.deleteDatabase({ input: { cluster, name: 'shop', keepData: false } }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'confirm' });
  expect(await psql(owner, "select count(*) from pg_roles where rolname = 'eve'")).toBe('0');
  const { createDatabase: made } = await client.createDatabase({ input: { cluster, name: 'eve', extensions: ['nothing'] } });
  expect(await operationEnd(client, made.operation?.id ?? '')).toMatchObject({ state: 'FAILED', error: { code: 'EXTENSION_UNAVAILABLE', message: expect.stringContaining('nothing') } });
  expect(await psql(owner, "select count(*) from pg_database where datname = 'eve'")).toBe('0');
});

test('by kubectl: the same, and a deletion keeps the data unless told to drop them', async () => {
  const resource = (kind: string, name: string, spec: object): never => ({ apiVersion: 'pgo.dev/v1', kind, metadata: { namespace, name }, spec: { cluster: 'hippo', ...spec } }) as never;
  await kubernetes.apply(POSTGRES_USER, resource('PostgresUser', 'carl', { databases: ['door'] }), { manager: 'kubectl' });
  await kubernetes.apply(POSTGRES_DATABASE, resource('PostgresDatabase', 'door', { owner: 'carl', reclaimPolicy: 'RETAIN' }), { manager: 'kubectl' });
  await ready(POSTGRES_USER, 'carl');
  await ready(POSTGRES_DATABASE, 'door');
  expect(await run('carl', 'create table t (); select current_database()')).toMatch(/door/);
  await kubernetes.delete(POSTGRES_DATABASE, { namespace, name: 'door' });
  await gone(POSTGRES_DATABASE, 'door');
  expect(await psql(owner, "select count(*) from pg_database where datname = 'door'")).toBe('1');
  await kubernetes.apply(POSTGRES_DATABASE, resource('PostgresDatabase', 'again', { name: 'door', encoding: 'LATIN1', reclaimPolicy: 'DELETE' }), { manager: 'kubectl' });
  await ready(POSTGRES_DATABASE, 'again');
  expect(await driftOf('door')).toEqual([expect.stringMatching(/encoding is UTF8, not LATIN1/)]);
  await kubernetes.delete(POSTGRES_DATABASE, { namespace, name: 'again' });
  await gone(POSTGRES_DATABASE, 'again');
  expect(await psql(owner, "select count(*) from pg_database where datname = 'door'")).toBe('0');
  await expect(kubernetes.apply(POSTGRES_USER, resource('PostgresUser', 'bad', { name: 'postgres' }), { manager: 'kubectl' })).rejects.toMatchObject({ code: 422 });
  await expect(kubernetes.apply(POSTGRES_USER, resource('PostgresUser', 'carl', { cluster: 'other' }), { manager: 'kubectl' })).rejects.toMatchObject({ code: 422 });
  await expect(kubernetes.apply(POSTGRES_DATABASE, resource('PostgresDatabase', 'template0', {}), { manager: 'kubectl' })).rejects.toMatchObject({ code: 422 });
  await kubernetes.apply(POSTGRES_USER, resource('PostgresUser', 'lost', { cluster: 'nowhere' }), { manager: 'kubectl' });
  await kubernetes.delete(POSTGRES_USER, { namespace, name: 'lost' });
  await gone(POSTGRES_USER, 'lost');
});

const pgoAs = async (token: string, ...args: string[]): Promise<CommandOutcome> =>
  runNode('bin/pgo.mjs', ['-n', namespace, ...args], { environment: { PGO_URL: service.url, PGO_TOKEN: token, PGO_CONFIG: '/nonexistent/config.yaml' } });
const pgo = (...args: string[]): Promise<CommandOutcome> => pgoAs(service.token, ...args);

/** What apps mount: the keys of the Secret of a user. */
const secretOf = async (user: string): Promise<Record<string, string>> => {
  const secret = await kubernetes.get(SECRET, { namespace, name: `hippo-user-${user}` });
  return Object.fromEntries(Object.entries(secret?.data ?? {}).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
};

test('a managed user has a Secret that rotation changes, and its password is hidden from who may not see secrets', async () => {
  expect(await pgo('create', 'user', 'hippo', '--username', 'flo', '--managed', '--wait')).toMatchObject({ code: 0 });
  const before = await secretOf('flo');
  expect(before).toMatchObject({ dbname: 'hippo', user: 'flo', port: '5432', host: expect.any(String), password: expect.stringMatching(/^.{32}$/), uri: expect.stringMatching(/^postgresql:/) });
  expect(await pgo('update', 'user', 'hippo', '--username', 'flo', '--rotate-password', '--wait')).toMatchObject({ code: 0 });
  const { password = '' } = await secretOf('flo');
  expect(password).toMatch(/^.{32}$/);
  expect(password).not.toBe(before['password']);
  expect(await run('flo', 'select current_user')).toBe('flo');

  await client.createRole({ input: { name: 'looks-at-users', permissions: ['SHOW_CLUSTER', 'SHOW_USER'] } });
  await client.createAccount({ input: { name: 'looker', bindings: [{ role: 'looks-at-users', namespaces: [namespace] }] } });
  const { createToken: { secret: token } } = await client.createToken({ input: { account: 'looker', name: 'one' } });
  const looker = clientOf({ url: service.url, token: token ?? '' });
  try {
    expect((await looker.users({ namespace, cluster: 'hippo' })).cluster?.users.nodes.map(({ name }) => name)).toContain('flo');
    const denials = [await refused(looker.userPasswords({ namespace, cluster: 'hippo' })), await refused(looker.clusterConnection({ ...cluster, user: 'flo' }))];
    for (const denial of denials) expect(denial).toMatchObject({ code: 'FORBIDDEN', permission: 'SHOW_SECRETS' });
    const shown = await pgoAs(token ?? '', 'show', 'user', 'hippo', '--show-passwords', '-o', 'json');
    expect(shown).toMatchObject({ code: 4, stderr: expect.stringContaining('SHOW_SECRETS') });
    expect(JSON.stringify([denials, shown])).not.toContain(password);
  } finally {
    await looker.close();
  }
  expect((await client.userPasswords({ namespace, cluster: 'hippo' })).cluster?.users.nodes).toContainEqual(expect.objectContaining({ name: 'flo', password }));
  const { auditLog } = await client.auditLog({ namespace, action: 'User.password' });
  const record = (account: string): object | undefined => auditLog.nodes.find((node) => node.account === account && node.target === 'flo');
  expect(record('looker')).toMatchObject({ permission: 'SHOW_SECRETS', outcome: 'FORBIDDEN' });
  expect(record('admin')).toMatchObject({ permission: 'SHOW_SECRETS', outcome: 'OK' });
  expect(JSON.stringify(auditLog)).not.toContain(password);

  expect(await pgo('delete', 'user', 'hippo', '--username', 'flo', '--no-prompt', '--wait')).toMatchObject({ code: 0 });
  expect(await secretOf('flo')).toEqual({});
});

test('the command does it, too', async () => {
  expect(await pgo('create', 'database', 'hippo', 'desk', '--wait')).toMatchObject({ code: 0, stdout: 'Database desk of hippo is created.\n' });
  const changed = await pgo('update', 'database', '--selector', 'name=hippo', '--database', 'desk', '--connection-limit', '7', '--wait', '-o', 'json');
  expect(JSON.parse(changed.stdout)).toMatchObject([{ database: { name: 'desk', connectionLimit: 7 }, operation: { state: 'SUCCEEDED' } }]);
  expect(JSON.parse((await pgo('show', 'database', '--all', '--database', 'desk', '-o', 'json')).stdout)).toMatchObject([{ cluster: 'hippo', name: 'desk', connectionLimit: 7 }]);
  expect(await pgo('create', 'user', 'hippo', '--username', 'dora', '--database', 'desk', '--valid-days', '3', '--managed', '--wait')).toMatchObject({ code: 0 });
  const password = async (): Promise<unknown> => (JSON.parse((await pgo('show', 'user', 'hippo', '--expired', '7', '--show-passwords', '-o', 'json')).stdout) as { name: string; password: string }[])[0];
  const before = await password();
  expect(before).toMatchObject({ name: 'dora', password: expect.stringMatching(/^.{32}$/) });
  expect((await pgo('show', 'user', 'hippo')).stdout).not.toContain((before as { password: string }).password);
  expect(JSON.parse((await pgo('show', 'user', '--selector', 'env!=prod', '--username', 'dora', '-o', 'json')).stdout)).toMatchObject([{ cluster: 'hippo', name: 'dora' }]);
  expect(await pgo('show', 'user', 'hippo', '--all')).toMatchObject({ code: 2 });
  expect(await pgo('update', 'user', '--all', '--expired', '7', '--rotate-password', '--dry-run')).toMatchObject({ code: 0, stdout: expect.stringContaining('dora') });
  expect(await pgo('update', 'user', 'hippo', '--expired', '7', '--rotate-password', '--valid-always', '--wait')).toMatchObject({ code: 0 });
  expect((await pgo('show', 'user', 'hippo', '--username', 'dora')).stdout).toMatch(/dora .*never/);
  expect(await pgo('delete', 'database', 'hippo', 'desk', '--drop', '--no-prompt', '--wait')).toMatchObject({ code: 0 });
  expect(await pgo('delete', 'user', 'hippo', '--username', 'dora', '--no-prompt', '--wait')).toMatchObject({ code: 0 });
  expect(await pgo('show', 'user', 'hippo', '--username', 'dora')).toMatchObject({ code: 3 });
});
