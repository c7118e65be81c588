import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;
const OWNER_ONLY = 0o600;

/**
 * A log file of bounded size: when it is full it becomes `FILE.1`, in the place of the one before. Writes are
 * synchronous, so that the last line before a crash is there. A disk that is full must not stop the service: a line
 * that cannot be written is lost.
 */
export class RotatingFile {
  #descriptor: number;
  #size: number;

  constructor(readonly file: string, readonly maxBytes: number = DEFAULT_MAX_BYTES) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    this.#descriptor = openSync(file, 'a', OWNER_ONLY);
    this.#size = fstatSync(this.#descriptor).size;
  }

  /** Appends whole lines. */
  write(text: string | Buffer): void {
    const data = typeof text === 'string' ? Buffer.from(text) : text;
    try {
      if (this.#size + data.length > this.maxBytes && this.#size > 0) this.#rotate();
      writeSync(this.#descriptor, data);
      this.#size += data.length;
    } catch (error) {
      if (!['ENOSPC', 'EDQUOT', 'EIO'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #rotate(): void {
    closeSync(this.#descriptor);
    renameSync(this.file, `${this.file}.1`);
    this.#descriptor = openSync(this.file, 'a', OWNER_ONLY);
    this.#size = 0;
  }
}
