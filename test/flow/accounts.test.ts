import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeAuthority } from '../fake/certificates.js';
import { type IdentityProvider, startIdentityProvider } from '../fake/identity-provider.js';
import { type CommandOutcome, type CommandSettings, runNode } from '../support/pgo-command.js';
import { testDirectory } from '../support/test-directory.js';
import { startTestService, type TestService } from '../support/test-service.js';

jest.setTimeout(300_000);

let provider: IdentityProvider;
let service: TestService;
let directory: string;
let ca: string;
let loginOfCarl: Promise<CommandOutcome>;

beforeAll(async () => {
  directory = testDirectory('accounts');
  provider = await startIdentityProvider();
  const clients = await makeAuthority('clients');
  const { cert, key } = await clients.issue({ subject: 'CN=bob' });
  for (const [file, content] of [['clients.crt', clients.ca], ['bob.crt', cert], ['bob.key', key]] as const) writeFileSync(path.join(directory, file), content);
  service = await startTestService({
    args: ['--no-demo', '--tls-client-ca', path.join(directory, 'clients.crt')],
    environment: { PGO_OIDC_ISSUER: provider.issuer, PGO_OIDC_AUDIENCE: provider.audience, PGO_TRUSTED_DOCUMENTS_ONLY: 'true' },
  });
  ca = path.join(service.dataDir, 'ca.crt');
  expect(await admin('create', 'pgouser', 'carl', '--role', 'viewer', '--identity', 'oidc:carl')).toMatchObject(done);
  loginOfCarl = logInByCode('carl');
  loginOfCarl.catch(() => undefined);
});
afterAll(async () => {
  await service.stop();
  await provider.close();
});

/** Runs the command as someone, whose configuration is kept from one command to the next. */
const as = (person: string, settings: CommandSettings = {}) => async (...args: string[]): Promise<CommandOutcome> =>
  runNode('bin/pgo.mjs', args, { ...settings, environment: { PGO_CONFIG: path.join(directory, person, 'config.yaml'), ...settings.environment } });
const admin = (...args: string[]): Promise<CommandOutcome> => as('admin', { environment: { PGO_CONFIG: path.join(service.dataDir, 'cli.yaml') } })(...args);
const done = { code: 0 };

/** Logs in at the identity provider, as a person with a browser would; takes as long as the provider wants to be left alone, 5 s. */
const logInByCode = async (person: string): Promise<CommandOutcome> => {
  let told = '';
  const answered: Promise<void>[] = [];
  const enterCode = (_pid: number, stderr: NodeJS.ReadableStream): void => void stderr.on('data', (text: Buffer) => {
    told += text.toString();
    const code = /enter the code (\S+)/.exec(told)?.[1];
    if (code !== undefined && answered.length === 0) answered.push(provider.answerCode(code, person));
  });
  const login = await as(person, { onStart: enterCode })('login', '--url', service.url, '--ca-file', ca, '--issuer', provider.issuer, '--client-id', 'pgo-cli', '--resource', provider.audience);
  await Promise.all(answered);
  return login;
};

/** Makes an account with a token, and logs in with it; resolves to the token. */
const logIn = async (person: string, role: string): Promise<string> => {
  expect(await admin('create', 'pgouser', person, '--role', role)).toMatchObject(done);
  const { code, stdout } = await admin('create', 'token', person, '--name', 'laptop', '--days', '30');
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^pgo_\S{43}\n$/) });
  const login = await as(person, { input: stdout })('login', '--url', service.url, '--ca-file', ca, '--name', 'here');
  expect(login).toMatchObject({ code: 0, stdout: expect.stringContaining(`as ${person}`) });
  return stdout.trim();
};

