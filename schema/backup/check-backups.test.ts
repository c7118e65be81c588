import { describe, expect, test } from '@jest/globals';
import { checkBackups, checkRepositories, checkRetention } from './check-backups.js';

const issuesOf = (checked: object): readonly string[] => ('issues' in checked ? (checked.issues as { field: string; message: string }[]).map(({ field, message }) => `${field}: ${message}`) : []);

describe('the retention of a cluster', () => {
  test.each<[string, unknown, string[]]>([
    ['what every repository can have', { fullBackups: 2, differentialBackups: 1, logicalBackupDays: 9999 }, []],
    ['what the cluster has besides', { replacedDataHours: 0, endedBackups: 0, endedBackupDays: 1 }, []],
    ['no object', 3, ['r: it is no object']],
    ['none of what there is to keep', { fullBackups: 0 }, ['r.fullBackups: it is no whole number from 1 to 9999']],
    ['less than nothing', { replacedDataHours: -1, endedBackupDays: 0 }, ['r.replacedDataHours: it is no whole number from 0 to 9999', 'r.endedBackupDays: it is no whole number from 1 to 9999']],
    ['text and fractions', { endedBackups: '3', fullBackupDays: 1.5 }, ['r.fullBackupDays: it is no whole number from 1 to 9999', 'r.endedBackups: it is no whole number from 0 to 9999']],
    ['a field that there is not', { toString: 1 }, ['r.toString: a retention has no such field']],
    ['two rules for full backups', { fullBackups: 2, fullBackupDays: 2 }, ['r: full backups cannot be kept by number and by days at once']],
  ])('%s', (_name, retention, issues) => {
    expect(issuesOf(checkRetention('r', retention))).toEqual(issues);
  });

  test('a refusal names every field that there is', () => {
    const checked = checkRetention('r', { fulBackups: 2 });
    expect('issues' in checked && checked.issues[0]?.suggestion).toBe('Use one of: fullBackups, fullBackupDays, differentialBackups, archiveFullBackups, logicalBackups, logicalBackupDays, replacedDataHours, endedBackups, endedBackupDays.');
  });
});

test('a repository has nothing of what only a cluster has', () => {
  expect(issuesOf(checkRepositories('repositories', [{ type: 'volume', size: '1Gi', retention: { endedBackups: 3 } }]))).toEqual(['repositories.0.retention.endedBackups: a retention has no such field']);
});

test('options that could harm are refused by name', () => {
  expect(checkBackups('backups', { options: { 'compress-level': '3', 'repo1-path': '/etc', 'exec-id': 'x' } }).map(({ field }) => field)).toEqual(['backups.options.repo1-path', 'backups.options.exec-id']);
});
