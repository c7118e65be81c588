import { beforeAll, expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { COMMON } from '../../operator/restore/job/recovery-script.js';
import { containerScript } from '../fake/container-script.js';
import { makePlainDatabase, type PlainDatabase } from '../support/plain-postgres.js';

jest.setTimeout(120_000);

let database: PlainDatabase;
beforeAll(async () => { database = await makePlainDatabase(); });

/** Recovers the database with this command for WAL, by what the containers of restores run. */
const recover = (restoreCommand: string): { status: number | null; stdout: string; stderr: string } => {
  const { identity, directory, dataDir, programs } = database;
  writeFileSync(path.join(dataDir, 'recovery.signal'), '');
  rmSync(path.join(dataDir, 'postmaster.pid'), { force: true });
  const script = containerScript(COMMON, directory);
  const extra = `extra="-c recovery_target_action=promote -c restore_command='${restoreCommand}'"`;
  return spawnSync('sh', ['-c', `${script}\n${extra}\npart=${dataDir}\nrecover on on\necho recovered\nfinish`], {
    ...identity, cwd: directory, encoding: 'utf8', timeout: 60_000, env: { PATH: `${programs}:/usr/bin:/bin` },
  });
};

test('a recovery whose PostgreSQL is killed ends, and says so', () => {
  const killed = recover('read -r server < postmaster.pid; kill -9 \\$server');
  expect(killed.stderr).toContain('Recovery ended with: exit code 137');
  expect(killed.status).toBe(1);
});

test('the next try recovers', () => {
  const { status, stdout, stderr } = recover('false');
  expect([status, stdout.trim().split('\n').at(-1), stderr]).toEqual([0, 'recovered', '']);
});
