import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Journal } from './journal.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const size = (name: string) => statSync(path.join(directory, name)).size;

test('what was appended is there when it is opened again', () => {
  const { journal } = Journal.open(directory);
  journal.append({ revision: 1, record: '{"a":"ä"}' });
  journal.append({ revision: 2, record: '{}' });
  journal.close();
  expect(Journal.open(directory).entries).toEqual([{ revision: 1, record: '{"a":"ä"}' }, { revision: 2, record: '{}' }]);
});

test.each([
  ['cut in the middle', '3 12ab {"cut":'],
  ['whole with another content', '3 12ab {"other":1}\n'],
])('a last entry that is %s is left out, and writing goes on behind the whole ones', (_name, tail) => {
  Journal.open(directory).journal.append({ revision: 1, record: '{}' });
  appendFileSync(path.join(directory, 'journal-0'), tail);
  const { journal, entries } = Journal.open(directory);
  expect(entries.map(({ revision }) => revision)).toEqual([1]);
  journal.append({ revision: 4, record: '{}' });
  expect(Journal.open(directory).entries.map(({ revision }) => revision)).toEqual([1, 4]);
});

test('a file is emptied only when the database has all of it', () => {
  const { journal } = Journal.open(directory);
  const record = JSON.stringify('x'.repeat(4 * 1024 * 1024));
  let revision = 0;
  const write = (count: number) => {
    for (let index = 0; index < count; index += 1) journal.append({ revision: (revision += 1), record });
  };
  write(4);
  expect(size('journal-1')).toBe(0);
  write(4);
  expect(size('journal-1')).toBeGreaterThan(0);
  write(4);
  expect(size('journal-0')).toBeLessThan(size('journal-1'));
  journal.setStored(4);
  write(1);
  expect(readFileSync(path.join(directory, 'journal-0'), 'utf8').split(' ')[0]).toBe(String(revision));
  expect(Journal.open(directory).entries.map(({ revision: found }) => found)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13]);
});
