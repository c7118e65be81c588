import { afterAll, expect, jest, test } from '@jest/globals';
import type { PgoClient } from '../../schema/sdk/client.js';
import { isThere, processesOf } from '../support/processes.js';
import { psql, psqlEnvironment, type PsqlEnvironment } from '../support/psql.js';
import { startTestService, type TestService } from '../support/test-service.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith, operationEnd } from '../support/test-client.js';

jest.setTimeout(300_000);

/** An orderly stop may take this long, and nothing may be left after it. */
const STOP_MS_MAX = 10_000;
const cluster = { namespace: 'pgo', name: 'elephant' };
let service: TestService;
let client: PgoClient;
let environment: PsqlEnvironment;

const connect = async (started: Promise<TestService>): Promise<void> => {
  service = await started;
  client = clientOf(service);
};
/** The postmasters: a process that one of them has just forked still shows its parent's command. */
const postgresPids = (): number[] => {
  const all = processesOf(service.dataDir).filter(({ command }) => /\/postgres -D/.test(command));
  return all.filter(({ parent }) => !all.some(({ pid }) => pid === parent)).map(({ pid }) => pid).sort();
};

afterAll(async () => {
  await client.close();
  await service.stop();
});

test('a cluster and its data outlive every way in which the service can end', async () => {
  await connect(startTestService());
  await createReadyCluster(client, { ...cluster, replicas: 1 });
  environment = await psqlEnvironment(client, cluster);
  await psql(environment, 'create table kept (way text); insert into kept values (\'before\')');

  // What is under way in the database when it happens: a transaction, a statement outside of one, and a new password.
  const underWay = await begunWork();

  // kill -9: PostgreSQL runs on (the addresses of its services rest until someone serves them) and is adopted by the successor.
  const before = postgresPids();
  expect(before.length).toBeGreaterThan(1);
  await client.close();
  await service.kill();
  await connect(startTestService({ dataDir: service.dataDir, port: service.port }));
  await clusterBecomes(client, cluster, isReadyWith(2));
  expect(postgresPids()).toEqual(before);
  await expectFinished(underWay);
  await psql(environment, 'insert into kept values (\'after\')');

  // SIGTERM: everything ends in order and in time, and comes back.
  await client.close();
  const stopStartedAt = performance.now();
  expect(await service.stop()).toBe(0);
  expect(performance.now() - stopStartedAt).toBeLessThan(STOP_MS_MAX);
  expect(processesOf(service.dataDir)).toEqual([]);
  expect(before.filter(isThere)).toEqual([]);
  await connect(startTestService({ dataDir: service.dataDir, port: service.port }));
  await clusterBecomes(client, cluster, isReadyWith(2), 120_000);
  expect(await psql(environment, 'select count(*) from kept')).toBe('2');
});

interface BegunWork { readonly once: string; readonly outside: string; readonly shut: Promise<unknown>; readonly user: { readonly namespace: string; readonly name: string; readonly user: string } }

/** Begins what takes a moment in the database, and answers when it runs there. */
async function begunWork(): Promise<BegunWork> {
  const { namespace } = cluster;
  await psql(environment, 'create table once (id int); create table gate (id int)');
  await client.createPolicy({ input: { namespace, name: 'once', sql: 'insert into once values (1);\nlock table gate' } });
  await client.createPolicy({ input: { namespace, name: 'outside', sql: 'create index concurrently outside on gate (id)' } });
  const { createUser } = await client.createUser({ input: { cluster, name: 'ann' } });
  await operationEnd(client, createUser.operation?.id ?? '');
  // The gate stays shut when the one who shut it is gone: its session sleeps, and does not notice.
  const shut = psql(environment, 'begin; lock table gate; select pg_sleep(600)').catch(() => '');
  await untilTrue(`(select count(*) from pg_locks where relation = 'gate'::regclass and granted) = 1`);
  const applied = async (policy: string): Promise<string> => (await client.applyPolicy({ input: { namespace, policy, clusters: [cluster.name] } })).applyPolicy.operation?.id ?? '';
  const [once, outside] = [await applied('once'), await applied('outside')];
  await untilTrue(`(select count(*) from pg_stat_activity where application_name = 'pgo-policy' and wait_event_type = 'Lock') = 2`);
  await client.rotateUserPassword({ input: { cluster, name: 'ann', idempotencyKey: 'killed' } });
  return { once, outside, shut, user: { ...cluster, user: 'ann' } };
}

/** Waits in PostgreSQL until the condition holds. */
const untilTrue = async (condition: string): Promise<unknown> => psql(environment, `do $$ begin
  for attempt in 1..250 loop
    perform pg_stat_clear_snapshot();
    if ${condition} then return; end if;
    perform pg_sleep(0.1);
  end loop;
  raise exception 'it did not become true';
end $$`);

/** The transaction took effect once, the statement outside was not run again and says so, and the password works. */
async function expectFinished({ once, outside, shut, user }: BegunWork): Promise<void> {
  await shut;
  await psql(environment, "select pg_terminate_backend(pid) from pg_stat_activity where query like '%lock table gate; select pg_sleep%' and pid <> pg_backend_pid()");
  expect(await operationEnd(client, once)).toMatchObject({ state: 'SUCCEEDED' });
  expect(await psql(environment, 'select count(*) from once')).toBe('1');
  expect(await operationEnd(client, outside)).toMatchObject({ state: 'FAILED', error: { code: 'INTERRUPTED', message: expect.stringMatching(/cannot be known/) } });
  const { rotateUserPassword } = await client.rotateUserPassword({ input: { cluster, name: 'ann', idempotencyKey: 'killed' } });
  expect(await operationEnd(client, rotateUserPassword.operation?.id ?? '')).toMatchObject({ state: 'SUCCEEDED' });
  const uri = (await client.clusterConnection(user)).cluster?.connection?.uri ?? '';
  expect(await psql({ PGSSLROOTCERT: environment['PGSSLROOTCERT'] ?? '', PGCONNECT_TIMEOUT: '5' }, 'select current_user', uri)).toBe('ann');
}

test('the local Kubernetes is started again when it dies, and the service recovers', async () => {
  const [kubernetes] = processesOf('local/main.js').filter(({ command }) => command.includes(service.dataDir));
  expect(kubernetes).toBeDefined();
  const before = postgresPids();
  process.kill(kubernetes?.pid ?? 0, 'SIGKILL');
  await client.scaleCluster({ input: { cluster, replicas: 2 } }).catch(() => undefined);
  const again = async (): Promise<void> => {
    const { scaleCluster } = await client.scaleCluster({ input: { cluster, replicas: 2 } });
    expect(scaleCluster.cluster?.replicas).toBe(2);
  };
  await retried(again, 30_000);
  await clusterBecomes(client, cluster, isReadyWith(3), 120_000);
  expect(postgresPids()).toEqual(expect.arrayContaining(before));
});

/** Calls again while the server says that it cannot now. */
async function retried(call: () => Promise<void>, timeoutMs: number): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if ((error as { code?: string }).code !== 'UNAVAILABLE' || performance.now() - startedAt > timeoutMs) throw error;
    }
  }
}
