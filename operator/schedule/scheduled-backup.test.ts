import { describe, expect, it } from '@jest/globals';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import type { PostgresBackupStatus } from '../../schema/resource/postgres-backup.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { ScheduleRunInput } from '../../schema/schedule/schedule-run.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import type { OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import { scheduledBackup } from './scheduled-backup.js';

const input: ScheduleRunInput = { schedule: 's', scheduleNamespace: 'shop', type: 'BACKUP', backupType: 'FULL', repository: 's3' };
const visit = (kube: MemoryKube, { status, more = {} }: { status?: object; more?: object } = {}): Promise<OperationOutcome> => Promise.resolve(scheduledBackup({
  operation: { metadata: { name: 'run-1', namespace: 'shop' }, status } as PostgresOperation, cluster: { metadata: { name: 'hippo' } }, client: kube.client,
} as OperationVisit, { ...input, ...more }));
const stored = { steps: [{ name: 'Store the request', state: 'SUCCEEDED', message: '' }] };

describe('a scheduled backup', () => {
  it('is asked for once, under the name of the run', async () => {
    const kube = new MemoryKube();
    expect(await visit(kube)).toMatchObject({ steps: [{ done: true }, { done: false }] });
    await visit(kube);
    expect(kube.writes).toEqual(['create PostgresBackup/run-1']);
    expect(kube.cache.list(POSTGRES_BACKUP)).toMatchObject([{ metadata: { labels: { 'pgo.dev/cluster': 'hippo' } }, spec: { cluster: 'hippo', type: 'FULL' } }]);
  });
  it('goes to the repository that is named', async () => {
    const kube = new MemoryKube();
    await visit(kube, { more: { repository: 'repo2' } });
    expect(kube.cache.list(POSTGRES_BACKUP)).toMatchObject([{ spec: { repository: 'repo2' } }]);
  });
  it('is made with the options of the schedule', async () => {
    const kube = new MemoryKube();
    await visit(kube, { more: { repository: 'repo2', backupOptions: '--repo2-retention-full=21 --start-fast' } });
    expect(kube.cache.list(POSTGRES_BACKUP)).toMatchObject([{ spec: { options: { 'retention-full': '21', 'start-fast': 'y' } } }]);
  });
  it('fails when it is asked for with an option that is not allowed, whoever wrote the operation', async () => {
    const kube = new MemoryKube();
    expect(await visit(kube, { more: { backupOptions: '--repo1-path=/etc' } })).toMatchObject({ error: { code: 'INVALID_BACKUP', message: expect.stringMatching(/--repo1-path/) } });
    expect(kube.writes).toEqual([]);
  });
  it.each<[string, object, object]>([
    ['runs', { state: 'RUNNING', message: 'Copies.', progress: { currentBytes: 5, totalBytes: 10 } }, { steps: [{ done: true }, { done: false, current: 5, max: 10, message: 'Copies.' }] }],
    ['succeeds', { state: 'SUCCEEDED' }, { steps: [{ done: true }, { done: true }] }],
    ['fails', { state: 'FAILED', message: 'No room.' }, { error: { code: 'BACKUP_FAILED', message: 'No room.' } }],
  ])('%s with its backup', async (_name, status, outcome) => {
    const kube = new MemoryKube();
    kube.put(POSTGRES_BACKUP, { metadata: { name: 'run-1', namespace: 'shop' }, spec: { cluster: 'hippo' }, status: status as PostgresBackupStatus });
    expect(await visit(kube, { status: stored })).toMatchObject(outcome);
  });
  it('is not asked for again when it was deleted', async () => {
    const kube = new MemoryKube();
    expect(await visit(kube, { status: stored })).toMatchObject({ error: { code: 'BACKUP_DELETED' } });
    expect(kube.writes).toEqual([]);
  });
  it('fails where there are no backups', async () => {
    const kube = new MemoryKube();
    kube.fail('create', 'PostgresBackup', new KubeError(404, 'NotFound', 'no such kind'));
    expect(await visit(kube)).toMatchObject({ error: { code: 'NO_BACKUPS' } });
  });
});
