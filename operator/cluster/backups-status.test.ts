import { describe, expect, test } from '@jest/globals';
import { aWorld } from '../testing/cluster-fixture.js';
import type { RepositorySpec } from '../../schema/resource/cluster-backups.js';
import { backupConditions, backupsStatus } from './backups-status.js';
import type { ArchiverFacts, RepositoryLook } from './repository-look.js';
import type { ClusterWorld, RepositoryKnowledge } from './world.js';

const WAL = (segment: number): string => `0000000100000000000000${segment.toString(16).toUpperCase().padStart(2, '0')}`;
const repositories: RepositorySpec[] = [{ name: 'repo1', type: 'volume' }, { name: 'repo2', type: 's3', bucket: 'b' }];
const MIB = 1024 * 1024;
const END_MS = Date.parse('2026-11-23T12:00:00Z');

/** Two repositories of which each has a full backup and WAL; `codes` are what pgBackRest says of them. */
const lookOf = (more: { codes?: readonly [number, number]; last?: readonly [number, number][]; archiver?: Partial<ArchiverFacts> } = {}): RepositoryLook => {
  const { codes = [0, 0], last = [[1, 9]], archiver = {} } = more;
  const backups = [1, 2].filter((key) => codes[key - 1] === 0).map((key) => ({ repository: key, databaseId: 1, label: `2026112${key}-120000F`, walStop: WAL(2 * key), stoppedAtMs: END_MS + key * 1000, repositoryBytes: 10, type: 'full' }));
  return {
    seenAtMs: 0, moments: [], points: [], dumps: { dumps: [], partial: [], unread: [] }, archivedUntil: '2026-11-23T13:00:00Z',
    info: {
      code: 0, message: '', isBackupRunning: false, backups: backups as unknown as RepositoryLook['info']['backups'],
      archives: [1, 2].map((repository) => ({ id: '15-1', repository, max: WAL(9) })),
      repositories: codes.map((code, index) => ({ key: index + 1, code, message: code === 0 ? 'ok' : '[HostConnectError] no route' })),
    },
    wal: last.map(([from, to]) => ({ repository: 1, id: '15-1', first: WAL(from), last: WAL(to) })),
    archiver: { lastArchivedWal: WAL(9), queueLength: 0, databaseBytes: 1, ...archiver },
  };
};

const worldOf = (knowledge: RepositoryKnowledge): ClusterWorld => ({ ...aWorld({ spec: { backups: { repositories } } }), repositories: { isStanzaReady: true, ...knowledge } });
const condition = (knowledge: RepositoryKnowledge, type: string): string => {
  const found = backupConditions(worldOf(knowledge)).find((one) => one.type === type);
  return `${found?.status} ${found?.reason}: ${found?.message}`;
};
const healthOf = (knowledge: RepositoryKnowledge): string[] => (backupsStatus(worldOf(knowledge))?.repositories ?? []).map(({ name, healthy, message }) => `${name} ${healthy ? 'well' : 'ill'}: ${message}`);

describe('a repository that cannot be used', () => {
  test.each<[string, RepositoryKnowledge, string[], RegExp]>([
    ['none', { look: lookOf() }, ['repo1 well: It can be used.', 'repo2 well: It can be used.'], /^True AsDesired: .* 2 backups\.$/],
    ['the second could not be prepared', { look: lookOf(), unprepared: { 2: 'access denied.' } }, ['repo1 well: It can be used.', 'repo2 ill: access denied.'], /^False RepositoryUnavailable: repo2 \(s3\): access denied\. WAL and backups still go to repo1, .* Look at its service, credentials/],
    ['the first cannot be read', { look: lookOf({ codes: [99, 0] }) }, ['repo1 ill: no route.', 'repo2 well: It can be used.'], /^False RepositoryUnavailable: repo1 \(volume\): .* still go to repo2/],
    ['the volume of the first is full', { look: { ...lookOf(), space: [{ repository: 1, sizeBytes: 48 * MIB, availableBytes: 2 * MIB }] } },
      ['repo1 ill: its volume is full: 2 MiB of 48 MiB are left. Give the repository a larger size, or delete backups.', 'repo2 well: It can be used.'],
      /^False RepositoryUnavailable: repo1 \(volume\): its volume is full: .* still go to repo2/],
    ['nothing could be read', { lookError: 'the host is away.' }, ['repo1 ill: the host is away.', 'repo2 ill: the host is away.'], /^False RepositoryUnavailable: repo1 \(volume\): the host is away\. repo2 \(s3\): the host is away\. Look at/],
  ])('%s', (_name, knowledge, health, told) => {
    expect(healthOf(knowledge)).toEqual(health);
    expect(condition(knowledge, 'RepositoriesReady')).toMatch(told);
  });
});

