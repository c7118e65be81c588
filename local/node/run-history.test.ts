import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ContainerRun } from './pod-state.js';
import { endRun } from './run-history.js';

let directory: string;
beforeEach(() => { directory = fs.mkdtempSync(path.join(os.tmpdir(), 'pgo-run-')); });
afterEach(() => fs.rmSync(directory, { recursive: true }));

const run: ContainerRun = { attempt: 3, failures: 2, phase: 'running', startedAtMs: 1000 };
const about = { container: { name: 'main', image: 'x' }, outOfMemory: false, nowMs: 2000 };
const files = (given: Record<string, string>): void => { for (const [name, text] of Object.entries(given)) fs.writeFileSync(path.join(directory, name), text); };

describe('endRun', () => {
  it('tells a sandbox that was never built as a failure to start, so that the next try has a pause', () => {
    files({ status: '', log: 'bwrap: No permissions to create a new namespace\n' });
    const ended = endRun(directory, run, {}, about);
    expect(ended).toMatchObject({ exitCode: 128, reason: 'StartError', message: 'bwrap: No permissions to create a new namespace', failures: 2 });
    expect(ended.endedWithNode).toBeUndefined();
  });

  it('says so where nothing was written at all', () => {
    files({ status: '', log: '' });
    expect(endRun(directory, run, {}, about)).toMatchObject({ reason: 'StartError', message: 'The sandbox was not built, and nothing says why' });
  });

  it('counts a container whose end nobody saw as ended with its node', () => {
    files({ status: '{ "child-pid": 12, "pid-namespace": 7 }\n', log: '' });
    expect(endRun(directory, run, {}, about)).toMatchObject({ exitCode: 137, reason: 'ContainerStatusUnknown', endedWithNode: true });
  });

  it('keeps the code of one that ended by itself', () => {
    files({ status: '{ "child-pid": 12, "pid-namespace": 7 }\n{ "exit-code": 3 }\n', log: '' });
    const ended = endRun(directory, run, { exitCode: 3, finishedAtMs: 1500 }, about);
    expect(ended).toMatchObject({ exitCode: 3, reason: 'Error', finishedAtMs: 1500 });
    expect(ended.endedWithNode).toBeUndefined();
  });
});
