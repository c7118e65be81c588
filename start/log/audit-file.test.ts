import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AuditFile } from './audit-file.js';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-audit-')); });
afterEach(() => rmSync(directory, { recursive: true }));

test('keeps lines over restarts and cuts off what a crash left of one', () => {
  const file = path.join(directory, 'audit', 'audit.log');
  const first = new AuditFile(file);
  first.append('a\n');
  first.close();
  appendFileSync(file, 'torn');
  const second = new AuditFile(file);
  second.append('b\n');
  expect(second.read()).toEqual(['a', 'b']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  second.close();
});

test('turns full files over and lets the oldest go', () => {
  const file = path.join(directory, 'audit.log');
  const log = new AuditFile(file, { bytesMax: 4, filesMax: 2 });
  for (const line of ['1\n', '2\n', '3\n', '4\n', '5\n', '6\n', '7\n', '8\n', '9\n']) log.append(line);
  expect(log.read()).toEqual(['7', '8', '9']);
  expect([existsSync(`${file}.2`), existsSync(`${file}.3`)]).toEqual([true, false]);
  log.close();
});
