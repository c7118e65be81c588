import { describe, expect, it } from '@jest/globals';
import { readSchedule, type ScheduleReading } from './read-schedule.js';

type Json = Readonly<Record<string, unknown>>;

/** As pgo 4.x documents it, with nothing changed but line ends. */
const BACKUP: Json = {
  version: 'v1', name: 'hippo-pgbackrest-full', created: '2021-01-01T00:00:00Z', schedule: '0 1 * * *', namespace: 'pgo', type: 'pgbackrest', cluster: 'hippo',
  pgbackrest: { deployment: '', label: 'pg-cluster=hippo,name=hippo,deployment-name=hippo', container: 'database', type: 'full', storageType: 's3', options: '--repo1-retention-full=21' },
  policy: { secret: '', name: '', imagePrefix: '', imageTag: '', database: '' },
};
const POLICY: Json = { ...BACKUP, name: 'hippo-policy-p', type: 'policy', pgbackrest: {}, policy: { secret: 'hippo-postgres-secret', name: 'p', imagePrefix: 'registry/crunchy', imageTag: 'centos8', database: 'shop' } };

const readData = (data: Record<string, string> | undefined, namespace = 'pgo'): ScheduleReading =>
  readSchedule({ metadata: { name: 's', namespace, uid: 'u', labels: { 'crunchy-scheduler': 'true', 'pg-cluster': 'hippo' } }, ...(data === undefined ? {} : { data }) }, 'pgo');
const read = (json: Json, namespace?: string): ScheduleReading => readData({ s: JSON.stringify(json) }, namespace);
const pgbackrest = (more: Json): Json => ({ ...BACKUP, pgbackrest: { ...BACKUP['pgbackrest'] as Json, ...more } });

describe('the ConfigMap of pgo 4.x works unchanged', () => {
  it.each<[string, Json, object]>([
    ['the whole of a backup', BACKUP, {
      type: 'BACKUP', cluster: { namespace: 'pgo', name: 'hippo' }, cron: '0 1 * * *', timeZone: 'UTC', backupType: 'FULL', repository: 's3', backupOptions: '--repo1-retention-full=21',
      suspended: false, missedRuns: 'RUN_ONCE', overlap: 'FORBID',
    }],
    ['the whole of a policy; Secret and image are not needed', POLICY, { type: 'POLICY', policy: 'p', database: 'shop' }],
    ['an unused block that was left empty', { ...BACKUP, policy: {} }, { type: 'BACKUP' }],
    ['an unused block that was left out', { ...POLICY, pgbackrest: undefined }, { type: 'POLICY' }],
    ['keys that nobody knows', { ...BACKUP, more: { of: 'them' } }, { type: 'BACKUP' }],
    ['a type in capitals', { ...BACKUP, type: 'PgBackRest' }, { type: 'BACKUP' }],
    ['type diff', pgbackrest({ type: 'diff' }), { backupType: 'DIFFERENTIAL' }],
    ['type incr', pgbackrest({ type: 'incr' }), { backupType: 'INCREMENTAL' }],
    ['neither deployment nor label: which pod works is not its business', pgbackrest({ deployment: undefined, label: undefined }), { type: 'BACKUP' }],
    ['any storage type, as 4.x did not check it', pgbackrest({ storageType: 'local,s3' }), { repository: 'local,s3' }],
    ['options as the list of 4.1', pgbackrest({ options: [{ name: 'repo1-retention-full', value: '2' }, { name: 'process-max', value: '2' }] }), { backupOptions: '--repo1-retention-full=2 --process-max=2' }],
    ['no options', pgbackrest({ options: '' }), { type: 'BACKUP' }],
    ['names of months and days', { ...BACKUP, schedule: '0 1 * jan-mar mon,wed' }, { cron: '0 1 * jan-mar mon,wed' }],
    ['the time zone that robfig/cron takes before the fields', { ...BACKUP, schedule: 'CRON_TZ=Asia/Tokyo 0 6 * * *' }, { cron: '0 6 * * *', timeZone: 'Asia/Tokyo' }],
    ['@daily, which 4.x refused', { ...BACKUP, schedule: '@daily' }, { cron: '@daily' }],
    ['a policy without a database: that of the application is meant', { ...POLICY, policy: { name: 'p' } }, { policy: 'p' }],
    ['no cluster in the data: the label names it', { ...BACKUP, cluster: undefined }, { cluster: { namespace: 'pgo', name: 'hippo' } }],
  ])('%s', (_name, json, schedule) => {
    const reading = read(json);
    expect(reading.fault).toBeUndefined();
    expect(reading.schedule).toMatchObject(schedule);
  });

  it('in the namespace of the operator for a cluster of another one, and beside its cluster', () => {
    expect(read({ ...BACKUP, namespace: 'shop' })).toMatchObject({ schedule: { cluster: { namespace: 'shop' } } });
    expect(read({ ...BACKUP, namespace: 'shop' }, 'shop').fault).toBeUndefined();
  });
});

