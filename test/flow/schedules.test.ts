import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { EVENT, SCHEDULE_CONFIG_MAP, type ConfigMap, type KubeEvent } from '../../kube/core-kinds.js';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { runNode, type CommandOutcome } from '../support/pgo-command.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, createReadyCluster, operationEnd } from '../support/test-client.js';

jest.setTimeout(300_000);

const namespace = 'schedules';
const cluster = { namespace, name: 'hippo' };
const BY_THE_MINUTE = '* * * * *';
const FULL = 'hippo-pgbackrest-full';
const NEVER_SOON = '0 0 29 2 *';
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;

beforeAll(async () => {
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, namespace);
  await createReadyCluster(client, cluster);
  await client.createPolicy({ input: { namespace, name: 'tick', sql: 'create table if not exists ticks (at timestamptz default now());\ninsert into ticks default values' } });
  await client.createPolicy({ input: { namespace, name: 'broken', sql: 'select 1;\nselect 1/0' } });
  expect(await pgo('create', 'schedule', 'hippo', '--schedule=0 1 * * *', '--schedule-type=pgbackrest', '--pgbackrest-backup-type=full', '--schedule-opts=--repo1-retention-full=1')).toMatchObject({ code: 0 });
  expect(await pgo('run', 'schedule', FULL, '--wait')).toMatchObject({ code: 0 });
  // By the minute already while other tests run, so that its first time is waited for together with theirs.
  expect(await pgo('update', 'schedule', FULL, `--schedule=${BY_THE_MINUTE}`)).toMatchObject({ code: 0 });
});

afterAll(async () => {
  await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
  await client.close();
  await kubernetes.close();
});

const pgo = async (...args: string[]): Promise<CommandOutcome> =>
  runNode('bin/pgo.mjs', ['-n', namespace, ...args], { environment: { PGO_URL: service.url, PGO_TOKEN: service.token, PGO_CONFIG: '/nonexistent/config.yaml' } });

type ScheduleState = Awaited<ReturnType<PgoClient['schedules']>>['schedules']['nodes'][number];

const scheduleNamed = async (name: string): Promise<ScheduleState | undefined> => (await client.schedules({ namespace })).schedules.nodes.find((node) => node.name === name);

/** Looks again whenever an operation or anything else of the cluster changes, until it is so. */
const becomes = async (name: string, condition: (schedule: ScheduleState | undefined) => boolean, timeoutMs = 150_000): Promise<ScheduleState | undefined> => {
  const abort = AbortSignal.timeout(timeoutMs);
  for await (const _change of everyChange(abort)) {
    const schedule = await scheduleNamed(name);
    if (condition(schedule)) return schedule;
  }
  throw new Error(`${name} did not become so: ${JSON.stringify(await scheduleNamed(name))}`);
};

/** The changes of ConfigMaps in the namespace, and a look each second for what is told elsewhere. */
async function* everyChange(signal: AbortSignal): AsyncIterable<void> {
  while (!signal.aborted) {
    yield;
    await new Promise((resolve) => { setTimeout(resolve, 250); });
  }
}

/** A ConfigMap as pgo 4.x writes it. */
const handMade = (name: string, schedule: string, policy: string): ConfigMap => ({
  apiVersion: 'v1', kind: 'ConfigMap',
  metadata: { name, namespace, labels: { 'crunchy-scheduler': 'true', 'pg-cluster': 'hippo' } },
  data: {
    [name]: JSON.stringify({
      version: 'v1', name, created: '2021-01-01T00:00:00Z', schedule, namespace, type: 'policy', cluster: 'hippo', pgbackrest: {},
      policy: { secret: '', name: policy, imagePrefix: '', imageTag: '', database: 'hippo' },
    }),
  },
});

