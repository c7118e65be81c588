import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SECRET } from '../../kube/core-kinds.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { freePort } from '../support/free-port.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { runNode, type CommandOutcome, type CommandSettings } from '../support/pgo-command.js';
import { sharedService, type SharedService } from '../support/shared-service.js';

jest.setTimeout(240_000);

/** Keys of Secrets whose values nobody but their user may see. */
const SECRET_KEYS = /password|uri|\.key$|superuser|replication|rest/i;

const namespace = 'command-line';
let service: SharedService;
let kubernetes: KubeConnection;
let folder: string;

beforeAll(async () => {
  service = await sharedService();
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, namespace);
  folder = mkdtempSync(path.join(os.tmpdir(), 'pgo-command-line-'));
});

afterAll(async () => {
  await kubernetes.close();
  rmSync(folder, { recursive: true, force: true });
});

const pgo = (args: readonly string[], settings: CommandSettings = {}): Promise<CommandOutcome> => runNode('bin/pgo.mjs', args, {
  ...settings,
  environment: { PGO_URL: service.url, PGO_TOKEN: service.token, PGO_NAMESPACE: namespace, PGO_CONFIG: path.join(folder, 'none.yaml'), ...settings.environment },
});

describe('one cluster, from its creation to its end', () => {
  const name = 'heron';

  test('a dry run prints the plan and stores nothing', async () => {
    const { code, stdout } = await pgo(['create', 'cluster', name, '--replica-count', '1', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Nothing was stored\.\n\nACTION +OBJECT[^]*PostgresCluster\/heron/);
    expect((await pgo(['show', 'cluster', name])).code).toBe(3);
  });

  test('create --wait shows the steps on standard error and the outcome on standard output', async () => {
    const { code, stdout, stderr } = await pgo(['create', 'cluster', name, '--label', 'env=test', '--parameter', 'work_mem=8MB', '--wait', '--timeout', '2m']);
    expect({ code, stdout, stderr: stderr.includes('SUCCEEDED') || stderr }).toEqual({ code: 0, stdout: 'Cluster heron is ready. Connect with `pgo psql heron`.\n', stderr: true });
    expect(stderr).toMatch(/^CreateCluster command-line\/heron: \S/);
  });

  test('exports what helps without a secret of the cluster in it', async () => {
    const file = path.join(folder, 'support.tar.gz');
    const { code, stdout } = await pgo(['support', 'export', '--cluster', name, '--file', file]);
    expect({ code, stdout: stdout.includes(file) || stdout }).toEqual({ code: 0, stdout: true });
    expect(statSync(file).mode & 0o077).toBe(0);
    const content = gunzipSync(readFileSync(file)).toString();
    for (const part of ['server.json', 'operations.json', `${namespace}/${name}/events.json`, `${namespace}/${name}/instances.log`]) expect(content).toContain(`pgo-support/${part}`);
    expect(content).toContain('database system is ready');
    const secrets = (await kubernetes.list(SECRET, { namespace })).flatMap(({ metadata, data = {} }) =>
      Object.entries(data).filter(([key]) => SECRET_KEYS.test(key)).map(([key, value]) => ({ name: `${metadata.name}/${key}`, text: Buffer.from(value, 'base64').toString() })));
    expect(secrets.length).toBeGreaterThan(4);
    expect(secrets.filter(({ text }) => content.includes(text) || content.includes(encodeURIComponent(text))).map((secret) => secret.name)).toEqual([]);
    expect(content.includes(service.token)).toBe(false);
  });

  test('shows it in every format', async () => {
    const table = await pgo(['show', 'cluster', '--selector', 'env=test']);
    expect(table.stdout).toMatch(/^NAMESPACE +NAME +STATE[^\n]*\ncommand-line +heron +READY +1\/1 /);
    expect((await pgo(['show', 'cluster', '-o', 'name'])).stdout).toBe('cluster/heron\n');
    expect(JSON.parse((await pgo(['show', 'cluster', name, '-o', 'json'])).stdout)).toMatchObject({ name, state: 'READY', labels: [{ key: 'env', value: 'test' }] });
    expect((await pgo(['show', 'cluster', name, '-o', 'yaml'])).stdout).toMatch(/^state: READY$/m);
    expect((await pgo(['show', 'cluster', name])).stdout).toMatch(/State: +READY[^]*INSTANCE +ROLE[^]*heron-1 +PRIMARY +yes/);
    expect((await pgo(['status'])).stdout).toMatch(/Clusters: +1 \(1 READY\)\nInstances: +1 of 1 ready/);
  });

  test('psql runs with the connection, hands its exit code on, and leaves nothing behind', async () => {
    const before = readTemporary();
    const query = await pgo(['psql', name, '--', '-XAtc', 'show work_mem', '-c', 'select ssl from pg_stat_ssl where pid = pg_backend_pid()']);
    expect(query).toEqual({ code: 0, stdout: '8MB\nt\n', stderr: '' });
    expect((await pgo(['psql', name, '--', '-X', '-v', 'ON_ERROR_STOP=1', '-f', '-'], { input: 'select 1/0;' })).code).toBe(3);
    expect(readTemporary()).toEqual(before);
  });

  test('operations are listed, and one is shown by the id that a program gets', async () => {
    const [operation] = JSON.parse((await pgo(['show', 'operation', '--cluster', name, '-o', 'json'])).stdout) as { id: string }[];
    const { stdout } = await pgo(['show', 'workflow', operation?.id ?? '']);
    expect(stdout).toMatch(/Kind: +CreateCluster[^]*State: +SUCCEEDED {2}100 %[^]*STEP +STATE/);
    expect((await pgo(['show', 'operation', operation?.id ?? '', '--wait'])).code).toBe(0);
  });

  test('a change is refused with the field and what would be right', async () => {
    const { code, stdout, stderr } = await pgo(['update', 'cluster', name, '--parameter', 'work_memory=8MB']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Error: .*work_memory[^]*\n {2}field: .*parameters[^]*\n {2}try: /);
  });

  test('watch prints changes until it is interrupted', async () => {
    const outcome = await pgo(['watch', name], { onStart: (pid) => void interruptOnceScaled(pid) });
    expect(outcome.code).toBe(130);
    expect(outcome.stdout).toMatch(/command-line\/heron {2}(READY|UPDATING|DEGRADED)/);
  });

  test('delete asks for --no-prompt where nobody can answer, then deletes', async () => {
    expect((await pgo(['delete', 'cluster', name])).code).toBe(2);
    const { code, stdout } = await pgo(['delete', 'cluster', name, '--no-prompt', '--wait']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Cluster heron is deleted.\n' });
    expect((await pgo(['show', 'cluster'])).stderr).toMatch(/There are no clusters in the namespace "command-line"/);
  });
});

/** Changes the cluster so that something is there to watch, then ends the watch. */
async function interruptOnceScaled(pid: number): Promise<void> {
  await pgo(['scale', 'heron', '--replica-count', '1', '--wait']);
  process.kill(pid, 'SIGINT');
}

const readTemporary = (): string[] => readdirSync(os.tmpdir()).filter((name) => name.startsWith('pgo-psql-'));

describe('waiting', () => {
  test('ends with 6 when the time is over, and the operation goes on', async () => {
    const { code, stderr } = await pgo(['create', 'cluster', 'slow', '--wait', '--timeout', '100ms', '--idempotency-key', 'slow']);
    expect(code).toBe(6);
    expect(stderr).toMatch(/It goes on\.\n {2}try: Follow it with `pgo show operation \S+ --wait`/);
    expect((await pgo(['create', 'cluster', 'slow', '--wait', '--idempotency-key', 'slow'])).code).toBe(0);
    await pgo(['delete', 'cluster', 'slow', '--no-prompt']);
  });

  test('ends with 130 at Ctrl-C, and says that the operation goes on', async () => {
    const { code, stdout, stderr } = await pgo(['create', 'cluster', 'halted', '--wait'], {
      onStart: (pid, output) => output.once('data', () => process.kill(pid, 'SIGINT')),
    });
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/Interrupted\. The operation goes on\.\n {2}try: Follow it with `pgo show operation \S+ --wait`/);
    expect((await pgo(['delete', 'cluster', 'halted', '--no-prompt'])).code).toBe(0);
  });
});

describe('exit codes say what went wrong', () => {
  interface Refusal { readonly args: readonly string[]; readonly environment?: Readonly<Record<string, string>>; readonly code: number; readonly message: RegExp }
  test.each<[string, Refusal]>([
    ['a token that is wrong', { args: ['status'], environment: { PGO_TOKEN: 'pgo_wrong' }, code: 4, message: /^Error: .*token[^]*try: / }],
    ['no token', { args: ['status'], environment: { PGO_TOKEN: '' }, code: 4, message: /token/ }],
    ['a cluster that is not there', { args: ['scale', 'ghost', '--replica-count', '1'], code: 3, message: /ghost[^]*try: / }],
    ['an operation that is not there', { args: ['show', 'operation', 'nothing'], code: 3, message: /no operation "nothing"/ }],
    ['a name that is wrong', { args: ['create', 'cluster', 'Heron'], code: 2, message: /lower-case/ }],
    ['a verb that there is none', { args: ['creat'], code: 2, message: /Did you mean create/ }],
    ['no configuration', { args: ['status'], environment: { PGO_URL: '' }, code: 4, message: /No server is configured/ }],
  ])('%s', async (_name, { args, environment = {}, code, message }) => {
    const outcome = await pgo(args, { environment });
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code, stdout: '' });
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr).not.toContain(service.token);
  });

  test('a server that is not there', async () => {
    const { code, stderr } = await pgo(['status'], { environment: { PGO_URL: `http://127.0.0.1:${await freePort()}` } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/Cannot reach the pgo server at http:\/\/127\.0\.0\.1:\d+\/graphql: nothing listens there\.\n {2}try: Start a server with `npm start`/);
  });

  test('what may be done is asked with can-i', async () => {
    expect(await pgo(['auth', 'can-i', 'create-cluster'])).toMatchObject({ code: 0, stdout: 'yes\n' });
    expect((await pgo(['auth', 'can-i', 'fly'])).code).toBe(2);
  });
});

