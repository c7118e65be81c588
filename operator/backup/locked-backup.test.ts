import { describe, expect, test } from '@jest/globals';
import type { Job, Pod } from '../../kube/core-kinds.js';
import type { PostgresBackup, PostgresBackupStatus } from '../../schema/resource/postgres-backup.js';
import { backupStatus } from './backup-status.js';
import type { BackupWorld } from './backup-world.js';
import { planBackups } from './plan-backups.js';

const CREATED = '2026-11-23T06:00:00Z';
const LOCKED = "ERROR: [050]: unable to acquire lock on file '/repository/repo1/lock/db-backup.lock': Resource temporarily unavailable";

interface Case {
  readonly name: string;
  readonly words?: string;
  readonly state: PostgresBackupStatus['state'];
  readonly isGoing?: boolean;
  readonly afterMs?: number;
  readonly becomes: string;
  readonly removes: boolean;
}

const backup = (state: PostgresBackupStatus['state']): PostgresBackup => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { name: 'b', namespace: 'pgo', uid: 'u', creationTimestamp: CREATED, finalizers: ['pgo.dev/backup'] },
  spec: { cluster: 'hippo', type: 'FULL' }, ...(state === undefined ? {} : { status: { state } }),
});

const job = (isGoing: boolean, failedAt?: string): Job => ({
  apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'backup-u', namespace: 'pgo', uid: 'j', ...(isGoing ? { deletionTimestamp: CREATED } : {}) },
  spec: {}, status: { conditions: [{ type: 'Failed', status: 'True', ...(failedAt === undefined ? {} : { lastTransitionTime: failedAt }) }] },
} as unknown as Job);

const pod = (message: string): Pod => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'pgo', ownerReferences: [{ uid: 'j' }] },
  status: { containerStatuses: [{ state: { terminated: { exitCode: 50, message } } }] },
} as unknown as Pod);

describe('a backup whose Job failed', () => {
  test.each<Case>([
    { name: 'waits when another command held the lock, and its Job stays until that is written', state: 'RUNNING', becomes: 'PENDING', removes: false },
    { name: 'has the Job removed once it waits', state: 'PENDING', becomes: 'PENDING', removes: true },
    { name: 'goes on waiting while the Job goes', state: 'PENDING', isGoing: true, becomes: 'PENDING', removes: false },
    { name: 'fails when the lock was held for too long', state: 'RUNNING', afterMs: 15 * 60_000, becomes: 'FAILED', removes: false },
    { name: 'waits when no instance answered', words: 'ERROR: [056]: unable to find primary cluster - cannot proceed', state: 'RUNNING', becomes: 'PENDING', removes: false },
    { name: 'has the Job removed once it waits for an instance', words: 'ERROR: [056]: unable to find primary cluster - cannot proceed', state: 'PENDING', becomes: 'PENDING', removes: true },
    { name: 'fails for any other reason', words: 'ERROR: [103]: unable to find a valid repository', state: 'RUNNING', becomes: 'FAILED', removes: false },
  ])('$name', ({ words = LOCKED, state, isGoing = false, afterMs = 1000, becomes, removes }) => {
    const world: BackupWorld = {
      cluster: { apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: 'hippo', namespace: 'pgo' }, spec: {} },
      backups: [backup(state)], jobs: [job(isGoing)], pods: [pod(words)], progress: new Map(), removalErrors: new Map(), nowMs: Date.parse(CREATED) + afterMs,
    };
    expect(backupStatus(world, backup(state), undefined).state).toBe(becomes);
    expect(planBackups(world).removeJobs.map(({ metadata: { name } }) => name)).toEqual(removes ? ['backup-u'] : []);
  });
});

describe('a backup whose Job failed, of whose pod nothing is heard', () => {
  const running = { ...pod(LOCKED), status: { containerStatuses: [{ state: { running: {} } }] } } as unknown as Pod;
  test.each([
    { name: 'goes on waiting for a moment: the Job may have been removed to be made again', state: 'PENDING' as const, pods: [], afterMs: 1000, becomes: 'PENDING' },
    { name: 'goes on running for a moment: the end of the pod is still to be heard of', state: 'RUNNING' as const, pods: [running], afterMs: 1000, becomes: 'RUNNING' },
    { name: 'was interrupted when nothing came', state: 'RUNNING' as const, pods: [], afterMs: 6000, becomes: 'FAILED' },
    { name: 'is judged at once when the end of the pod is known', state: 'RUNNING' as const, pods: [pod('ERROR: [103]: unable to find a valid repository')], afterMs: 1000, becomes: 'FAILED' },
  ])('$name', ({ state, pods, afterMs, becomes }) => {
    const world: BackupWorld = {
      cluster: { apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: 'hippo', namespace: 'pgo' }, spec: {} },
      backups: [backup(state)], jobs: [job(false, CREATED)], pods, progress: new Map(), removalErrors: new Map(), nowMs: Date.parse(CREATED) + afterMs,
    };
    expect(backupStatus(world, backup(state), undefined).state).toBe(becomes);
    expect(planBackups(world).removeJobs).toEqual([]);
  });
});
