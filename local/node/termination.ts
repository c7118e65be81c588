import fs from 'node:fs';
import path from 'node:path';
import type { Container } from './pod.js';

const MESSAGE_BYTES = 4096;
const LOG_BYTES = 2048;
const LOG_LINES = 80;
/** What the entry into the sandbox ends with when the command could not be started. */
const START_ERROR_CODE = 128;
const KILLED_CODE = 137;

/** What a run's end adds to its record. */
export interface ExitDetails {
  readonly exitCode: number;
  readonly reason: string;
  readonly message?: string;
}

/** What the status says about the end of a run: why, and in the container's own words where it left any. */
export function exitDetails(directory: string, exitCode: number | undefined, about: { readonly container: Container; readonly outOfMemory: boolean }): ExitDetails {
  if (exitCode === undefined) {
    return { exitCode: KILLED_CODE, reason: 'ContainerStatusUnknown', message: 'The container ended and nothing could say how: its supervisor was killed or the machine was started anew' };
  }
  const output = lastBytes(path.join(directory, 'log'), LOG_BYTES);
  const startError = startErrorOf(exitCode, output);
  if (startError !== undefined) return { exitCode: START_ERROR_CODE, reason: 'StartError', message: startError };
  const reason = about.outOfMemory && exitCode !== 0 ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error';
  const own = lastBytes(path.join(directory, 'termination-log'), MESSAGE_BYTES);
  const useLog = own === '' && exitCode !== 0 && about.container.terminationMessagePolicy === 'FallbackToLogsOnError';
  const message = useLog ? output.split('\n').slice(-LOG_LINES - 1).join('\n') : own;
  return { exitCode, reason, ...(message === '' ? {} : { message }) };
}

/** What the status says where bubblewrap ended before there was a first process: its own last words. */
export function unbuiltDetails(directory: string): ExitDetails {
  const words = lastBytes(path.join(directory, 'log'), LOG_BYTES).trim().split('\n').at(-1) ?? '';
  return { exitCode: START_ERROR_CODE, reason: 'StartError', message: words === '' ? 'The sandbox was not built, and nothing says why' : words };
}

/** The sandbox says in one line why it could not start the command; a container that ran has said more, or something else. */
export function startErrorOf(exitCode: number, output: string): string | undefined {
  const lines = output.trimEnd().split('\n');
  const line = lines[0] ?? '';
  const isOurs = (exitCode === START_ERROR_CODE && /^(exec|chdir) /.test(line)) || (exitCode === 1 && /^bwrap: /.test(line)) || /^setpriv: /.test(line);
  return lines.length === 1 && isOurs ? line : undefined;
}

function lastBytes(file: string, limit: number): string {
  try {
    const fd = fs.openSync(file, 'r');
    try {
      const { size } = fs.fstatSync(fd);
      const bytes = Buffer.alloc(Math.min(size, limit));
      fs.readSync(fd, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString('utf8');
    } finally {
      fs.closeSync(fd);
    }
  } catch {
    return '';
  }
}
