import { expect, test } from '@jest/globals';
import { JOB, type Job } from '../../kube/core-kinds.js';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import { removeBackupJob } from './remove-backup-job.js';

const at = { namespace: 'team', name: 'b' };
const begin = (state: 'PENDING' | 'FAILED'): { kube: MemoryKube; backup: PostgresBackup; job: Job } => {
  const kube = new MemoryKube();
  kube.put(POSTGRES_BACKUP, { apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: at, spec: { cluster: 'hippo' }, status: { state } } as PostgresBackup);
  kube.put(JOB, { apiVersion: 'batch/v1', kind: 'Job', metadata: at } as Job);
  return { kube, backup: kube.cache.get<PostgresBackup>(POSTGRES_BACKUP, at)!, job: kube.cache.get<Job>(JOB, at)! };
};
const becomesRunning = async (kube: MemoryKube): Promise<unknown> =>
  kube.client.applyStatus(POSTGRES_BACKUP, { apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: at, status: { state: 'RUNNING' } } as PostgresBackup, { manager: 'other' });

test.each([
  { name: 'a Job that is to be made again stays while a later state of its backup is on its way', state: 'PENDING' as const, stale: true, stays: true },
  { name: 'it goes when the known state is the stored one', state: 'PENDING' as const, stale: false, stays: false },
  { name: 'the Job of a backup that has ended goes in any case', state: 'FAILED' as const, stale: true, stays: false },
])('$name', async ({ state, stale, stays }) => {
  const { kube, backup, job } = begin(state);
  if (stale) await becomesRunning(kube);
  await removeBackupJob(kube.client, job, backup);
  expect(kube.cache.get(JOB, at) !== undefined).toBe(stays);
});

test('a Job whose backup is gone stays for the garbage collector of its owner', async () => {
  const { kube, backup, job } = begin('PENDING');
  await kube.client.delete(POSTGRES_BACKUP, at);
  await removeBackupJob(kube.client, job, backup);
  expect(kube.cache.get(JOB, at)).toBeDefined();
});
