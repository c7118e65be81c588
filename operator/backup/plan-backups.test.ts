import { expect, test } from '@jest/globals';
import type { RepositorySpec } from '../../schema/resource/cluster-backups.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { BackupWorld } from './backup-world.js';
import { planBackups } from './plan-backups.js';

type Repository = RepositorySpec['name'];
const backup = (name: string, repository?: Repository): PostgresBackup =>
  ({ apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { name, uid: name, generation: 1 }, spec: { cluster: 'hippo', type: 'FULL', ...(repository === undefined ? {} : { repository }) } });

const worldOf = (healthy: Partial<Record<Repository, boolean>>, backups: readonly PostgresBackup[]): BackupWorld => ({
  cluster: {
    apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: 'hippo', namespace: 'pgo' },
    spec: { backups: { repositories: [{ name: 'repo1', type: 'volume' }, { name: 'repo2', type: 'volume' }] } },
    status: {
      primary: 'hippo-1', backups: { repositories: Object.entries(healthy).map(([name, isHealthy]) => ({ name, type: 'volume' as const, healthy: isHealthy, message: 'It is full.' })) },
      conditions: [{ type: 'RepositoriesReady', status: Object.values(healthy).every(Boolean) ? 'True' : 'False', message: 'Not all.', reason: 'x', lastTransitionTime: '2026-06-01T00:00:00Z' }],
    },
  } as unknown as PostgresCluster,
  backups, jobs: [], pods: [], progress: new Map(), removalErrors: new Map(), nowMs: 0,
});

test.each<[string, BackupWorld, string | undefined, Record<string, string>]>([
  ['the oldest begins', worldOf({ repo1: true, repo2: true }, [backup('a'), backup('b')]), 'a', { b: 'Waits for backup a to end.' }],
  ['one to a repository that is ill waits', worldOf({ repo1: false, repo2: true }, [backup('a')]), undefined, { a: 'repo1: It is full.' }],
  ['and holds up none to another', worldOf({ repo1: false, repo2: true }, [backup('a'), backup('b', 'repo2'), backup('c', 'repo2')]), 'b', { a: 'repo1: It is full.', c: 'Waits for backup b to end.' }],
  ['nothing is known of the repository', worldOf({ repo1: false }, [backup('a', 'repo2')]), undefined, { a: 'Not all.' }],
])('%s', (_name, world, starts, waits) => {
  const plan = planBackups(world);
  expect(plan.start?.metadata.name).toBe(starts);
  expect(Object.fromEntries(plan.waits)).toEqual(waits);
});
