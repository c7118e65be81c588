import { closeSync, existsSync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

const FILE_BYTES_MAX = 10 * 1024 * 1024;
const FILES_MAX = 20;
const OWNER_ONLY = 0o600;

/**
 * The audit log on disk, a record a line. A full file becomes `FILE.1`, the one before `FILE.2` and so on; the oldest
 * goes. What a crash left of a line is cut off, so that the chain goes on from the last whole record.
 */
export class AuditFile {
  #descriptor: number;
  #size: number;

  constructor(readonly file: string, private readonly limits: { readonly bytesMax: number; readonly filesMax: number } = { bytesMax: FILE_BYTES_MAX, filesMax: FILES_MAX }) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    this.#descriptor = openSync(file, 'a+', OWNER_ONLY);
    this.#size = fstatSync(this.#descriptor).size;
    this.#cutOff();
  }

  /** The lines of the newest two files, the oldest first. */
  read(): string[] {
    return [`${this.file}.1`, this.file].filter((file) => existsSync(file)).flatMap((file) => readFileSync(file, 'utf8').split('\n').filter((line) => line !== ''));
  }

  /** Appends a whole line. Throws when it cannot. */
  append(line: string): void {
    const data = Buffer.from(line);
    if (this.#size + data.length > this.limits.bytesMax && this.#size > 0) this.#rotate();
    writeSync(this.#descriptor, data);
    this.#size += data.length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #cutOff(): void {
    const whole = readFileSync(this.file).lastIndexOf(0x0a) + 1;
    if (whole === this.#size) return;
    ftruncateSync(this.#descriptor, whole);
    this.#size = whole;
  }

  #rotate(): void {
    closeSync(this.#descriptor);
    for (let number = this.limits.filesMax - 1; number >= 1; number -= 1) {
      if (existsSync(`${this.file}.${number}`)) renameSync(`${this.file}.${number}`, `${this.file}.${number + 1}`);
    }
    renameSync(this.file, `${this.file}.1`);
    this.#descriptor = openSync(this.file, 'a+', OWNER_ONLY);
    this.#size = 0;
  }
}
