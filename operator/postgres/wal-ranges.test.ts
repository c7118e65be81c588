import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BackrestBackup } from './backrest-info.js';
import { backupReach, LIST_WAL_SCRIPT, parseWalRanges, reachOf, type WalRange } from './wal-ranges.js';

/** WAL file of a timeline by its number. */
const wal = (timeline: number, segment: number): string =>
  [timeline, Math.floor(segment / 256), segment % 256].map((part) => part.toString(16).toUpperCase().padStart(8, '0')).join('');
const range = (timeline: number, first: number, last: number, repository = 1): WalRange => ({ repository, id: '15-1', first: wal(timeline, first), last: wal(timeline, last) });
const backup = (label: string, walStop: string, repository = 1): BackrestBackup => ({ label, walStop, repository, databaseId: 1 }) as BackrestBackup;

describe('reachOf', () => {
  test.each<[string, readonly WalRange[], string, string]>([
    ['nothing is known', [], wal(1, 3), wal(1, 3)],
    ['one range', [range(1, 1, 9)], wal(1, 3), wal(1, 9)],
    ['a gap ends it', [range(1, 1, 4), range(1, 6, 9)], wal(1, 3), wal(1, 4)],
    ['another repository has what lacks', [range(1, 1, 4), range(1, 6, 9), range(1, 3, 7, 2)], wal(1, 3), wal(1, 9)],
    ['over the end of a file number', [range(1, 250, 255), range(1, 256, 258)], wal(1, 251), wal(1, 258)],
    ['to a newer timeline', [range(1, 1, 4), range(2, 5, 9)], wal(1, 3), wal(2, 9)],
    ['to a timeline that began before this one was left', [range(1, 1, 20), range(2, 5, 9)], wal(1, 3), wal(2, 9)],
    ['not to one that began before the backup', [range(1, 1, 20), range(2, 5, 9)], wal(1, 8), wal(1, 20)],
    ['not over a gap to a newer timeline', [range(1, 1, 4), range(2, 7, 9)], wal(1, 3), wal(1, 4)],
    ['a gap in what was left does not count', [range(1, 1, 6), range(1, 8, 20), range(2, 5, 9)], wal(1, 3), wal(2, 9)],
  ])('%s', (_name, ranges, from, to) => {
    expect(reachOf(ranges, from)).toBe(to);
  });
});

describe('backupReach', () => {
  const archives = [{ id: '15-1', repository: 1 }, { id: '15-1', repository: 2 }];
  const labelsOf = (backups: readonly BackrestBackup[], ranges: readonly WalRange[]): string[] | undefined =>
    backupReach({ info: { backups, archives }, wal: ranges })?.backups.map(({ label }) => label);
  test.each<[string, readonly BackrestBackup[], readonly WalRange[], string[] | undefined]>([
    ['no backup', [], [range(1, 1, 9)], undefined],
    ['all lead to the end', [backup('a', wal(1, 2)), backup('b', wal(1, 5))], [range(1, 1, 9)], ['a', 'b']],
    ['only those after the gap', [backup('a', wal(1, 2)), backup('b', wal(1, 5))], [range(1, 1, 3), range(1, 5, 9)], ['b']],
    ['those of a repository that stopped, when another has the WAL', [backup('a', wal(1, 2), 2), backup('b', wal(1, 5))], [range(1, 1, 3, 2), range(1, 2, 9)], ['a', 'b']],
    ['not those of what was left behind by a restore', [backup('a', wal(1, 2)), backup('b', wal(1, 8))], [range(1, 1, 9), range(2, 4, 7)], ['a']],
  ])('%s', (_name, backups, ranges, labels) => {
    expect(labelsOf(backups, ranges)).toEqual(labels);
  });
});

describe('the listing', () => {
  const list = (files: Readonly<Record<string, readonly string[]>>): string => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'wal-'));
    const cases = Object.entries(files).map(([repository, names]) => `--repo=${repository}) printf '%s\\n' ${names.join(' ')};;`).join(' ');
    writeFileSync(path.join(directory, 'pgbackrest'), `#!/bin/sh\ncase $2 in ${cases} *) exit 103;; esac\n`);
    chmodSync(path.join(directory, 'pgbackrest'), 0o755);
    try {
      return execFileSync('sh', ['-c', LIST_WAL_SCRIPT, 'look', '1', '2'], { env: { PATH: `${directory}:${process.env['PATH'] ?? ''}` }, encoding: 'utf8' });
    } finally {
      rmSync(directory, { recursive: true });
    }
  };
  const file = (name: string): string => `15-1/${name.slice(0, 16)}/${name}-0123456789012345678901234567890123456789.zst`;

  test('is told as ranges, also over the end of a file number; a repository that fails is as before', () => {
    const output = list({ 1: [254, 255, 256, 259].map((segment) => file(wal(1, segment))).concat(file(wal(2, 260))) });
    const before = [range(1, 1, 2), range(1, 7, 8, 2)];
    expect(parseWalRanges(output, before)).toEqual([range(1, 7, 8, 2), range(1, 254, 256), range(1, 259, 259), range(2, 260, 260)]);
  });

  test('of a repository without WAL is empty', () => {
    expect(parseWalRanges(list({ 1: ["''"] }), [range(1, 1, 2)])).toEqual([]);
  });
});
