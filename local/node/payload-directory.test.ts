import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writePayload, type PayloadFile } from './payload-directory.js';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(os.tmpdir(), 'payload-')); });
afterEach(() => rmSync(directory, { recursive: true }));

const files = (text: string): Map<string, PayloadFile> => new Map([['token', { content: Buffer.from(text), mode: 0o644 }]]);

test('shows the files, and says whether something changed', async () => {
  expect(await writePayload(directory, files('one'), undefined)).toBe(true);
  expect(await writePayload(directory, files('one'), undefined)).toBe(false);
  expect(await writePayload(directory, files('two'), undefined)).toBe(true);
  expect(readFileSync(path.join(directory, 'token'), 'utf8')).toBe('two');
});

test('many writes at once leave the files of the last', async () => {
  await Promise.all(Array.from({ length: 20 }, (_value, index) => writePayload(directory, files(`token ${index}`), undefined)));
  expect(readFileSync(path.join(directory, 'token'), 'utf8')).toBe('token 19');
  expect(readdirSync(directory).filter((name) => name.startsWith('..version_'))).toHaveLength(1);
});