test('a role, an account and a token are made; what the role permits is allowed, the rest denied with the permission that is missing', async () => {
  expect(await admin('create', 'pgorole', 'watcher', '--permissions', 'show-cluster,show-pgouser,update-pgouser')).toMatchObject(done);
  const token = await logIn('ann', 'watcher=team-a');
  const ann = as('ann');
  expect(await ann('whoami', '-o', 'name')).toMatchObject({ code: 0, stdout: 'account/ann\n' });
  expect(await ann('show', 'cluster', '-n', 'team-a')).toMatchObject(done);
  expect(await ann('auth', 'can-i', 'show-cluster', '-n', 'team-a')).toMatchObject({ code: 0, stdout: 'yes\n' });
  expect(await ann('auth', 'can-i', 'show-cluster', '-n', 'team-b')).toMatchObject({ code: 4, stdout: 'no\n' });
  const missing = { code: 4, stderr: expect.stringContaining('it needs the permission DELETE_CLUSTER in the namespace "team-a"') };
  expect(await ann('delete', 'cluster', 'nothing', '-n', 'team-a', '--no-prompt')).toMatchObject(missing);
  // Nobody gives themselves more than they have.
  expect(await ann('update', 'pgouser', 'ann', '--role', 'admin')).toMatchObject({ code: 4 });
  expect(await admin('update', 'pgorole', 'watcher', '--permissions', 'show-cluster,delete-cluster')).toMatchObject(done);
  expect(await ann('delete', 'cluster', 'nothing', '-n', 'team-a', '--no-prompt')).toMatchObject({ code: 3 });
  const shown = JSON.parse((await admin('show', 'pgouser', 'ann', '-o', 'json')).stdout) as { tokens: { id: string }[] };
  expect(await admin('delete', 'token', shown.tokens[0]?.id ?? '', '--no-prompt')).toMatchObject(done);
  expect(await ann('whoami')).toMatchObject({ code: 4, stderr: expect.stringContaining('wrong, expired or revoked') });
  expect(readFileSync(path.join(service.dataDir, 'audit', 'audit.log'), 'utf8')).not.toContain(token);
});

test('the last administrator stays', async () => {
  const refused = { code: 1, stderr: expect.stringContaining('This would leave no account that may do everything') };
  expect(await admin('delete', 'pgouser', 'admin', '--no-prompt')).toMatchObject(refused);
});

test('a certificate comes in as the account that has its name', async () => {
  const bob = as('bob', { environment: { PGO_URL: service.url, PGO_CA_CERT: ca, PGO_CLIENT_CERT: path.join(directory, 'bob.crt'), PGO_CLIENT_KEY: path.join(directory, 'bob.key') } });
  expect(await bob('whoami', '-o', 'name')).toMatchObject({ code: 4, stderr: expect.stringContaining('belongs to no account') });
  expect(await admin('create', 'pgouser', 'bob', '--role', 'viewer', '--identity', 'certificate:bob')).toMatchObject(done);
  expect(await bob('whoami', '-o', 'name')).toMatchObject({ code: 0, stdout: 'account/bob\n' });
});

test('a person logs in at the identity provider with a code, and comes in as the account with that identity', async () => {
  const login = await loginOfCarl;
  expect(login).toMatchObject({ code: 0, stdout: expect.stringContaining('as carl') });
  expect(await as('carl')('whoami', '-o', 'name')).toMatchObject({ code: 0, stdout: 'account/carl\n' });
  expect(await as('carl')('logout')).toMatchObject(done);
  expect(await as('carl')('whoami')).toMatchObject({ code: 4 });
});

test('the audit log is whole, and what was changed in it is found', async () => {
  expect(await admin('audit', 'verify')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+ records are as they were written/) });
  const log = path.join(service.dataDir, 'audit', 'audit.log');
  expect(await admin('audit', 'verify', log)).toMatchObject(done);
  const tampered = path.join(directory, 'tampered.log');
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  writeFileSync(tampered, lines.map((line) => line.replace('"account":"ann"', '"account":"eve"')).join('\n'));
  expect(await admin('audit', 'verify', tampered)).toMatchObject({ code: 1, stderr: expect.stringMatching(/The audit log is broken: .*was changed/) });
  writeFileSync(tampered, lines.filter((_line, index) => index !== 1).join('\n'));
  expect(await admin('audit', 'verify', tampered)).toMatchObject({ code: 1, stderr: expect.stringMatching(/1 records are missing/) });
  const refusals = JSON.parse((await admin('show', 'audit', '--outcome', 'FORBIDDEN', '-o', 'json')).stdout) as { account: string; permission: string }[];
  expect(refusals).toContainEqual(expect.objectContaining({ account: 'ann', permission: 'DELETE_CLUSTER' }));
});
