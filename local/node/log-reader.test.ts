import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { LogOptions } from '../node-access.js';
import { LogIndex, readLogTimes } from './log-index.js';
import { readLog } from './log-reader.js';

const NONE: LogOptions = { container: 'c', follow: false, previous: false, timestamps: false };

describe('the log of a run', () => {
  let directory: string;
  let nowMs: number;
  let end: () => void;
  let ended: Promise<void>;
  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'log-test-'));
    fs.writeFileSync(path.join(directory, 'log'), '');
    nowMs = 1_000;
    ended = new Promise((resolve) => (end = resolve));
  });
  afterEach(() => fs.rmSync(directory, { recursive: true }));

  /** Writes each text at its second, as seen by an agent. */
  const write = (texts: readonly string[], limitBytes = 1_000_000): void => {
    for (const text of texts) {
      fs.appendFileSync(path.join(directory, 'log'), text);
      const index = new LogIndex(directory, limitBytes, () => nowMs);
      index.open();
      index.close();
      nowMs += 1_000;
    }
  };
  const read = async (options: Partial<LogOptions> = {}, signal = new AbortController().signal): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of readLog({ directory, ended }, { ...NONE, ...options }, { signal, nowMs })) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  };

  it.each<[string, Partial<LogOptions>, string]>([
    ['everything', {}, 'one\ntwo\nthree\nfour'],
    ['the last lines, the unfinished one counts', { tailLines: 2 }, 'three\nfour'],
    ['no line', { tailLines: 0 }, ''],
    ['more lines than there are', { tailLines: 9 }, 'one\ntwo\nthree\nfour'],
    ['so many bytes', { limitBytes: 5 }, 'one\nt'],
    ['the last seconds', { sinceSeconds: 2 }, 'two\nthree\nfour'],
    ['since a time', { sinceTime: '1970-01-01T00:00:02Z' }, 'two\nthree\nfour'],
    ['since a time to come', { sinceTime: '1970-01-01T00:01:00Z' }, ''],
    ['with times', { timestamps: true }, '1970-01-01T00:00:01.000Z one\n1970-01-01T00:00:02.000Z two\n1970-01-01T00:00:03.000Z three\n1970-01-01T00:00:03.000Z four'],
  ])('gives %s', async (_, options, expected) => {
    write(['one\n', 'two\n', 'three\nfour']);
    expect(await read(options)).toBe(expected);
  });

  it('finds the last lines beyond one chunk', async () => {
    write([`${'x'.repeat(99)}\n`.repeat(2_000)]);
    expect(await read({ tailLines: 1_500 })).toHaveLength(150_000);
  });

  it('drops the beginning when there is too much, at a line end, and gives the space back', async () => {
    const line = `${'x'.repeat(99)}\n`;
    write([line.repeat(2_500)], 100_000);
    const [first] = readLogTimes(directory);
    expect((first?.size ?? 1) % 100).toBe(0);
    expect(await read()).toBe(line.repeat((250_000 - (first?.size ?? 0)) / 100));
    expect((await read()).length).toBeLessThan(110_000);
  });

  it('follows until the run has ended, and loses nothing that comes last', async () => {
    write(['one\n']);
    const reading = read({ follow: true });
    fs.appendFileSync(path.join(directory, 'log'), 'two\n');
    await new Promise((resolve) => setImmediate(resolve));
    fs.appendFileSync(path.join(directory, 'log'), 'three\n');
    end();
    expect(await reading).toBe('one\ntwo\nthree\n');
  });

  it('stops following when nobody wants it any more', async () => {
    write(['one\n']);
    const control = new AbortController();
    const reading = read({ follow: true }, control.signal);
    setImmediate(() => control.abort());
    expect(['', 'one\n']).toContain(await reading);
  });
});
