import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Takes a data directory for this process alone, until it ends, however it ends: the lock is a listening socket in the
 * abstract name space of Linux, which no file and no kill can leave behind. Rejects when another process has it.
 */
export function lockDataDirectory(dataDir: string): Promise<void> {
  const digest = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 32);
  const server = createServer((socket) => socket.destroy());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`another local Kubernetes runs from ${dataDir}: stop it first, or use another data directory`) : error);
    });
    server.listen(`\0pgo-local-kubernetes-${digest}`, resolve);
  });
}
