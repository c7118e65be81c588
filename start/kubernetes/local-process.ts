import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { StartError } from '../start-error.js';

/** One run of the process that is the local Kubernetes. */
export interface LocalProcess {
  readonly pid: number;
  /** Address of its API. */
  readonly url: string;
  /** Resolves when it has ended, with a sentence about how. */
  readonly ended: Promise<string>;
  /** Ends it and everything it runs within `STOP_TIMEOUT_MS`. */
  stop(): Promise<void>;
  /** Tells a process that is being stopped to hurry. */
  hurry(): void;
}

/** How it is started. */
export interface LocalProcessSettings {
  /** Program and its arguments, after the path of Node.js. */
  readonly command: readonly string[];
  /** Takes what it writes to stderr. */
  readonly log: { write(text: Buffer): void };
  /** Told as soon as the process exists. */
  readonly onSpawn?: (pid: number) => void;
  /** Ends a start that is under way, in order. */
  readonly signal: AbortSignal;
}

/** Until when it must say that it serves. Restored clusters are not waited for. */
const READY_TIMEOUT_MS = 30_000;
/** It gives its containers 8 s; after this it is killed. */
const STOP_TIMEOUT_MS = 9_500;
const SHOWN_ERROR_CHARACTERS = 600;

/**
 * Starts the local Kubernetes and waits until it serves. Its standard input is a pipe that nobody writes to: when this
 * process dies, however that comes about, the child reads its end and leaves the containers to its successor. It is in
 * a process group of its own, so that Ctrl-C reaches only us and the order of the stop is ours.
 */
export async function startLocalProcess(settings: LocalProcessSettings): Promise<LocalProcess> {
  const child = spawn(process.execPath, [...settings.command], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let lastError = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    settings.log.write(chunk);
    lastError = (lastError + chunk.toString()).slice(-SHOWN_ERROR_CHARACTERS);
  });
  child.stdin?.on('error', () => {});
  const ended = endOf(child);
  if (child.pid !== undefined) settings.onSpawn?.(child.pid);
  const onAbort = (): void => void child.kill('SIGTERM');
  settings.signal.addEventListener('abort', onAbort);
  try {
    const url = await readyUrl(child, ended);
    return { pid: child.pid ?? 0, url, ended, stop: () => stop(child, ended), hurry: () => void child.kill('SIGTERM') };
  } catch (error) {
    if (settings.signal.aborted) await stop(child, ended);
    child.kill('SIGKILL');
    await ended;
    const detail = lastError.trim().split('\n').at(-1) ?? '';
    throw new StartError(`The local Kubernetes did not start: ${(error as Error).message}. ${detail}`.trimEnd(), { cause: error });
  } finally {
    settings.signal.removeEventListener('abort', onAbort);
  }
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal ? `killed by ${signal}` : `exit code ${code}`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The first line on standard output that says `ready`. */
async function readyUrl(child: ChildProcess, ended: Promise<string>): Promise<string> {
  if (!child.stdout) throw new Error('it has no standard output');
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const message = parseLine(line);
      if (message?.ready === true && typeof message.url === 'string') resolve(message.url);
    });
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`it was not ready after ${READY_TIMEOUT_MS / 1000} s`)), READY_TIMEOUT_MS);
  });
  const gone = ended.then((how) => Promise.reject(new Error(`it ended (${how})`)));
  try {
    return await Promise.race([ready, tooLate, gone]);
  } finally {
    clearTimeout(timer);
    gone.catch(() => {});
  }
}

function parseLine(line: string): { ready?: unknown; url?: unknown } | undefined {
  try {
    return JSON.parse(line) as { ready?: unknown; url?: unknown };
  } catch {
    return undefined;
  }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
