import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../start-error.js';
import { isRunning, processIdentity, type ProcessIdentity } from './process-identity.js';

/** Holds a data directory for one process. */
export interface InstanceLock {
  /** Says that this process is about to end, so that a successor waits for it. */
  markStopping(): void;
  release(): void;
}

interface Holder extends ProcessIdentity {
  readonly stopping?: boolean;
}

const LOCK_FILE = 'pgo.lock';
const RETRY_MS = 100;
/** How long a successor waits for a holder that is ending: a little more than an orderly stop may take. */
const STOPPING_WAIT_MS = 15_000;
/** How long it waits for any other holder: one whose parent was killed notices within this. */
const RUNNING_WAIT_MS = 2_000;

/**
 * Takes the data directory for this process. A lock whose process is gone counts as none. Rejects with a `StartError`
 * when another process has it and does not end in time.
 */
export async function acquireInstanceLock(dataDir: string): Promise<InstanceLock> {
  const file = path.join(dataDir, LOCK_FILE);
  const self = processIdentity(process.pid);
  if (!self) throw new StartError('This process cannot be identified: /proc is not readable.');
  const startedAt = performance.now();
  for (;;) {
    if (tryLock(file, self)) return heldLock(file, self);
    const holder = readHolder(file);
    if (!holder || !isRunning(holder)) {
      removeStale(file, holder);
      continue;
    }
    const waited = performance.now() - startedAt;
    if (waited > (holder.stopping ? STOPPING_WAIT_MS : RUNNING_WAIT_MS)) {
      throw new StartError(`pgo already runs on ${dataDir} (process ${holder.pid}). Stop it, or choose another directory with --data-dir DIR.`);
    }
    await delay(RETRY_MS);
  }
}

/** The file appears with its content or not at all: a link to a finished file cannot replace another. */
function tryLock(file: string, self: ProcessIdentity): boolean {
  const draft = `${file}.${self.pid}`;
  writeFileSync(draft, JSON.stringify(self), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves the stale file aside first: of two successors only one moves it, and one that moved a fresh lock puts it back. */
function removeStale(file: string, stale: Holder | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && moved.pid !== stale?.pid && isRunning(moved)) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function heldLock(file: string, self: ProcessIdentity): InstanceLock {
  return {
    markStopping() {
      const holder: Holder = { ...self, stopping: true };
      const draft = `${file}.${self.pid}`;
      writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
      renameSync(draft, file);
    },
    release() {
      if (readHolder(file)?.pid === self.pid) rmSync(file, { force: true });
    },
  };
}
