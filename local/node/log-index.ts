/**
 * When the bytes of a container's log were written.
 *
 * A container appends both its outputs straight to the file `log`, so their order is exact, nothing is copied and nothing is
 * lost while the agent is away. Times are kept beside it in `log.times`: 16-byte records of (time, size of the log then).
 * A line carries the time of the first record that reaches its end: when the agent saw it, within COALESCE_MS.
 * The first record's size is where the log begins. The file's size only grows, because its writer cannot be made to go back;
 * what is dropped is given back to the file system as a hole (fallocate --punch-hole), which loses nothing that is being
 * written at that moment.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const RECORD_BYTES = 16;
const COALESCE_MS = 50;
const CUT_SEARCH_BYTES = 64 * 1024;

/** The size of a log at a time. */
export interface LogTime {
  readonly timeMs: number;
  readonly size: number;
}

/** Keeps the times of one run's log, and its length within bounds. */
export class LogIndex {
  private watcher: fs.FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;
  private size: number;
  private begin: number;
  private cutting = false;

  constructor(private readonly directory: string, private readonly limitBytes: number, private readonly clock: () => number) {
    const records = readLogTimes(directory);
    if (records.length === 0) fs.writeFileSync(timesFile(directory), encode({ timeMs: clock(), size: 0 }), { mode: 0o600 });
    this.begin = records[0]?.size ?? 0;
    this.size = records.at(-1)?.size ?? 0;
  }

  /** Follows the log until close(). */
  open(): void {
    this.watcher = fs.watch(path.join(this.directory, 'log'), () => this.onChange());
    this.note();
  }

  /** Notes what came last and stops. */
  close(): void {
    this.watcher?.close();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.note();
  }

  private onChange(): void {
    if (this.timer !== undefined) return;
    this.note();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.note();
    }, COALESCE_MS);
  }

  private note(): void {
    const size = fs.statSync(path.join(this.directory, 'log'), { throwIfNoEntry: false })?.size ?? 0;
    if (size <= this.size) return;
    this.size = size;
    fs.appendFileSync(timesFile(this.directory), encode({ timeMs: this.clock(), size }));
    if (size - this.begin > 2 * this.limitBytes && !this.cutting) {
      this.cutting = true;
      void this.cut(size - this.limitBytes).finally(() => (this.cutting = false));
    }
  }

  /** Drops the log's beginning up to the first line end after the offset. */
  private async cut(offset: number): Promise<void> {
    const begin = lineEndAfter(path.join(this.directory, 'log'), offset);
    const records = readLogTimes(this.directory);
    const kept = records.filter(({ size }) => size > begin);
    const first = { timeMs: records.findLast(({ size }) => size <= begin)?.timeMs ?? this.clock(), size: begin };
    const next = `${timesFile(this.directory)}.next`;
    fs.writeFileSync(next, Buffer.concat([first, ...kept].map(encode)), { mode: 0o600 });
    fs.renameSync(next, timesFile(this.directory));
    this.begin = begin;
    await promisify(execFile)('fallocate', ['--punch-hole', '--offset', '0', '--length', String(begin), path.join(this.directory, 'log')]).catch(() => undefined);
  }
}

/** The records of a log, oldest first; empty when there are none. */
export function readLogTimes(directory: string): LogTime[] {
  const bytes = readIfThere(timesFile(directory));
  const count = Math.floor(bytes.length / RECORD_BYTES);
  return Array.from({ length: count }, (_, index) => ({
    timeMs: bytes.readDoubleLE(index * RECORD_BYTES),
    size: bytes.readDoubleLE(index * RECORD_BYTES + 8),
  }));
}

function readIfThere(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

function timesFile(directory: string): string {
  return path.join(directory, 'log.times');
}

function encode({ timeMs, size }: LogTime): Buffer {
  const record = Buffer.alloc(RECORD_BYTES);
  record.writeDoubleLE(timeMs, 0);
  record.writeDoubleLE(size, 8);
  return record;
}

function lineEndAfter(file: string, offset: number): number {
  const fd = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(CUT_SEARCH_BYTES);
    const count = fs.readSync(fd, bytes, 0, bytes.length, offset);
    const end = bytes.subarray(0, count).indexOf(10);
    return end < 0 ? offset : offset + end + 1;
  } finally {
    fs.closeSync(fd);
  }
}
