import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ExecSession } from '../node-access.js';
import type { ContainerInput } from './container-input.js';
import { resizeTerminal } from './terminal-size.js';

const CHUNK_BYTES = 64 * 1024;

/** The run that a client joins. */
export interface AttachTarget {
  /** Where the run's output is. */
  readonly directory: string;
  readonly pid: number | undefined;
  readonly input: ContainerInput | undefined;
  /** Resolves when the run has ended. */
  readonly ended: Promise<void>;
}

/**
 * Joins the process of a container: what it writes from now on, both outputs as one since they share a file, and its input.
 * The end of the session does not end the process; how the process ended is in the pod's status.
 */
export function startAttach({ directory, pid, input, ended }: AttachTarget, wantsInput: boolean): ExecSession {
  const left = new AbortController();
  const log = path.join(directory, 'log');
  // Now, since what the client writes next may be answered before anyone reads.
  const { size } = fs.statSync(log);
  const stdout = Readable.from(bytesFrom(log, size, ended, left.signal), { objectMode: false });
  stdout.on('error', () => undefined);
  const stdin = wantsInput ? input?.openWriting() : undefined;
  const leave = (): void => {
    left.abort();
    stdin?.destroy();
  };
  return {
    stdin, stdout, stderr: undefined,
    exited: new Promise((resolve) => {
      left.signal.addEventListener('abort', () => resolve(0), { once: true });
      void ended.then(() => resolve(0));
    }),
    resize: (columns, rows) => {
      if (pid !== undefined) resizeTerminal(pid, { columns, rows });
    },
    kill: leave,
  };
}

/** What a file holds behind a position and gets appended, until its writer has ended or nobody wants it any more. */
async function* bytesFrom(file: string, start: number, ended: Promise<void>, signal: AbortSignal): AsyncGenerator<Buffer> {
  const handle = await fs.promises.open(file, 'r');
  let wake = (): void => undefined;
  let isOver = false;
  const watcher = fs.watch(file, () => wake());
  const finish = (): void => {
    isOver = true;
    wake();
  };
  void ended.then(finish);
  signal.addEventListener('abort', finish, { once: true });
  try {
    let position = start;
    for (;;) {
      const wasOver = isOver;
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position);
      position += bytesRead;
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
      else if (wasOver || signal.aborted) return;
      else if (!isOver) await changed;
    }
  } finally {
    watcher.close();
    await handle.close();
  }
}
