import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { acquireInstanceLock } from './instance-lock.js';
import { processIdentity } from './process-identity.js';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-lock-')); });
afterEach(() => rmSync(directory, { recursive: true }));

const lockFile = (): string => path.join(directory, 'pgo.lock');

describe('acquireInstanceLock', () => {
  test('takes a free directory and leaves nothing after release', async () => {
    const lock = await acquireInstanceLock(directory);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
    expect(readdirSync(directory)).toEqual([]);
  });

  test('refuses while another process has it, and names that process', async () => {
    const other = spawn('sleep', ['60']);
    try {
      await once(other, 'spawn');
      writeFileSync(lockFile(), JSON.stringify(processIdentity(other.pid ?? 0)));
      await expect(acquireInstanceLock(directory)).rejects.toThrow(`already runs on ${directory} (process ${other.pid})`);
    } finally {
      other.kill('SIGKILL');
    }
  });

  test('waits for a process that is stopping', async () => {
    const other = spawn('sleep', ['60']);
    await once(other, 'spawn');
    writeFileSync(lockFile(), JSON.stringify({ ...processIdentity(other.pid ?? 0), stopping: true }));
    const waiting = acquireInstanceLock(directory);
    other.kill('SIGKILL');
    (await waiting).release();
  });

  test.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startTime: '1' })],
    ['another process with the same pid', JSON.stringify({ pid: process.pid, startTime: '1' })],
    ['half a file', '{"pid":'],
  ])('takes over the lock of %s', async (_name, content) => {
    writeFileSync(lockFile(), content);
    const lock = await acquireInstanceLock(directory);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toEqual(processIdentity(process.pid));
    lock.release();
  });

  test('lets only one of many take a stale lock', async () => {
    writeFileSync(lockFile(), JSON.stringify({ pid: 2 ** 22 + 1, startTime: '1' }));
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => acquireInstanceLock(directory)));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });
});
