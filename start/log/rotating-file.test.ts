import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RotatingFile } from './rotating-file.js';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-log-')); });
afterEach(() => rmSync(directory, { recursive: true }));

test('keeps at most twice its size, the newest lines last', () => {
  const log = new RotatingFile(path.join(directory, 'log', 'a.log'), 100);
  for (let line = 0; line < 50; line += 1) log.write(`line ${line}\n`);
  log.close();
  const newest = readFileSync(log.file, 'utf8');
  expect(newest.endsWith('line 49\n')).toBe(true);
  expect(statSync(log.file).size).toBeLessThanOrEqual(100);
  expect(statSync(`${log.file}.1`).size).toBeLessThanOrEqual(100);
  expect(`${readFileSync(`${log.file}.1`, 'utf8')}${newest}`).toMatch(/^line (\d+)\n/);
});

test('goes on with the file that is there, for its owner only', () => {
  const file = path.join(directory, 'a.log');
  const first = new RotatingFile(file);
  first.write('one\n');
  first.close();
  const second = new RotatingFile(file);
  second.write('two\n');
  second.close();
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
