import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { POSTGRES_OPERATION, POSTGRES_POLICY } from '../../kube/kinds.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { runNode, type CommandOutcome } from '../support/pgo-command.js';
import { psql, psqlEnvironment, type PsqlEnvironment } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, createReadyCluster, operationEnd, type OperationState } from '../support/test-client.js';
import { testDirectory } from '../support/test-directory.js';

jest.setTimeout(300_000);

const namespace = 'policies';
const cluster = { namespace, name: 'hippo' };
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;
let environment: PsqlEnvironment;

/** What the question answers as soon as it answers anything. */
async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error('there was no answer in time');
    await delay(100);
  }
}

beforeAll(async () => {
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, namespace);
  await createReadyCluster(client, cluster);
  environment = await psqlEnvironment(client, cluster);
});

afterAll(async () => {
  await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
  await client.close();
  await kubernetes.close();
});

const applied = async (policy: string, more: object = { clusters: ['hippo'] }): Promise<OperationState> => {
  const { applyPolicy } = await client.applyPolicy({ input: { namespace, policy, ...more } });
  return operationEnd(client, applyPolicy.operation?.id ?? '', 120_000);
};
const create = async (name: string, sql: string, more: object = {}): Promise<void> => {
  const { createPolicy } = await client.createPolicy({ input: { namespace, name, sql, ...more } });
  expect((await operationEnd(client, createPolicy.operation?.id ?? '')).state).toBe('SUCCEEDED');
};

test('a policy runs as the owner of the database in one transaction, and is told of', async () => {
  await create('audit', 'create table audit (id int primary key);\ninsert into audit values (1), (2)');
  const { applyPolicy: { plan, operation } } = await client.applyPolicy({ input: { namespace, policy: 'audit', selector: 'name=hippo', dryRun: true } });
  expect(operation).toBeNull();
  expect(plan.summary).toMatch(/hippo \(database hippo\).*one transaction/);
  expect(await applied('audit', { selector: 'name=hippo' })).toMatchObject({ state: 'SUCCEEDED', steps: [{ message: '2 statements ran.' }] });
  expect(await psql(environment, "select count(*), (select tableowner from pg_tables where tablename = 'audit') from audit")).toBe('2|hippo');
  const { policies } = await client.policies({ namespace });
  expect(policies.nodes[0]).toMatchObject({ name: 'audit', appliedTo: [{ cluster: 'hippo', database: 'hippo', state: 'SUCCEEDED' }] });
});

test('an error undoes all of it and says line, position and SQLSTATE', async () => {
  await create('wrong', 'create table half (id int);\n\nselect * from\n  nowhere');
  const failed = await applied('wrong');
  expect(failed).toMatchObject({ state: 'FAILED', error: { code: 'SQL_ERROR', message: expect.stringMatching(/line 4, position 3: relation "nowhere".*42P01.*Nothing/) } });
  expect(await psql(environment, "select count(*) from pg_tables where tablename = 'half'")).toBe('0');
  const { policies } = await client.policies({ namespace });
  expect(policies.nodes.find(({ name }) => name === 'wrong')?.appliedTo).toMatchObject([{ state: 'FAILED', message: expect.stringContaining('line 4') }]);
});

test('what needs a superuser is refused to the owner, and what PostgreSQL refuses in a transaction runs outside', async () => {
  await create('base', 'create database extra;\nvacuum');
  expect(await applied('base')).toMatchObject({ state: 'FAILED', error: { message: expect.stringMatching(/line 1: .*42501/) } });
  await client.updatePolicy({ input: { namespace, name: 'base', runAs: 'SUPERUSER' } });
  expect(await applied('base')).toMatchObject({ state: 'SUCCEEDED' });
  expect(await psql(environment, "select count(*) from pg_database where datname = 'extra'")).toBe('1');
  expect(await applied('audit', { clusters: ['hippo'], database: 'nowhere' })).toMatchObject({ state: 'FAILED', error: { code: 'DATABASE_NOT_FOUND' } });
});

