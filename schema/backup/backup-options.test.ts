import { describe, expect, test } from '@jest/globals';
import { backupOptionArguments, readBackupOptions, removesBackups } from './backup-options.js';

describe('options of pgBackRest as pgo 4.x takes them', () => {
  test.each<[string, string, string | undefined, object]>([
    ['none', '', undefined, {}],
    ['a retention of the only repository', '--repo1-retention-full=21', undefined, { 'retention-full': '21' }],
    ['a storage type names no repository', '--repo1-retention-full=21', 's3', { 'retention-full': '21' }],
    ['a retention of the repository that is named', '--repo2-retention-diff=3', 'repo2', { 'retention-diff': '3' }],
    ['several, with more space than is needed', '  --start-fast   --no-delta --process-max 4 --compress-type=lz4 ', undefined, { 'start-fast': 'y', delta: 'n', 'process-max': '4', 'compress-type': 'lz4' }],
  ])('%s', (_name, text, repository, options) => {
    expect(readBackupOptions(text, repository)).toEqual({ options });
  });

  test.each<[string, string, string | undefined, RegExp]>([
    ['where the repository is', '--repo1-path=/etc', undefined, /^--repo1-path: it is not among/],
    ['where the data is', '--pg1-path=/etc', undefined, /^--pg1-path: /],
    ['who may read it', '--no-repo1-cipher-type', undefined, /^--repo1-cipher-type: /],
    ['another type of backup', '--type=full', undefined, /^--type: /],
    ['another stanza', '--stanza=other', undefined, /^--stanza: /],
    ['a program that is run', '--cmd-ssh=/bin/sh', undefined, /^--cmd-ssh: /],
    ['a configuration of its own', '--config=/tmp/x', undefined, /^--config: /],
    ['another repository', '--repo2-retention-full=3', undefined, /^--repo2-retention-full: /],
    ['no repository', '--retention-full=3', 'repo2', /^--retention-full names no repository/],
    ['nothing to keep', '--repo1-retention-full=0', undefined, /"0" is not allowed/],
    ['a name of the prototype', '--constructor=1', undefined, /^--constructor: /],
    ['a word that is no option', 'full', undefined, /^"full" is no option/],
    ['a command of a shell', '--process-max=2; rm -rf /', undefined, /"2;" is not allowed/],
    ['a text without end', `--process-max=${'2'.repeat(2_000)}`, undefined, /more than 1000 characters/],
  ])('are refused that say %s', (_name, text, repository, fault) => {
    const read = readBackupOptions(text, repository);
    expect('fault' in read && read.fault).toMatch(fault);
    expect('fault' in read && read.suggestion).toMatch(/\.$|\?$/);
  });
});

test('they become arguments, those of a repository with its number', () => {
  expect(backupOptionArguments({ 'retention-full': '7', 'start-fast': 'y', delta: 'n', 'process-max': '4' }, 2))
    .toEqual(['--repo2-retention-full-type=count', '--repo2-retention-full=7', '--start-fast', '--no-delta', '--process-max=4']);
  expect(backupOptionArguments({ 'retention-full': '7', 'retention-full-type': 'time' }, 1)).toEqual(['--repo1-retention-full-type=time', '--repo1-retention-full=7']);
});

test('a retention is known as what removes backups', () => {
  expect([removesBackups({ 'retention-diff': '1' }), removesBackups({ delta: 'y' })]).toEqual([true, false]);
});
