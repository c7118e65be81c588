import { describe, expect, test } from '@jest/globals';
import type { Condition } from '../../schema/resource/meta.js';
import type { PostgresClusterStatus } from '../../schema/resource/postgres-cluster.js';
import { backupHappenings } from './backup-happenings.js';

const status = (...conditions: readonly [type: string, status: 'True' | 'False' | 'Unknown', reason: string][]): PostgresClusterStatus =>
  ({ conditions: conditions.map(([type, state, reason]): Condition => ({ type, status: state, reason, message: reason, lastTransitionTime: '2026-11-23T06:00:00Z' })) });

describe('backupHappenings', () => {
  const [good, bad, off, unknown] = [status(['Archiving', 'True', 'AsDesired']), status(['Archiving', 'False', 'ArchivingFails']), status(['Archiving', 'False', 'BackupsDisabled']), status(['Archiving', 'Unknown', 'Creating'])];
  test.each<[string, PostgresClusterStatus | undefined, PostgresClusterStatus, string[]]>([
    ['begins to fail', good, bad, ['ArchivingFails']],
    ['fails from the first moment', undefined, bad, ['ArchivingFails']],
    ['goes on failing', bad, bad, []],
    ['recovers', bad, good, ['ArchivingRecovered']],
    ['works at first', unknown, good, []],
    ['is unknown for a while', bad, unknown, []],
    ['is turned off', good, off, ['BackupsDisabled']],
    ['stays off', off, off, []],
    ['is turned on', off, unknown, ['BackupsEnabled']],
    ['a repository goes', status(['RepositoriesReady', 'True', 'AsDesired']), status(['RepositoriesReady', 'False', 'RepositoryUnavailable']), ['RepositoryUnavailable']],
  ])('archiving %s', (_name, before, after, reasons) => {
    expect(backupHappenings(before, after).map(({ reason }) => reason)).toEqual(reasons);
  });
});