describe('logging in', () => {
  const configuration = (): Record<string, string> => ({ PGO_URL: '', PGO_TOKEN: '', PGO_NAMESPACE: '', PGO_CONFIG: path.join(folder, 'config', 'config.yaml') });

  test('keeps the server and the token, and forgets both', async () => {
    const environment = configuration();
    const login = await pgo(['login', '--url', service.url, '--name', 'here', '-n', namespace], { environment, input: `${service.token}\n` });
    expect(login).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Logged in to .* as admin\. The context is "here"\.\n$/) });
    expect(login.stdout + login.stderr).not.toContain(service.token);
    const token = path.join(folder, 'config', 'tokens', 'here');
    expect([readFileSync(token, 'utf8').trim(), statSync(token).mode & 0o777]).toEqual([service.token, 0o600]);

    expect((await pgo(['whoami'], { environment })).stdout).toMatch(/Account: +admin[^]*Context: +here\nNamespace: +command-line/);
    expect((await pgo(['version'], { environment })).stdout).toMatch(/^Client: +\d\S+\nServer: +\d\S+\n$/);
    expect((await pgo(['__complete', '--', 'config', 'use-context', 'h'], { environment })).stdout).toBe('here\n');
    expect((await pgo(['logout'], { environment })).code).toBe(0);
    expect((await pgo(['whoami'], { environment })).code).toBe(4);
  });

  test('keeps nothing with a wrong token', async () => {
    const environment = { ...configuration(), PGO_CONFIG: path.join(folder, 'refused', 'config.yaml') };
    expect((await pgo(['login', '--url', service.url], { environment, input: 'pgo_wrong' })).code).toBe(4);
    expect((await pgo(['config', 'show'], { environment })).stderr).toMatch(/There are no contexts/);
  });
});