test('bad input changes nothing', async () => {
  const refused = async (call: Promise<unknown>): Promise<object> => call.then(() => ({}), (error: object) => error);
  expect(await refused(client.createPolicy({ input: { namespace, name: 'bad', sql: 'begin; select 1' } }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'sql' });
  expect(await refused(client.createPolicy({ input: { namespace, name: 'audit', sql: 'select 1' } }))).toMatchObject({ code: 'ALREADY_EXISTS' });
  expect(await refused(client.applyPolicy({ input: { namespace, policy: 'ghost', clusters: ['hippo'] } }))).toMatchObject({ code: 'NOT_FOUND', field: 'policy' });
  expect(await refused(client.applyPolicy({ input: { namespace, policy: 'audit', clusters: ['ghost'] } }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused(client.applyPolicy({ input: { namespace, policy: 'audit', selector: 'env=none' } }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'selector' });
  expect(await refused(client.applyPolicy({ input: { namespace, policy: 'audit' } }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'clusters' });
});

test('by kubectl: a policy and an operation do the same, and a policy without SQL is refused', async () => {
  const policy = (name: string, sql: string): object => ({ apiVersion: 'pgo.dev/v1', kind: 'PostgresPolicy', metadata: { namespace, name }, spec: { sql } });
  await kubernetes.apply(POSTGRES_POLICY, policy('door', 'create table door ()') as never, { manager: 'kubectl' });
  await kubernetes.create(POSTGRES_OPERATION, {
    apiVersion: 'pgo.dev/v1', kind: 'PostgresOperation', metadata: { namespace, name: 'door' },
    spec: { kind: 'ApplyPolicy', cluster: 'hippo', requestedBy: 'kubectl', input: { policy: 'door' } },
  }, { manager: 'kubectl' });
  // What kubectl wrote is seen by the server a moment later.
  const id = await eventually(async () => (await client.operations({ namespace, cluster: 'hippo' })).operations.nodes.find(({ name }) => name === 'door')?.id);
  expect((await operationEnd(client, id)).state).toBe('SUCCEEDED');
  expect(await psql(environment, "select count(*) from pg_tables where tablename = 'door'")).toBe('1');
  const { policies } = await client.policies({ namespace });
  expect(policies.nodes.find(({ name }) => name === 'door')?.appliedTo).toMatchObject([{ cluster: 'hippo', database: 'hippo', state: 'SUCCEEDED' }]);
  await expect(kubernetes.apply(POSTGRES_POLICY, policy('empty', ' ; ') as never, { manager: 'kubectl' })).rejects.toMatchObject({ code: 422 });
});

test('a cluster is made with policies, and its creation says when one of them fails', async () => {
  const made = async (name: string, policies: string[]): Promise<OperationState> => {
    const { createCluster } = await client.createCluster({ input: { namespace, name, policies } });
    return operationEnd(client, createCluster.operation?.id ?? '', 120_000);
  };
  await expect(made('ghostly', ['ghost'])).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'policies' });
  const [good, bad] = await Promise.all([made('good', ['audit', 'door']), made('bad', ['audit', 'wrong'])]);
  expect(good).toMatchObject({ state: 'SUCCEEDED', steps: expect.arrayContaining([expect.objectContaining({ name: 'Apply the policies', state: 'SUCCEEDED' })]) });
  expect(bad).toMatchObject({ state: 'FAILED', error: { code: 'POLICY_FAILED', message: expect.stringMatching(/"wrong".*line 4/) } });
  expect(await psql(await psqlEnvironment(client, { namespace, name: 'good' }), 'select count(*) from audit')).toBe('2');
  await Promise.all(['good', 'bad'].map((name) => client.deleteCluster({ input: { cluster: { namespace, name }, confirm: name } })));
});

test('the command does it, too', async () => {
  const file = path.join(testDirectory('sql'), 'note.sql');
  writeFileSync(file, 'create table note ();');
  const pgo = async (...args: string[]): Promise<CommandOutcome> =>
    runNode('bin/pgo.mjs', ['-n', namespace, ...args], { environment: { PGO_URL: service.url, PGO_TOKEN: service.token, PGO_CONFIG: '/nonexistent/config.yaml' } });
  expect(await pgo('create', 'policy', 'note', '-i', file)).toMatchObject({ code: 0 });
  expect(await pgo('apply', 'note', '-s', 'name=hippo', '--dry-run')).toMatchObject({ code: 0, stdout: expect.stringContaining('hippo') });
  expect(await pgo('apply', 'note', '-s', 'name=hippo', '--wait')).toMatchObject({ code: 0, stdout: 'Policy note is applied.\n' });
  expect(await pgo('apply', 'note', '--cluster', 'hippo', '--wait')).toMatchObject({ code: 5, stderr: expect.stringContaining('42P07') });
  expect((await pgo('show', 'policy')).stdout).toMatch(/note .*FAILED/);
  const { policies } = await client.policies({ namespace });
  expect(policies.nodes.find(({ name }) => name === 'note')?.appliedTo.map(({ state }) => state)).toEqual(['FAILED', 'SUCCEEDED']);
  expect((await pgo('show', 'policy', 'note')).stdout).toMatch(/create table note/);
  expect(await pgo('delete', 'policy', 'note', '--no-prompt')).toMatchObject({ code: 0 });
  expect(await pgo('show', 'policy', 'note')).toMatchObject({ code: 3 });
});
