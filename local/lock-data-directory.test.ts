import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockDataDirectory } from './lock-data-directory.js';

test('a data directory belongs to one process at a time', async () => {
  const [one, two] = [mkdtempSync(path.join(tmpdir(), 'lock-')), mkdtempSync(path.join(tmpdir(), 'lock-'))];
  await lockDataDirectory(one);
  await expect(lockDataDirectory(one)).rejects.toThrow('stop it first');
  await lockDataDirectory(two);
  for (const directory of [one, two]) rmSync(directory, { recursive: true });
});
