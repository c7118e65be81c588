import fs from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { LogOptions } from '../node-access.js';
import { readLogTimes, type LogTime } from './log-index.js';

const CHUNK_BYTES = 64 * 1024;

/** The run whose output is read. */
export interface LogSource {
  readonly directory: string;
  /** Resolves when the run has ended; a follower reads to the end and stops then. */
  readonly ended: Promise<void>;
}

/** The output of one run of a container as `kubectl logs` wants it. Holds at most a chunk at a time, whatever the length of a line. */
export function readLog(source: LogSource, options: LogOptions, control: { readonly signal: AbortSignal; readonly nowMs: number }): Readable {
  return Readable.from(limited(stamped(source, options, control), options.limitBytes), { objectMode: false });
}

async function* limited(chunks: AsyncIterable<Buffer>, limitBytes: number | undefined): AsyncGenerator<Buffer> {
  let left = limitBytes ?? Infinity;
  for await (const chunk of chunks) {
    yield left < chunk.length ? chunk.subarray(0, left) : chunk;
    left -= chunk.length;
    if (left <= 0) return;
  }
}

async function* stamped(source: LogSource, options: LogOptions, control: { signal: AbortSignal; nowMs: number }): AsyncGenerator<Buffer> {
  const handle = await open(path.join(source.directory, 'log'), 'r');
  try {
    const { begin, end } = await startOf(handle, source.directory, options, control.nowMs);
    const bytes = chunksFrom(handle, { begin, end: options.follow ? undefined : end }, source, control.signal);
    if (!options.timestamps) {
      for await (const { chunk } of bytes) yield chunk;
      return;
    }
    let atLineStart = true;
    for await (const { chunk, offset } of bytes) {
      yield Buffer.concat(withTimes(chunk, offset, atLineStart, readLogTimes(source.directory)));
      atLineStart = chunk.at(-1) === 10;
    }
  } finally {
    await handle.close();
  }
}

function withTimes(chunk: Buffer, offset: number, atLineStart: boolean, times: readonly LogTime[]): Buffer[] {
  const parts: Buffer[] = [];
  let isStart = atLineStart;
  for (let from = 0; from < chunk.length; ) {
    const end = chunk.indexOf(10, from);
    const to = end < 0 ? chunk.length : end + 1;
    if (isStart) parts.push(Buffer.from(`${new Date(timeAt(times, offset + to)).toISOString()} `));
    parts.push(chunk.subarray(from, to));
    isStart = end >= 0;
    from = to;
  }
  return parts;
}

/** When the log had grown to `size`: the first record that reaches it, else the last one. */
function timeAt(times: readonly LogTime[], size: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle]?.size ?? 0) >= size) high = middle;
    else low = middle + 1;
  }
  return times[low]?.timeMs ?? 0;
}

async function startOf(handle: FileHandle, directory: string, options: LogOptions, nowMs: number): Promise<{ begin: number; end: number }> {
  const times = readLogTimes(directory);
  const end = (await handle.stat()).size;
  const oldest = times[0]?.size ?? 0;
  const sinceMs = options.sinceTime !== undefined ? Date.parse(options.sinceTime) : options.sinceSeconds !== undefined ? nowMs - options.sinceSeconds * 1000 : undefined;
  const since = sinceMs === undefined ? oldest : Math.max(oldest, times.findLast(({ timeMs }) => timeMs < sinceMs)?.size ?? oldest);
  const tail = options.tailLines === undefined ? oldest : await tailOffset(handle, { begin: since, end }, options.tailLines);
  return { begin: Math.min(Math.max(since, tail), end), end };
}

/** Where the last lines begin, found from the end backwards. */
async function tailOffset(handle: FileHandle, range: { begin: number; end: number }, lines: number): Promise<number> {
  if (lines <= 0) return range.end;
  const bytes = Buffer.alloc(CHUNK_BYTES);
  let found = 0;
  for (let to = range.end; to > range.begin; to -= CHUNK_BYTES) {
    const from = Math.max(range.begin, to - CHUNK_BYTES);
    await handle.read(bytes, 0, to - from, from);
    for (let index = to - from - 1; index >= 0; index -= 1) {
      if (bytes[index] !== 10 || from + index === range.end - 1) continue;
      found += 1;
      if (found === lines) return from + index + 1;
    }
  }
  return range.begin;
}

async function* chunksFrom(
  handle: FileHandle, range: { begin: number; end: number | undefined }, source: LogSource, signal: AbortSignal,
): AsyncGenerator<{ chunk: Buffer; offset: number }> {
  const changes = range.end === undefined ? new FileChanges(path.join(source.directory, 'log'), source.ended, signal) : undefined;
  try {
    let offset = range.begin;
    while (!signal.aborted) {
      const isOver = changes === undefined || changes.isOver;
      const wanted = Math.min(CHUNK_BYTES, (range.end ?? Infinity) - offset);
      const { bytesRead, buffer } = wanted <= 0 ? { bytesRead: 0, buffer: Buffer.alloc(0) } : await handle.read(Buffer.alloc(wanted), 0, wanted, offset);
      if (bytesRead > 0) yield { chunk: buffer.subarray(0, bytesRead), offset };
      offset += bytesRead;
      if (bytesRead > 0) continue;
      if (isOver) return;
      await changes.next();
    }
  } finally {
    changes?.close();
  }
}

/** Wakes a follower when the file has grown, when its writer has ended, or when nobody wants it any more. */
class FileChanges {
  isOver = false;
  private changed = false;
  private wake: (() => void) | undefined;
  private readonly watcher: fs.FSWatcher;

  constructor(file: string, ended: Promise<void>, private readonly signal: AbortSignal) {
    this.watcher = fs.watch(file, () => this.notify());
    signal.addEventListener('abort', this.onAbort, { once: true });
    void ended.then(() => {
      this.isOver = true;
      this.notify();
    });
  }

  async next(): Promise<void> {
    if (!this.changed && !this.signal.aborted) await new Promise<void>((resolve) => (this.wake = resolve));
    this.changed = false;
  }

  close(): void {
    this.watcher.close();
    this.signal.removeEventListener('abort', this.onAbort);
  }

  private readonly onAbort = (): void => this.notify();

  private notify(): void {
    this.changed = true;
    this.wake?.();
  }
}