test('a ConfigMap as pgo 4.x writes it runs, an edit counts at once, a failing statement is a failed run with an event, and deletion ends it', async () => {
  await kubernetes.apply(SCHEDULE_CONFIG_MAP, handMade('hippo-policy-tick', BY_THE_MINUTE, 'tick'), { manager: 'kubectl' });
  const ran = await becomes('hippo-policy-tick', (schedule) => schedule?.lastRun?.state === 'SUCCEEDED');
  expect(ran).toMatchObject({ cluster: 'hippo', type: 'POLICY', policy: 'tick', database: 'hippo', valid: true, lastRun: { scheduledFor: expect.stringMatching(/:00\.000Z$/), finishedAt: expect.any(String) } });
  expect(Number(await psql(await psqlEnvironment(client, cluster), 'select count(*) from ticks'))).toBe(ran?.runs.length);

  await kubernetes.apply(SCHEDULE_CONFIG_MAP, handMade('hippo-policy-tick', NEVER_SOON, 'broken'), { manager: 'kubectl' });
  expect(await becomes('hippo-policy-tick', (schedule) => schedule?.policy === 'broken')).toMatchObject({ nextRunAt: expect.stringMatching(/-02-29T00:00:00/) });
  const { runSchedule } = await client.runSchedule({ input: { namespace, name: 'hippo-policy-tick' } });
  expect(await operationEnd(client, runSchedule.operation?.id ?? '')).toMatchObject({ kind: 'RunSchedule', state: 'FAILED', error: { message: expect.stringMatching(/line 2.*22012/) } });
  const failed = await becomes('hippo-policy-tick', (schedule) => schedule?.lastRun?.state === 'FAILED');
  expect(failed?.lastRun?.message).toMatch(/division by zero/);
  await becomes('hippo-policy-tick', (schedule) => schedule !== undefined);
  const events = await kubernetes.list<KubeEvent>(EVENT, { namespace });
  expect(events.map(({ reason, involvedObject }) => `${involvedObject.name} ${reason}`)).toContain('hippo-policy-tick RunFailed');

  await kubernetes.delete(SCHEDULE_CONFIG_MAP, { namespace, name: 'hippo-policy-tick' });
  await becomes('hippo-policy-tick', (schedule) => schedule === undefined);
});

test('a scheduled backup is taken at its time with its options; the run is recorded and the next one is known', async () => {
  const stored = await kubernetes.get(SCHEDULE_CONFIG_MAP, { namespace, name: FULL });
  expect(JSON.parse(stored?.data?.[FULL] ?? '')).toMatchObject({ type: 'pgbackrest', cluster: 'hippo', pgbackrest: { type: 'full', options: '--repo1-retention-full=1' } });
  const ran = await becomes(FULL, (schedule) => schedule?.lastRun?.state === 'SUCCEEDED' && schedule.lastRun.scheduledFor !== null);
  expect(ran?.lastRun).toMatchObject({
    scheduledFor: expect.stringMatching(/:00\.000Z$/), startedAt: expect.any(String), finishedAt: expect.any(String), message: expect.any(String),
  });
  expect(await pgo('update', 'schedule', FULL, '--schedule=0 1 * * *')).toMatchObject({ code: 0 });
  expect(await becomes(FULL, (schedule) => schedule?.cron === '0 1 * * *')).toMatchObject({ valid: true, nextRunAt: expect.stringMatching(/T01:00:00/) });
  expect((await pgo('show', 'schedule', '--schedule-name', FULL)).stdout).toMatch(/--repo1-retention-full=1[^]*SUCCEEDED/i);
  // The retention of the schedule counts: the full backup before goes once there is another.
  for await (const _look of everyChange(AbortSignal.timeout(120_000))) if ((await backupStates()).includes('EXPIRED')) break;
  expect(await backupStates()).toEqual(expect.arrayContaining(['EXPIRED', 'SUCCEEDED']));
});

const backupStates = async (): Promise<string[]> => (await kubernetes.list(POSTGRES_BACKUP, { namespace })).filter(({ spec }) => spec.type === 'FULL').map(({ status }) => String(status?.state));

