import { describe, expect, test } from '@jest/globals';
import type { RetentionSpec } from '../../schema/resource/cluster-backups.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import { dumpLabel, type StoredDump } from '../postgres/stored-dump.js';
import type { BackupWorld } from './backup-world.js';
import { planDumps } from './plan-dumps.js';

const DAY_MS = 24 * 3600 * 1000;
const NOW_MS = Date.parse('2026-11-23T06:00:00Z');

/** A dump that is so many days old. */
const dump = (days: number, database?: string): StoredDump => ({
  label: `2026${String(days).padStart(4, '0')}-000000L-${database === undefined ? '000000' : '111111'}`, repository: 1, type: 'logical', startedAtMs: NOW_MS - days * DAY_MS, stoppedAtMs: NOW_MS - days * DAY_MS,
  databaseBytes: 1, repositoryBytes: 1, databases: [], ...(database === undefined ? {} : { database }),
});

const objectOf = ({ label }: StoredDump): PostgresBackup => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { name: label.toLowerCase() }, spec: { cluster: 'hippo', type: 'LOGICAL' }, status: { label, repository: 'repo1', state: 'SUCCEEDED', type: 'LOGICAL' },
});

const worldOf = (dumps: readonly StoredDump[], retention: RetentionSpec, more: Partial<BackupWorld> = {}): BackupWorld => ({
  cluster: { apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: 'hippo', namespace: 'pgo' }, spec: { backups: { retention } } },
  backups: dumps.map(objectOf), jobs: [], pods: [], progress: new Map(), removalErrors: new Map(), nowMs: NOW_MS,
  look: { seenAtMs: NOW_MS, moments: [], info: { code: 0, message: '', backups: [], archives: [], isBackupRunning: false, repositories: [] }, dumps: { dumps, partial: [], unread: [] }, points: [], wal: [] },
  ...more,
});

describe('planDumps', () => {
  const all = [dump(1), dump(2), dump(3)];
  test.each<[string, readonly StoredDump[], RetentionSpec, readonly StoredDump[]]>([
    ['beyond a number', all, { logicalBackups: 2 }, [all[2] as StoredDump]],
    ['as many as full backups', all, { fullBackups: 1 }, all.slice(1)],
    ['beyond days', all, { logicalBackupDays: 1.5 }, all.slice(1)],
    ['never the newest', all.slice(2), { logicalBackupDays: 1 }, []],
    ['each database by itself', [dump(1), dump(2, 'app'), dump(3)], { logicalBackups: 1 }, [dump(3)]],
    ['none that may stay', all, { logicalBackups: 3 }, []],
  ])('takes %s', (_name, dumps, retention, expected) => {
    expect(planDumps(worldOf(dumps, retention)).expire.map(({ stored }) => stored)).toEqual(expected);
  });

  test('clears what a dump has left that came to nothing, and never one that is being made', () => {
    const making: PostgresBackup = { apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { name: 'now', uid: 'u', creationTimestamp: '2026-11-23T05:59:00Z' }, spec: { cluster: 'hippo', type: 'LOGICAL' } };
    const world = worldOf([], {}, { backups: [making] });
    const places = [{ repository: 1, label: dumpLabel(making.metadata) }, { repository: 1, label: '20260101-000000L-aaaaaa' }];
    const { look } = world;
    expect(look).toBeDefined();
    const plan = planDumps({ ...world, ...(look === undefined ? {} : { look: { ...look, dumps: { dumps: [], partial: places, unread: [] } } }) });
    expect(plan.clear).toEqual([places[1]]);
  });
});
