import { describe, expect, it } from '@jest/globals';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { OperationState, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { prunedBackups } from './prune-backups.js';

const NOW_MS = Date.parse('2026-06-30T00:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;

const backup = (name: string, state: 'FAILED' | 'EXPIRED' | 'SUCCEEDED', days: number): PostgresBackup => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { name, namespace: 'shop' }, spec: { cluster: 'hippo' },
  status: { state, label: `label-${name}`, finishedAt: new Date(NOW_MS - days * DAY_MS).toISOString() },
});
const cluster = (retention: object): PostgresCluster => ({ apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: 'hippo', namespace: 'shop' }, spec: { backups: { retention } } });
const operation = (state: OperationState, input: Record<string, unknown>): PostgresOperation =>
  ({ apiVersion: 'pgo.dev/v1', kind: 'PostgresOperation', metadata: { name: 'op', namespace: 'shop' }, spec: { kind: 'Restore', requestedBy: 'me', input }, status: { state } });

const BACKUPS = [backup('old-failure', 'FAILED', 40), backup('old', 'EXPIRED', 35), backup('failure', 'FAILED', 31), backup('gone', 'EXPIRED', 2), backup('good', 'SUCCEEDED', 400)];

describe('prunedBackups', () => {
  it.each<[string, object, readonly PostgresOperation[], readonly string[]]>([
    ['by age, but never the newest failure, nor what is there', {}, [], ['old', 'old-failure']],
    ['by number', { endedBackups: 1, endedBackupDays: 9999 }, [], ['old', 'old-failure']],
    ['all but the newest failure', { endedBackups: 0 }, [], ['gone', 'old', 'old-failure']],
    ['none that an operation under way names by its label', {}, [operation('RUNNING', { backup: 'label-old' })], ['old-failure']],
    ['none that an operation made and still follows', {}, [operation('PENDING', { name: 'old-failure' })], ['old']],
    ['one that an operation named which has ended', {}, [operation('FAILED', { backup: 'label-old' })], ['old', 'old-failure']],
  ])('%s', (_name, retention, operations, expected) => {
    const world = { cluster: cluster(retention), backups: BACKUPS, operations, jobs: [], pods: [], progress: new Map(), removalErrors: new Map(), nowMs: NOW_MS };
    expect(prunedBackups(world).map(({ metadata }) => metadata.name)).toEqual(expected);
  });
});
