import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { packageRoot } from '../package-root.js';
import { RotatingFile } from '../log/rotating-file.js';
import { startLocalProcess, type LocalProcess } from './local-process.js';
import { awaitPredecessor, notePredecessor } from './predecessor.js';

/** The local Kubernetes, kept running. */
export interface LocalKubernetes {
  /** File that its clients read. */
  readonly kubeconfig: string;
  readonly url: string;
  /** Ends it and every container. */
  stop(): Promise<void>;
  /** Makes a stop that is going on end at once. */
  hurry(): void;
}

const FIRST_RESTART_DELAY_MS = 200;
const LAST_RESTART_DELAY_MS = 10_000;
/** A run that lasted this long was a good one: the delays start from the first again. */
const GOOD_RUN_MS = 60_000;

/**
 * Starts the local Kubernetes as a child process and starts it again, with growing delays, whenever it ends unasked.
 * Its address and tokens stay the same over restarts, so that clients reconnect by themselves. A signal ends a start
 * that is under way.
 */
export async function startLocalKubernetes(dataDir: string, logger: Logger, signal: AbortSignal): Promise<LocalKubernetes> {
  const kubeconfig = path.join(dataDir, 'kubeconfig');
  const pidFile = path.join(dataDir, 'kubernetes.pid');
  const log = new RotatingFile(path.join(dataDir, 'log', 'kubernetes.log'));
  const command = [path.join(packageRoot, 'dist', 'local', 'main.js'), '--data-dir', path.join(dataDir, 'kubernetes'), '--kubeconfig', kubeconfig];
  const start = (): Promise<LocalProcess> => startLocalProcess({ command, log, signal, onSpawn: (pid) => notePredecessor(pidFile, pid) });

  await awaitPredecessor(pidFile);
  let current = await start();
  const stopping = new AbortController();
  const supervision = supervise();

  async function supervise(): Promise<void> {
    let restartDelayMs = FIRST_RESTART_DELAY_MS;
    let startedAt = performance.now();
    for (;;) {
      const how = await current.ended;
      if (stopping.signal.aborted) return;
      if (performance.now() - startedAt > GOOD_RUN_MS) restartDelayMs = FIRST_RESTART_DELAY_MS;
      logger.error({ how }, 'the local Kubernetes ended unasked and is started again');
      const restarted = await restart();
      if (!restarted) return;
      startedAt = performance.now();
      current = restarted;
      if (stopping.signal.aborted) return;
    }

    async function restart(): Promise<LocalProcess | undefined> {
      for (;;) {
        await delay(restartDelayMs * (0.5 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => {});
        if (stopping.signal.aborted) return undefined;
        restartDelayMs = Math.min(restartDelayMs * 2, LAST_RESTART_DELAY_MS);
        try {
          return await start();
        } catch (error) {
          logger.error({ err: error }, 'the local Kubernetes could not be started again');
        }
      }
    }
  }

  return {
    kubeconfig,
    url: current.url,
    hurry: () => current.hurry(),
    async stop() {
      stopping.abort();
      await current.stop();
      await supervision;
      await current.stop();
      log.close();
    },
  };
}
