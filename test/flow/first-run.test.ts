import { afterAll, expect, jest, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { freePort } from '../support/free-port.js';
import { processesOf } from '../support/processes.js';
import { runProgram, type RunningProgram } from '../support/run-program.js';
import { testDirectory } from '../support/test-directory.js';

jest.setTimeout(300_000);

const run = promisify(execFile);
const FIRST_RUN_TIMEOUT_MS = 120_000;
const dataDir = testDirectory('first-run');
const config = path.join(testDirectory('config'), 'pgo', 'config.yaml');
const environment = { PGO_CONFIG: config };
let program: RunningProgram | undefined;

const start = async (): Promise<string> => {
  program = runProgram('bin/start.mjs', ['--data-dir', dataDir, '--port', String(await freePort())], environment);
  await program.waitForOutput(/Ctrl-C stops everything/, FIRST_RUN_TIMEOUT_MS);
  return program.output();
};
const stop = async (signal: NodeJS.Signals): Promise<void> => {
  program?.process.kill(signal);
  expect(await program?.ended).toBe(0);
  expect(processesOf(dataDir)).toEqual([]);
};
const pgo = async (...args: string[]): Promise<string> =>
  (await run(process.execPath, ['bin/pgo.mjs', ...args], { env: { ...process.env, NODE_OPTIONS: '', ...environment } })).stdout;

afterAll(() => void program?.process.kill('SIGKILL'));

test('the first run makes the demo before the eyes of the person and says what comes next; all of it works', async () => {
  const output = await start();
  for (const step of ['Store the request', 'Start the primary', 'Start the replicas', 'Ready']) expect(output).toMatch(new RegExp(`✓ ${step}`));

  const line = /psql "[^"]*"/.exec(output)?.[0] ?? '';
  const { stdout } = await run('sh', ['-c', `${line} -Atc 'select current_database(), count(*) from pg_stat_ssl where ssl and pid = pg_backend_pid()'`]);
  expect(stdout.trim()).toBe('hippo|1');
  expect(output).not.toMatch(/password=|:\/\/hippo:/);

  const shown = JSON.parse(await pgo('show', 'cluster', 'hippo', '-o', 'json')) as { state?: string }[] | { state?: string };
  expect([shown].flat()[0]).toMatchObject({ name: 'hippo', state: 'READY', replicas: 1 });
  expect(parse(readFileSync(config, 'utf8'))).toMatchObject({ currentContext: 'local', contexts: [{ name: 'local', namespace: 'pgo' }] });
  for (const file of ['admin.token', 'kubeconfig', 'cli.yaml', 'connections/pgo-hippo.pgpass']) {
    expect(statSync(path.join(dataDir, file)).mode & 0o077).toBe(0);
  }

  await pgo('delete', 'cluster', 'hippo', '--no-prompt', '--wait');
  await stop('SIGINT');
});

test('a demo that was deleted does not come back', async () => {
  const output = await start();
  expect(output).not.toContain('Creating the cluster');
  expect(output).not.toContain('psql "');
  expect(JSON.parse(await pgo('show', 'cluster', '-o', 'json'))).toEqual([]);
  await stop('SIGTERM');
});
