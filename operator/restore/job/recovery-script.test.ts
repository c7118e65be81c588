import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { containerScript } from '../../../test/fake/container-script.js';
import { LASTING_FAILURE_CODE, RESTORE_SCRIPT } from './recovery-script.js';

test('a restore removes what one that failed for good has left, and nothing else; what has no room is told', () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-restore-'));
  try {
    for (const name of ['pg15', 'pg15-kept', 'pg15-failed.part', 'pg15-now.part']) mkdirSync(path.join(directory, 'volume', name), { recursive: true });
    const script = containerScript(RESTORE_SCRIPT, directory);
    const { status } = spawnSync('sh', ['-c', script], { env: { PATH: process.env['PATH'], PGO_DIRECTORY: path.join(directory, 'volume', 'pg15-now'), PGO_DATABASE_BYTES: String(2 ** 60) } });
    expect(status).toBe(LASTING_FAILURE_CODE);
    expect(readFileSync(path.join(directory, 'termination-log'), 'utf8')).toMatch(/^The volume has \d+ MiB free, and the database needs 1099511627776 MiB\.$/m);
    expect(readdirSync(path.join(directory, 'volume')).sort()).toEqual(['pg15', 'pg15-kept', 'pg15-now.part']);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
