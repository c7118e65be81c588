import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { REPOSITORY_PATH } from './pgbackrest-layout.js';
import { MEASURE_SPACE_SCRIPT, parseSpace, spaceFault } from './repository-space.js';

const MIB = 1024 * 1024;

describe('the room of repositories', () => {
  it('is what the file systems of their volumes say', () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'pgo space-'));
    try {
      for (const name of ['repo1', 'repo3', 'other']) mkdirSync(path.join(directory, name));
      const script = MEASURE_SPACE_SCRIPT.replace(`${REPOSITORY_PATH}/repo`, `'${directory}'/repo`);
      const space = parseSpace(execFileSync('sh', ['-c', script], { encoding: 'utf8' }));
      const { blocks, bsize } = statfsSync(directory);
      expect(space.map(({ repository }) => repository)).toEqual([1, 3]);
      expect(space[0]?.sizeBytes).toBe(blocks * bsize);
      expect(space[0]?.availableBytes).toBeGreaterThan(0);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('is not there where no repository has a volume', () => {
    expect(parseSpace(execFileSync('sh', ['-c', MEASURE_SPACE_SCRIPT.replace(REPOSITORY_PATH, '/nowhere')], { encoding: 'utf8' }))).toEqual([]);
  });

  it.each([
    ['is not known', undefined, undefined],
    ['one more file of WAL fits', { repository: 1, sizeBytes: 48 * MIB, availableBytes: 16 * MIB }, undefined],
    ['none does', { repository: 1, sizeBytes: 48 * MIB, availableBytes: 16 * MIB - 1 }, 'its volume is full: 15 MiB of 48 MiB are left. Give the repository a larger size, or delete backups.'],
  ])('fault where it %s', (_name, space, expected) => {
    expect(spaceFault(space)).toBe(expected);
  });
});
