import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { processIdentity } from '../preflight/process-identity.js';
import { startLocalProcess } from './local-process.js';
import { awaitPredecessor, notePredecessor } from './predecessor.js';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-child-')); });
afterEach(() => rmSync(directory, { recursive: true }));

const program = (text: string): string[] => {
  const file = path.join(directory, 'program.mjs');
  writeFileSync(file, text);
  return [file];
};
const SERVING = `console.log('a word before'); console.log(JSON.stringify({ ready: true, url: 'https://127.10.0.1:6443' }));`;
const never = new AbortController().signal;
const log = (): { text: string; write(chunk: Buffer): void } => ({ text: '', write(chunk) { this.text += chunk.toString(); } });

describe('startLocalProcess', () => {
  test('resolves when the child says that it serves, keeps its log and stops it', async () => {
    const kept = log();
    const child = await startLocalProcess({ command: program(`console.error('careful'); ${SERVING} process.stdin.resume();`), log: kept, signal: never });
    expect(child.url).toBe('https://127.10.0.1:6443');
    expect(processIdentity(child.pid)).toBeDefined();
    await child.stop();
    expect(await child.ended).toBe('killed by SIGTERM');
    expect(kept.text).toBe('careful\n');
  });

  test('the child reads the end of its standard input when we are gone', async () => {
    const parent = program(`
      import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, ['-e', "process.stdin.resume().on('end', () => process.exit(0))"], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
      console.log(JSON.stringify({ ready: true, url: String(child.pid) }));
      process.stdin.resume();`);
    const running = await startLocalProcess({ command: parent, log: log(), signal: never });
    const noteFile = path.join(directory, 'pid');
    notePredecessor(noteFile, Number(running.url));
    process.kill(running.pid, 'SIGKILL');
    await running.ended;
    await awaitPredecessor(noteFile);
    expect(processIdentity(Number(running.url))).toBeUndefined();
  });

  test('says why the child did not start, with its last words', async () => {
    const command = program(`console.error('no room for the store'); process.exit(3);`);
    await expect(startLocalProcess({ command, log: log(), signal: never }))
      .rejects.toThrow('The local Kubernetes did not start: it ended (exit code 3). no room for the store');
  });

  test('a stop while it starts ends it in order', async () => {
    const controller = new AbortController();
    const noted = path.join(directory, 'stopped');
    const command = program(`
      import { writeFileSync } from 'node:fs';
      process.on('SIGTERM', () => { writeFileSync(${JSON.stringify(noted)}, 'in order'); process.exit(0); });
      process.stdin.resume(); console.error('up');`);
    const starting = startLocalProcess({ command, log: { write: () => controller.abort() }, signal: controller.signal });
    await expect(starting).rejects.toThrow('it ended (exit code 0)');
    expect(readFileSync(noted, 'utf8')).toBe('in order');
  });
});