test('one that is wrong says so on itself, and in the API', async () => {
  const made = handMade('wrong', BY_THE_MINUTE, 'tick');
  // The label counts by being there, whatever its value.
  const configMap = { ...made, metadata: { ...made.metadata, labels: { ...made.metadata.labels, 'crunchy-scheduler': '' } }, data: { wrong: '{ "version": "v1", ' } };
  await kubernetes.apply(SCHEDULE_CONFIG_MAP, configMap, { manager: 'kubectl' });
  expect(await becomes('wrong', (schedule) => schedule?.valid === false)).toMatchObject({ message: expect.stringMatching(/no JSON object/), nextRunAt: null });
  await becomes('wrong', (schedule) => schedule !== undefined);
  for await (const _change of everyChange(AbortSignal.timeout(60_000))) {
    const stored = await kubernetes.get(SCHEDULE_CONFIG_MAP, { namespace, name: 'wrong' });
    if (stored?.metadata.annotations?.['pgo.dev/schedule-error'] !== undefined) break;
  }
  expect((await kubernetes.get(SCHEDULE_CONFIG_MAP, { namespace, name: 'wrong' }))?.metadata.annotations?.['pgo.dev/schedule-error']).toMatch(/JSON/);
  const forbidden = { ...configMap, data: { wrong: JSON.stringify({ version: 'v1', schedule: BY_THE_MINUTE, namespace, type: 'pgbackrest', cluster: 'hippo', pgbackrest: { type: 'full', options: '--repo1-path=/etc' } }) } };
  await kubernetes.apply(SCHEDULE_CONFIG_MAP, forbidden, { manager: 'kubectl' });
  await becomes('wrong', (schedule) => schedule?.message.includes('pgbackrest.options: --repo1-path') === true);
  await kubernetes.delete(SCHEDULE_CONFIG_MAP, { namespace, name: 'wrong' });
  const backup = { apiVersion: 'pgo.dev/v1' as const, kind: 'PostgresBackup' as const, metadata: { namespace, name: 'wrong' }, spec: { cluster: 'hippo', options: { 'repo1-path': '/etc' } } };
  await expect(kubernetes.create(POSTGRES_BACKUP, backup, { manager: 'kubectl' })).rejects.toMatchObject({ code: 422, message: expect.stringMatching(/an option is not among those/) });
});

