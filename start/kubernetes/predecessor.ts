import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, processIdentity, type ProcessIdentity } from '../preflight/process-identity.js';

const RETRY_MS = 50;
/** How long an orphaned local Kubernetes may take to notice that its parent is gone and to close its store. */
const ENDING_WAIT_MS = 10_000;

/** Notes down the process that a successor has to wait for, should this one be killed. */
export function notePredecessor(file: string, pid: number): void {
  const identity = processIdentity(pid);
  if (identity) writeFileSync(file, JSON.stringify(identity), { mode: 0o600 });
}

/**
 * Waits until the process that a killed predecessor had started is gone, so that two never use one store. It ends by
 * itself when its standard input does; one that hangs is killed.
 */
export async function awaitPredecessor(file: string): Promise<void> {
  const identity = readIdentity(file);
  if (!identity) return;
  const startedAt = performance.now();
  while (isRunning(identity)) {
    if (performance.now() - startedAt > ENDING_WAIT_MS) process.kill(identity.pid, 'SIGKILL');
    await delay(RETRY_MS);
  }
  rmSync(file, { force: true });
}

function readIdentity(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
