import { describe, expect, test } from '@jest/globals';
import type { BackupVerification, PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { Job } from '../../kube/core-kinds.js';
import { verificationOf, verifiedStatus } from './record-verification.js';

const job = (type: 'Complete' | 'Failed' | undefined): Job => ({
  apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'verify' },
  status: {
    startTime: '2026-06-01T12:00:00Z',
    ...(type === undefined ? {} : { conditions: [{ type, status: 'True', reason: '', message: '', lastTransitionTime: '2026-06-01T12:00:30Z' }] }),
  },
});

describe('verificationOf', () => {
  const times = { startedAt: '2026-06-01T12:00:00Z', finishedAt: '2026-06-01T12:00:30Z' };

  test('a check that has passed tells its bytes', () => {
    const words = 'bytes=2097152 seconds=9 checksums=passed amcheck=passed assertions=1';
    expect(verificationOf({ job: job('Complete'), words })).toEqual({
      ...times, succeeded: true, bytes: 2_097_152, message: '2 MiB were restored and checked in 9 s: page checksums passed, pg_amcheck passed, 1 assertions hold.',
    });
  });

  test('one that has failed tells why', () => {
    expect(verificationOf({ job: job('Failed'), failure: 'Page checksums are wrong.', words: 'Page checksums are wrong.' }))
      .toEqual({ ...times, succeeded: false, message: 'Page checksums are wrong.' });
  });

  test('one that runs tells nothing', () => {
    expect(verificationOf({ job: job(undefined) })).toBeUndefined();
  });
});

describe('verifiedStatus', () => {
  const found = (succeeded: boolean, finishedAt: string): BackupVerification => ({ succeeded, finishedAt, startedAt: finishedAt, message: '' });
  const backup = (status: PostgresBackup['status']): PostgresBackup =>
    ({ apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { name: 'a' }, spec: { cluster: 'hippo' }, ...(status === undefined ? {} : { status }) });
  const [early, late] = ['2026-06-01T12:00:00Z', '2026-06-02T12:00:00Z'];

  test.each<[string, PostgresBackup['status'], BackupVerification, ReturnType<typeof verifiedStatus>]>([
    ['the first check that passes', undefined, found(true, early), { verification: found(true, early), verifiedAt: early }],
    ['the first that fails proves nothing', undefined, found(false, early), { verification: found(false, early) }],
    ['a failure keeps when it was last proven', { verifiedAt: early, verification: found(true, early) }, found(false, late), { verification: found(false, late), verifiedAt: early }],
    ['the same again', { verifiedAt: early, verification: found(true, early) }, found(true, early), undefined],
    ['an older one', { verifiedAt: late, verification: found(true, late) }, found(false, early), undefined],
  ])('%s', (_name, status, verification, expected) => {
    expect(verifiedStatus(backup(status), verification)).toEqual(expected);
  });
});
