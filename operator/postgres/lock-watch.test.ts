import { afterEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LOCK_WATCH_SCRIPT } from './lock-watch.js';

const started: ChildProcess[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A server of two processes, and the reader that watches over it. */
const watch = async (): Promise<{ server: ChildProcess; tell: (text: string) => void; reader: ChildProcess }> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lock-watch-'));
  folders.push(folder);
  const server = spawn('bash', ['-c', 'sleep 300 & echo $!; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(server.stdout, 'data');
  writeFileSync(path.join(folder, 'postmaster.pid'), `${server.pid}\nmore\n`);
  const reader = spawn('bash', ['-c', LOCK_WATCH_SCRIPT, 'lock-watch', folder], { stdio: ['pipe', 'ignore', 'pipe'] });
  started.push(server, reader);
  return { server, reader, tell: (text) => { reader.stdin?.write(text); } };
};

test('ends every process of the server when the lock is not renewed in time, and says why', async () => {
  const { server, tell, reader } = await watch();
  const words = once(reader.stderr ?? reader, 'data');
  // Closed when neither the server nor its child holds its output any more.
  server.stdout?.resume();
  const end = once(server, 'close');
  tell('Ctimeout=1\n1');
  expect(String((await words)[0])).toContain('not renewed for 1 s');
  expect(await end).toEqual([null, 'SIGKILL']);
});

test('leaves a server alone that never led, has demoted itself, or has time left', async () => {
  const quiet = await Promise.all(['', 'Ctimeout=1\n1V', 'Ctimeout=60\n1'].map(async (text) => {
    const one = await watch();
    one.tell(text);
    return one;
  }));
  // One that is watched from now on and ends shows that the time of the others is up, too.
  const other = await watch();
  other.tell('Ctimeout=2\n');
  await once(other.server, 'exit');
  expect(quiet.map(({ server }) => server.exitCode ?? server.signalCode)).toEqual([null, null, null]);
  for (const { tell } of quiet) tell('Ctimeout=1\n');
  expect(await Promise.all(quiet.map(({ server }) => once(server, 'exit')))).toEqual([[null, 'SIGKILL'], [null, 'SIGKILL'], [null, 'SIGKILL']]);
});
