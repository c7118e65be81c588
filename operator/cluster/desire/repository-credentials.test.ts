import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import type { RepositorySpec } from '../../../schema/resource/cluster-backups.js';
import { aWorld } from '../../testing/cluster-fixture.js';
import { credentialEnvironment, credentialMounts, credentialNames, credentialVolumes, CURRENT_CREDENTIALS_PATH } from './repository-credentials.js';
import { serverContainer } from './repository-pod.js';

const bucket: RepositorySpec = { name: 'repo2', type: 's3', bucket: 'backups', credentials: 'keys', encryption: { secret: 'phrase', key: 'pass' } };
const other: RepositorySpec = { name: 'repo3', type: 'azure', container: 'backups', credentials: 'keys' };
const volume: RepositorySpec = { name: 'repo1', type: 'volume' };

describe('credentials of repositories', () => {
  it('are in the environment, and as files that follow their Secrets', () => {
    expect(credentialEnvironment([bucket])).toEqual(parse(`
      - { name: PGBACKREST_REPO2_CIPHER_PASS, valueFrom: { secretKeyRef: { name: phrase, key: pass } } }
      - { name: PGBACKREST_REPO2_S3_KEY, valueFrom: { secretKeyRef: { name: keys, key: key } } }
      - { name: PGBACKREST_REPO2_S3_KEY_SECRET, valueFrom: { secretKeyRef: { name: keys, key: key-secret } } }
      - { name: PGBACKREST_REPO2_S3_TOKEN, valueFrom: { secretKeyRef: { name: keys, key: token, optional: true } } }`));
    expect(credentialVolumes([volume, bucket, other])).toEqual(parse(`
      - name: credentials
        projected:
          defaultMode: 256
          sources:
            - secret: { name: phrase, optional: true, items: [{ key: pass, path: PGBACKREST_REPO2_CIPHER_PASS }] }
            - secret:
                name: keys
                optional: true
                items:
                  - { key: key, path: PGBACKREST_REPO2_S3_KEY }
                  - { key: key-secret, path: PGBACKREST_REPO2_S3_KEY_SECRET }
                  - { key: token, path: PGBACKREST_REPO2_S3_TOKEN }
                  - { key: account, path: PGBACKREST_REPO3_AZURE_ACCOUNT }
                  - { key: key, path: PGBACKREST_REPO3_AZURE_KEY }`));
  });

  it('need nothing where a repository has none', () => {
    expect([credentialNames([volume]), credentialVolumes([volume]), credentialMounts([volume])]).toEqual([[], [], []]);
  });
});

describe('the repositories\' host', () => {
  let directory: string;
  let child: ChildProcess | undefined;
  beforeEach(() => { directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-credentials-')); });
  afterEach(() => {
    child?.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  const keep = (name: string, value: string): void => writeFileSync(path.join(directory, `PGBACKREST_REPO2_${name}`), value);

  /** The container's own script, which looks more often here, with a server that only waits. */
  const start = (environment: Record<string, string>): ChildProcess => {
    const { cluster, spec } = aWorld({ spec: { backups: { repositories: [bucket] } } });
    const [, , script = '', ...names] = (serverContainer({ cluster, spec, image: 'x' }) as { command: string[] }).command;
    const programs = path.join(directory, 'bin');
    mkdirSync(programs);
    writeFileSync(path.join(programs, 'pgbackrest'), '#!/bin/sh\nexec sleep 60\n');
    chmodSync(path.join(programs, 'pgbackrest'), 0o755);
    const here = script.replaceAll(CURRENT_CREDENTIALS_PATH, directory).replaceAll('/tmp/loaded', path.join(directory, 'loaded')).replace('sleep 5', 'sleep 0.05; echo looked');
    child = execFile('sh', ['-c', here, ...names], { env: { PATH: `${programs}:${process.env['PATH'] ?? ''}`, ...environment } });
    return child;
  };

  const held = { PGBACKREST_REPO2_CIPHER_PASS: 'phrase\n', PGBACKREST_REPO2_S3_KEY: 'a $(b) "c"', PGBACKREST_REPO2_S3_KEY_SECRET: 'secret' };

  it('goes on while its credentials are those of the Secrets, and ends when one is another', async () => {
    for (const [name, value] of Object.entries(held)) keep(name.slice('PGBACKREST_REPO2_'.length), value);
    const running = start(held);
    for (let looks = 0; looks < 3; looks += 1) await once(running.stdout!, 'data');
    expect(running.exitCode).toBeNull();
    let said = '';
    running.stdout?.on('data', (chunk) => { said += String(chunk); });
    keep('S3_KEY_SECRET', 'another');
    expect(await once(running, 'close')).toEqual([0, null]);
    expect(said).toContain('The credentials are others now: starting again with them.');
    expect(said).not.toContain('another');
  });

  it('goes on when a Secret is gone, for the other repositories, and ends when a token is', async () => {
    keep('S3_TOKEN', 'session');
    const running = start({ ...held, PGBACKREST_REPO2_S3_TOKEN: 'session' });
    for (let looks = 0; looks < 3; looks += 1) await once(running.stdout!, 'data');
    expect(running.exitCode).toBeNull();
    rmSync(path.join(directory, 'PGBACKREST_REPO2_S3_TOKEN'));
    expect(await once(running, 'close')).toEqual([0, null]);
  });

  it('ends when one that may be missing has come', async () => {
    for (const [name, value] of Object.entries(held)) keep(name.slice('PGBACKREST_REPO2_'.length), value);
    const running = start(held);
    await once(running.stdout!, 'data');
    keep('S3_TOKEN', 'session');
    expect(await once(running, 'close')).toEqual([0, null]);
  });
});
