import { describe, expect, it } from '@jest/globals';
import { POSTGRES_POLICY } from '../../kube/kinds.js';
import type { Permission } from '../../schema/graphql/permission.js';
import type { Schedule } from '../../schema/schedule/schedule.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import type { Context } from '../context.js';
import { requireScheduled } from './require-scheduled.js';

const kube = new MemoryKube();
kube.put(POSTGRES_POLICY, { metadata: { namespace: 'shop', name: 'p' }, spec: { sql: 'select 1' } });
kube.put(POSTGRES_POLICY, { metadata: { namespace: 'shop', name: 'root' }, spec: { sql: 'select 1', runAs: 'SUPERUSER' } });

/** What of a schedule is refused to one who has these permissions in its namespace. */
const refusal = async (schedule: Partial<Schedule>, permissions: readonly Permission[], namespace = 'shop'): Promise<object | undefined> => {
  const viewer = { name: 'ann', bindings: [{ role: { name: 'r', permissions: new Set<Permission>(permissions) }, namespaces: [namespace] }] };
  const whole = { type: 'BACKUP', cluster: { namespace: 'shop', name: 'hippo' }, ...schedule } as Schedule;
  return requireScheduled(whole, { viewer, services: { client: kube.client } } as unknown as Context).then(() => undefined, (error: object) => error);
};

describe('who has something done at a time', () => {
  it.each<[string, Partial<Schedule>, readonly Permission[]]>([
    ['a backup', { type: 'BACKUP' }, ['CREATE_BACKUP']],
    ['a backup with options', { type: 'BACKUP', backupOptions: '--process-max=2' }, ['CREATE_BACKUP']],
    ['a backup whose retention removes others', { type: 'BACKUP', backupOptions: '--repo1-retention-full=1' }, ['CREATE_BACKUP', 'DELETE_BACKUP']],
    ['a policy', { type: 'POLICY', policy: 'p' }, ['APPLY_POLICY']],
    ['a policy that runs as superuser', { type: 'POLICY', policy: 'root' }, ['APPLY_POLICY', 'SHOW_SYSTEM_ACCOUNTS']],
    ['the check of a backup', { type: 'VERIFY' }, ['VERIFY_BACKUP']],
    ['a stop', { type: 'STOP' }, ['STOP_CLUSTER']],
    ['a start', { type: 'START' }, ['STOP_CLUSTER']],
  ])('may do it now: %s', async (_name, schedule, permissions) => {
    expect(await refusal(schedule, permissions)).toBeUndefined();
    for (const permission of permissions) {
      const others: Permission[] = [...permissions.filter((other) => other !== permission), 'CREATE_SCHEDULE', 'UPDATE_SCHEDULE'];
      expect(await refusal(schedule, others)).toMatchObject({ extensions: { code: 'FORBIDDEN', permission } });
    }
    expect(await refusal(schedule, permissions, 'other')).toMatchObject({ extensions: { code: 'FORBIDDEN', permission: permissions[0] } });
  });

  it('names a policy that there is', async () => {
    expect(await refusal({ type: 'POLICY', policy: 'ghost' }, ['APPLY_POLICY'])).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'policy' } });
  });
});
