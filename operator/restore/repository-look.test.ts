import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Job, Pod } from '../../kube/core-kinds.js';
import { lookFailure } from './cluster-data.js';
import { LOOK_SCRIPT, parseLook } from './repository-look.js';

/** What pgBackRest 2.45 prints when the storage service refuses the key; its info ends well all the same. */
const REFUSED = `ERROR: [039]: HTTP request failed with 403 (Forbidden):
       *** Path/Query ***:
       GET /backups/?delimiter=%2F&list-type=2&prefix=proof%2Fx%2Farchive%2Fdb%2F
       *** Request Headers ***:
       authorization: <redacted>
       *** Response Content ***:
       <?xml version="1.0" encoding="UTF-8"?>
       <Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message></Error>`;

/** Runs the script beside a pgBackRest whose listings are as given. */
function look(listing: string): { readonly code: number | null; readonly output: string } {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-look-'));
  try {
    const info = JSON.stringify([{ archive: [], backup: [], db: [{ id: 1, version: '15' }], name: 'db', note: 'x'.repeat(3000) }]);
    writeFileSync(path.join(directory, 'pgbackrest'), `#!/bin/sh\ncase "$*" in *info) printf %s '${info}';; *) ${listing};; esac\n`);
    chmodSync(path.join(directory, 'pgbackrest'), 0o755);
    writeFileSync(path.join(directory, 'refused'), `${REFUSED}\n`);
    const { status, stdout, stderr } = spawnSync('sh', ['-c', LOOK_SCRIPT], { encoding: 'utf8', env: { PATH: `${directory}:${process.env['PATH']}`, DIRECTORY: directory, PGO_STANZA: 'db', PGO_REPOS: '1 2' } });
    return { code: status, output: `${stdout}${stderr}` };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

test('a repository that cannot be read is told in a sentence, not in what was read of it', () => {
  const { code, output } = look('cat "$DIRECTORY/refused" >&2; exit 39');
  expect(code).toBe(1);
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'look' }, spec: {}, status: { conditions: [{ type: 'Failed', status: 'True' }] } } as unknown as Job;
  // Kubernetes takes the last 2048 bytes.
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'look-1', labels: { 'job-name': 'look' } }, status: { containerStatuses: [{ state: { terminated: { exitCode: 1, message: output.slice(-2048) } } }] } } as unknown as Pod;
  expect(lookFailure(job, [pod])).toBe('the storage service refused a request with 403 (Forbidden): InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.');
});

test('one that can be read is read', () => {
  const { code, output } = look("printf '{}'");
  expect(code).toBe(0);
  expect(parseLook(output, 'db')?.timelines).toEqual([]);
});