test('a mutation writes the same ConfigMap, and everything of it can be changed', async () => {
  const input = { namespace, cluster: 'hippo', type: 'POLICY' as const, policy: 'tick', cron: NEVER_SOON };
  const { createSchedule } = await client.createSchedule({ input });
  expect(createSchedule.schedule).toMatchObject({ name: 'hippo-policy-tick', cron: NEVER_SOON, timeZone: 'UTC', suspended: false, valid: true });
  expect((await operationEnd(client, createSchedule.operation?.id ?? '')).state).toBe('SUCCEEDED');
  const stored = await kubernetes.get(SCHEDULE_CONFIG_MAP, { namespace, name: 'hippo-policy-tick' });
  expect(stored?.metadata.labels).toMatchObject({ 'crunchy-scheduler': 'true', 'pg-cluster': 'hippo' });
  expect(Object.keys(stored?.data ?? {})).toEqual(['hippo-policy-tick']);
  expect(JSON.parse(stored?.data?.['hippo-policy-tick'] ?? '')).toMatchObject({ version: 'v1', schedule: NEVER_SOON, namespace, type: 'policy', cluster: 'hippo', policy: { name: 'tick' }, pgbackrest: {} });

  const { updateSchedule } = await client.updateSchedule({ input: { namespace, name: 'hippo-policy-tick', cron: '30 2 * * *', timeZone: 'Europe/Berlin', suspended: true } });
  expect(updateSchedule).toMatchObject({ schedule: { cron: '30 2 * * *', timeZone: 'Europe/Berlin', suspended: true, nextRunAt: null }, plan: { changes: [{ path: 'cron' }, { path: 'timeZone' }, { path: 'suspended' }] } });
  const { runSchedule } = await client.runSchedule({ input: { namespace, name: 'hippo-policy-tick' } });
  expect((await operationEnd(client, runSchedule.operation?.id ?? '')).state).toBe('SUCCEEDED');

  const refused = async (call: Promise<unknown>): Promise<object> => call.then(() => ({}), (error: object) => error);
  expect(await refused(client.createSchedule({ input }))).toMatchObject({ code: 'ALREADY_EXISTS' });
  expect(await refused(client.createSchedule({ input: { ...input, name: 'x', cron: '61 * * * *' } }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'cron' });
  expect(await refused(client.createSchedule({ input: { ...input, name: 'x', timeZone: 'Mars/Olympus' } }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'timeZone' });
  expect(await refused(client.createSchedule({ input: { ...input, name: 'x', policy: 'ghost' } }))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'policy' });
  expect(await refused(client.createSchedule({ input: { ...input, name: 'x', cluster: 'ghost' } }))).toMatchObject({ code: 'NOT_FOUND' });
  await client.deleteSchedule({ input: { namespace, name: 'hippo-policy-tick' } });
  expect(await scheduleNamed('hippo-policy-tick')).toBeUndefined();
});

test('the command takes the flags of pgo 4.x', async () => {
  expect(await pgo('create', 'schedule', 'hippo', '--schedule=0 1 * * *', '--schedule-type=pgbackrest', '--pgbackrest-backup-type=diff'))
    .toMatchObject({ code: 0, stdout: 'Created schedule hippo-pgbackrest-diff for cluster hippo.\n' });
  expect(await pgo('create', 'schedule', 'hippo', '--schedule=*/5 * * * *', '--schedule-type=policy', '--policy=broken', '--database=hippo')).toMatchObject({ code: 0 });
  expect(await pgo('run', 'schedule', 'hippo-policy-broken', '--wait')).toMatchObject({ code: 5, stderr: expect.stringMatching(/line 2.*22012/) });
  expect((await pgo('show', 'schedule', '--schedule-name=hippo-policy-broken')).stdout).toMatch(/FAILED.*division by zero/i);
  expect(await pgo('create', 'schedule', '-s', 'pg=none', '--schedule=@daily', '--schedule-type=stop')).toMatchObject({ code: 2 });
  expect((await pgo('show', 'schedule', 'hippo')).stdout).toMatch(/hippo-pgbackrest-diff +hippo +backup diff[a-z]* +0 1 \* \* \*.*01:00:00/);
  expect(await pgo('update', 'schedule', 'hippo-pgbackrest-diff', '--schedule', '@weekly', '--suspend')).toMatchObject({ code: 0 });
  expect((await pgo('show', 'schedule', '--schedule-name=hippo-pgbackrest-diff')).stdout).toMatch(/@weekly[^]*It rests/);
  expect(await pgo('delete', 'schedule', 'hippo', '--no-prompt')).toMatchObject({ code: 0 });
  expect((await pgo('show', 'schedule', 'hippo')).stderr).toMatch(/no schedules/);
});

test('what is scheduled is done: the proof of a backup, and the end and the start of the cluster', async () => {
  const run = async (type: 'VERIFY' | 'STOP' | 'START'): Promise<Awaited<ReturnType<typeof operationEnd>>> => {
    const name = `real-${type.toLowerCase()}`;
    await client.createSchedule({ input: { namespace, name, cluster: 'hippo', type, cron: NEVER_SOON } });
    const { runSchedule } = await client.runSchedule({ input: { namespace, name } });
    return operationEnd(client, runSchedule.operation?.id ?? '', 240_000);
  };
  expect(await run('VERIFY')).toMatchObject({ kind: 'RunSchedule', state: 'SUCCEEDED' });
  expect(await run('STOP')).toMatchObject({ kind: 'RunSchedule', state: 'SUCCEEDED' });
  expect(await client.cluster(cluster)).toMatchObject({ cluster: { state: 'STOPPED' } });
  expect(await run('START')).toMatchObject({ kind: 'RunSchedule', state: 'SUCCEEDED' });
  expect(Number(await psql(await psqlEnvironment(client, cluster), 'select 1'))).toBe(1);
});
