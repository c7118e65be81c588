import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** Milliseconds to wait for a process that is about to end. */
const WAIT_MS = 12_000;

/**
 * Takes a data directory for this process alone, until it ends, however it ends: the lock is a listening socket in the
 * abstract name space of Linux, which no file and no kill can leave behind. Waits for a process that has it to end, at
 * most `waitMs`; rejects then.
 */
export async function lockDataDirectory(dataDir: string, waitMs = WAIT_MS): Promise<void> {
  const digest = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 32);
  const name = `\0pgo-local-kubernetes-${digest}`;
  const abort = AbortSignal.timeout(waitMs);
  while (!(await listen(name))) {
    await endOf(name, abort);
    if (abort.aborted) throw new Error(`another local Kubernetes runs from ${dataDir}: stop it first, or use another data directory`);
  }
}

/** Answers false when another process listens. */
function listen(name: string): Promise<boolean> {
  // Those who wait for the lock are connected: the end of this process is the end of their connections.
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).unref());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(name, () => resolve(true));
  });
}

/** Resolves when the process that listens has ended, or when the wait is given up. */
async function endOf(name: string, abort: AbortSignal): Promise<void> {
  const socket = connect(name);
  socket.on('error', () => socket.destroy());
  await once(socket, 'close', { signal: abort }).catch(() => undefined);
  socket.destroy();
}
