import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { clearAbandonedRuns, ownRun } from './abandoned-runs.js';

let parent: string;
beforeEach(() => { parent = mkdtempSync(path.join(os.tmpdir(), 'pgo-abandoned-')); });
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const NO_PROCESS = 2 ** 22 + 1;
const runOf = (name: string): string => {
  const directory = path.join(parent, name);
  mkdirSync(directory);
  return directory;
};

test('a run whose owner is gone is cleared with its processes; one that goes on, one of another kind and one without an owner stay', async () => {
  const [gone, other, unowned] = [runOf('pgo-x-1'), runOf('pgo-y-1'), runOf('pgo-x-3')];
  for (const directory of [gone, other]) writeFileSync(path.join(directory, 'owner.pid'), String(NO_PROCESS));
  const own = runOf('pgo-x-2');
  ownRun(own);
  const left = spawn('sleep', ['60'], { argv0: gone, stdio: 'ignore' });
  await once(left, 'spawn');
  const ended = once(left, 'exit');
  clearAbandonedRuns('pgo-x-', parent);
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect([gone, own, other, unowned].map((directory) => existsSync(directory))).toEqual([false, true, true, true]);
});
