import { afterEach, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PersistentVolumeClaim } from '../../kube/core-kinds.js';
import { PLACE_WAL_SCRIPT, withKeptWalVolume } from './wal-volume.js';

const folders: string[] = [];
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }); });

interface Volumes { readonly data: string; readonly wal: string; readonly moved: string }

/** Two volumes, the data with WAL of their own or without any. */
const volumes = (hasData = true): Volumes => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wal-volume-'));
  folders.push(folder);
  const [data, wal] = [path.join(folder, 'pgdata/pg17'), path.join(folder, 'pgwal/pg17')];
  for (const directory of [path.dirname(data), path.dirname(wal)]) mkdirSync(directory);
  if (hasData) {
    mkdirSync(path.join(data, 'pg_wal/archive_status'), { recursive: true });
    writeFileSync(path.join(data, 'PG_VERSION'), '17\n');
    for (const file of ['000000010000000000000001', '000000010000000000000002', 'archive_status/000000010000000000000001.ready']) writeFileSync(path.join(data, 'pg_wal', file), file);
  }
  return { data, wal, moved: path.join(path.dirname(data), '.wal-of-pg17') };
};

const place = ({ data, wal }: Volumes, script = PLACE_WAL_SCRIPT): ReturnType<typeof spawnSync> => spawnSync('bash', ['-c', script, 'place-wal', data, wal, 'echo', 'begun'], { encoding: 'utf8' });

const expectPlaced = ({ data, wal, moved }: Volumes): void => {
  expect(lstatSync(path.join(data, 'pg_wal')).isSymbolicLink()).toBe(true);
  expect(readlinkSync(path.join(data, 'pg_wal'))).toBe(wal);
  expect(readdirSync(wal).sort()).toEqual(['000000010000000000000001', '000000010000000000000002', 'archive_status']);
  expect(readFileSync(path.join(data, 'pg_wal/000000010000000000000002'), 'utf8')).toBe('000000010000000000000002');
  expect(existsSync(path.join(wal, 'archive_status/000000010000000000000001.ready'))).toBe(true);
  expect([existsSync(moved), existsSync(`${wal}.new`)]).toEqual([false, false]);
};

test('brings the WAL over once, and begins what comes after', () => {
  const there = volumes();
  for (let round = 0; round < 2; round += 1) {
    expect(place(there)).toMatchObject({ status: 0, stdout: 'begun\n', stderr: '' });
    expectPlaced(there);
  }
});

const COMMANDS = PLACE_WAL_SCRIPT.split('\n').flatMap((line, index) => (/^ *(mkdir|rm|cp|mv|ln|sync)\b/.test(line) ? [index] : []));

test.each(COMMANDS)('killed before line %i or after it, it goes on where it was', (line) => {
  const lines = PLACE_WAL_SCRIPT.split('\n');
  for (const at of [line, line + 1]) {
    const there = volumes();
    expect(place(there, [...lines.slice(0, at), 'kill -9 $$', ...lines.slice(at)].join('\n')).signal ?? 'ended').toMatch(/SIGKILL|ended/);
    expect(place(there)).toMatchObject({ status: 0, stdout: 'begun\n' });
    expectPlaced(there);
  }
});

test('a file that was copied halfway is copied again', () => {
  const there = volumes();
  mkdirSync(`${there.wal}.new`);
  for (const file of ['copying', '000000010000000000000002']) writeFileSync(path.join(`${there.wal}.new`, file), 'half');
  place(there);
  expectPlaced(there);
});

test('without data nothing is made, and WAL of data that are gone is removed', () => {
  const there = volumes(false);
  for (const name of ['pg17', 'pg17-old', 'pg16', 'lost+found']) mkdirSync(path.join(path.dirname(there.wal), name));
  mkdirSync(path.join(path.dirname(there.data), 'pg16'));
  symlinkSync(path.join(path.dirname(there.wal), 'pg16'), path.join(path.dirname(there.data), 'pg16/pg_wal'));
  expect(place(there)).toMatchObject({ status: 0, stdout: 'begun\n' });
  expect(readdirSync(path.dirname(there.wal)).sort()).toEqual(['lost+found', 'pg16']);
});

const claimOf = (storage: string): PersistentVolumeClaim => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'wal-hippo-1-0' }, spec: { resources: { requests: { storage } } } });

test.each<[string, string | undefined, (PersistentVolumeClaim | undefined)[], string | undefined]>([
  ['asks for none and finds none', undefined, [undefined], undefined],
  ['asks for one', '1Gi', [claimOf('2Gi')], '1Gi'],
  ['asks for none and takes over those of a cluster that was deleted', undefined, [undefined, claimOf('1Gi'), claimOf('1100Mi')], '1100Mi'],
])('the volume for WAL of a cluster that %s', (_name, walSize, claims, expected) => {
  const spec = { storage: { size: '1Gi', ...(walSize === undefined ? {} : { walSize }) } };
  expect(withKeptWalVolume(spec, claims.map((walClaim) => ({ walClaim }))).storage.walSize).toBe(expected);
});