describe('a ConfigMap that cannot be carried out says why', () => {
  it.each<[string, Json, RegExp]>([
    ['another version', { ...BACKUP, version: 'v2' }, /version "v2"/],
    ['no type', { ...BACKUP, type: undefined }, /type undefined is not one of pgbackrest, policy/],
    ['the type of 4.1 that is gone', { ...BACKUP, type: 'pgbasebackup' }, /"pgbasebackup" is not one of/],
    ['the field of seconds that the documentation of 4.x asked for', { ...BACKUP, schedule: '0 0 1 * * *' }, /has 6 fields/],
    ['no times', { ...BACKUP, schedule: '' }, /has 0 fields/],
    ['@every', { ...BACKUP, schedule: '@every 1h' }, /"@every 1h" is not one of @yearly/],
    ['an hour that there is not', { ...BACKUP, schedule: '0 24 * * *' }, /^schedule: /],
    ['a type of backup that there is not', pgbackrest({ type: 'archive' }), /pgbackrest.type "archive" is not one of full, diff, incr/],
    ['an option that could harm', pgbackrest({ options: '--repo1-path=/etc' }), /^pgbackrest.options: --repo1-path: it is not among the options .*\(/],
    ['an option of the list of 4.1 that could harm', pgbackrest({ options: [{ name: 'pg1-path', value: '/etc' }] }), /^pgbackrest.options: --pg1-path/],
    ['options for a dump', pgbackrest({ type: 'logical' }), /^pgbackrest.options: a dump is not made by pgBackRest/],
    ['no name of a policy', { ...POLICY, policy: { database: 'shop' } }, /policy.name is missing/],
    ['a time zone that there is not', { ...BACKUP, timeZone: 'Mars/Olympus' }, /"Mars\/Olympus"/],
    ['a history without end', { ...BACKUP, historyLimit: 1_000_000 }, /historyLimit/],
  ])('%s', (_name, json, fault) => {
    expect(read(json).fault).toMatch(fault);
  });

  it.each<[string, Record<string, string> | undefined, RegExp]>([
    ['no data', undefined, /exactly one key, and has 0/],
    ['two keys', { a: JSON.stringify(BACKUP), b: JSON.stringify(BACKUP) }, /exactly one key, and has 2/],
    ['no JSON', { s: '{ "version": "v1", ' }, /data.s is no JSON object: /],
    ['JSON that is no object', { s: '[]' }, /data.s is no JSON object/],
    ['data without end', { s: `"${'x'.repeat(70_000)}"` }, /more than 65536 characters/],
  ])('%s', (_name, data, fault) => {
    expect(readData(data).fault).toMatch(fault);
  });

  it('a cluster of another namespace, unless it is in that of the operator', () => {
    expect(read(BACKUP, 'shop').fault).toMatch(/only schedules in the namespace of the operator/);
  });

  it('everything that is wrong, and tells what could be read all the same', () => {
    const { schedule, fault } = read({ ...BACKUP, schedule: 'x', type: 'y' });
    expect(fault).toMatch(/type "y".*; schedule: /);
    expect(schedule).toMatchObject({ cluster: { name: 'hippo' } });
  });
});