describe('archiving', () => {
  const failing = { failedAt: '2026-11-23T12:30:00Z', queueLength: 3 };
  test.each<[string, RepositoryKnowledge, RegExp]>([
    ['works', { look: lookOf() }, /^True AsDesired/],
    ['fails', { look: lookOf({ archiver: failing }) }, /^False ArchivingFails: WAL cannot be archived; 3 files wait/],
    ['fails at one of two', { look: lookOf({ archiver: failing }), unprepared: { 2: 'access denied.' } }, /^False ArchivingFails: WAL cannot be archived to every repository, only to repo1; 3 files wait/],
    ['fails at all', { unprepared: { 1: 'x.', 2: 'y.' } }, /^False ArchivingFails: WAL waits on the instances/],
    ['is slow', { look: lookOf({ archiver: { queueLength: 40 } }) }, /^False ArchivingFails: Archiving is slower/],
    ['has a gap', { look: lookOf({ codes: [0, 99], last: [[1, 5], [7, 9]] }) }, new RegExp(`^False ArchivingFails: WAL after ${WAL(5)} is missing .* Make a backup\\.$`)],
    ['has a gap that a backup is behind', { look: lookOf({ last: [[1, 3], [4, 9]].map(([from = 0, to = 0]) => [from, to] as [number, number]) }) }, /^True AsDesired/],
  ])('%s', (_name, knowledge, told) => {
    expect(condition(knowledge, 'Archiving')).toMatch(told);
  });
});

describe('archiving fails since', () => {
  const changedAt = '2026-11-23T11:00:00Z';
  const since = (knowledge: RepositoryKnowledge, status: 'True' | 'False'): string | undefined => {
    const world = worldOf(knowledge);
    const conditions = [{ type: 'Archiving', status, reason: 'x', message: 'x', lastTransitionTime: changedAt }];
    return backupsStatus({ ...world, cluster: { ...world.cluster, status: { ...world.cluster.status, conditions } } as ClusterWorld['cluster'] })?.archive?.failingSince;
  };
  const failedAt = '2026-11-23T12:30:00Z';
  test.each<[string, RepositoryKnowledge, 'True' | 'False', string | undefined]>([
    ['what PostgreSQL said, when nobody knew before', { look: lookOf({ archiver: { failedAt } }) }, 'True', failedAt],
    ['the condition said so', { look: lookOf({ archiver: { failedAt } }) }, 'False', changedAt],
    ['the condition said so of a repository that is not prepared', { look: lookOf(), unprepared: { 1: 'x.', 2: 'y.' } }, 'False', changedAt],
    ['never, when it works again', { look: lookOf() }, 'False', undefined],
  ])('%s', (_name, knowledge, status, expected) => {
    expect(since(knowledge, status)).toBe(expected);
  });
});

describe('the recovery window', () => {
  test.each<[string, RepositoryLook, string | undefined]>([
    ['begins with the oldest backup of any repository', lookOf(), '2026-11-23T12:00:02Z'],
    ['begins behind a gap in the WAL', lookOf({ last: [[1, 2], [4, 9]] }), '2026-11-23T12:00:03Z'],
    ['is not there without a backup', lookOf({ codes: [2, 2] }), undefined],
  ])('%s', (_name, look, earliest) => {
    expect(backupsStatus(worldOf({ look }))?.recoveryWindow?.earliest).toBe(earliest);
  });
});
