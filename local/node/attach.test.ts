import { afterEach, expect, test } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { startAttach } from './attach.js';

const folders: string[] = [];
afterEach(() => { for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true }); });

test('all that is written from the moment of attaching on is seen, and nothing of before', async () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'attach-'));
  folders.push(directory);
  const log = path.join(directory, 'log');
  fs.writeFileSync(log, 'before\n');
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => { end = resolve; });
  const { stdout, exited } = startAttach({ directory, pid: undefined, input: undefined, ended }, false);
  fs.appendFileSync(log, 'at once\n');
  const seen = text(stdout);
  await new Promise(setImmediate);
  fs.appendFileSync(log, 'later\n');
  end();
  expect([await seen, await exited]).toEqual(['at once\nlater\n', 0]);
});
