import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/** A file of the journal is left for the other one beyond this size, once what that one holds is in the database. */
const FILE_BYTES = 16 * 1024 * 1024;
const NAMES = ['journal-0', 'journal-1'] as const;

/** A change as the journal has it. */
export interface JournalEntry {
  readonly revision: number;
  readonly record: string;
}

interface JournalFile {
  readonly descriptor: number;
  bytes: number;
  /** The newest revision in the file. */
  last: number;
}

/**
 * The changes that may not have reached the database yet. An entry is handed to the kernel before its change is
 * acknowledged, so it survives the end of the process without waiting for a device; the database, which does wait,
 * follows behind. Two files take turns, and one is emptied when the database has everything in it.
 */
export class Journal {
  private current = 0;
  /** The newest revision of which everything up to it is in the database. */
  private stored = 0;

  private constructor(private readonly files: readonly [JournalFile, JournalFile]) {}

  /** Opens the journal of a directory; answers with it the whole entries it has, oldest first. */
  static open(directory: string): { journal: Journal; entries: JournalEntry[] } {
    const read = NAMES.map((name) => readEntries(path.join(directory, name)));
    const files = NAMES.map((name, index) => ({
      // Writes go to the end of what is whole: a torn last entry was never acknowledged.
      descriptor: openSync(path.join(directory, name), 'a', 0o600),
      bytes: read[index]?.bytes ?? 0,
      last: read[index]?.entries.at(-1)?.revision ?? 0,
    })) as [JournalFile, JournalFile];
    files.forEach(({ descriptor, bytes }) => ftruncateSync(descriptor, bytes));
    const journal = new Journal(files);
    journal.current = files[0].last >= files[1].last ? 0 : 1;
    return { journal, entries: read.flatMap(({ entries }) => entries).sort((left, right) => left.revision - right.revision) };
  }

  /** Adds an entry. Throws when it could not be written whole. */
  append({ revision, record }: JournalEntry): void {
    const file = this.fileToWrite();
    const line = Buffer.from(`${revision} ${crc32(record).toString(16)} ${record}\n`);
    if (writeSync(file.descriptor, line) !== line.length) throw new Error('an entry of the journal was written in part: is the disk full?');
    file.bytes += line.length;
    file.last = revision;
  }

  /** Tells that the database has everything up to a revision. */
  setStored(revision: number): void {
    this.stored = Math.max(this.stored, revision);
  }

  close(): void {
    for (const { descriptor } of this.files) closeSync(descriptor);
  }

  private fileToWrite(): JournalFile {
    const file = this.files[this.current] as JournalFile;
    const other = this.files[1 - this.current] as JournalFile;
    if (file.bytes < FILE_BYTES || other.last > this.stored) return file;
    ftruncateSync(other.descriptor, 0);
    other.bytes = 0;
    this.current = 1 - this.current;
    return other;
  }
}

/** The whole entries at the beginning of a file, and how many bytes they are. */
function readEntries(file: string): { entries: JournalEntry[]; bytes: number } {
  const content = readOrEmpty(file);
  const entries: JournalEntry[] = [];
  let bytes = 0;
  for (let end = content.indexOf(10); end >= 0; end = content.indexOf(10, bytes)) {
    const entry = parseEntry(content.toString('utf8', bytes, end));
    if (!entry) break;
    entries.push(entry);
    bytes = end + 1;
  }
  return { entries, bytes };
}

function parseEntry(line: string): JournalEntry | undefined {
  const match = /^(\d+) ([0-9a-f]+) /.exec(line);
  if (!match) return undefined;
  const record = line.slice(match[0].length);
  return crc32(record).toString(16) === match[2] ? { revision: Number(match[1]), record } : undefined;
}

function readOrEmpty(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
