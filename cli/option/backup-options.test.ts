import { describe, expect, test } from '@jest/globals';
import { backupsInput, type BackupFlags } from './backup-options.js';

describe('flags of backups', () => {
  test.each<[string, BackupFlags, object]>([
    ['none', { backups: true }, {}],
    ['a volume', { repository: ['type=volume,size=20Gi'] }, { repositories: [{ type: 'volume', size: '20Gi' }] }],
    ['S3 with Secrets and a retention', { repository: ['type=s3,bucket=b,credentials=keys,certificateAuthority=tls/ca.crt,encryption=pass/phrase,verifyTls=false,fullBackupDays=7,differentialBackups=3'] }, {
      repositories: [{ type: 's3', bucket: 'b', credentials: 'keys', certificateAuthority: { secret: 'tls', key: 'ca.crt' }, encryption: { secret: 'pass', key: 'phrase' }, verifyTls: false, retention: { fullBackupDays: 7, differentialBackups: 3 } }],
    }],
    ['JSON', { repository: ['{"type":"volume"}'] }, { repositories: [{ type: 'volume' }] }],
    ['a retention', { retention: 'fullBackups=4,replacedDataHours=0' }, { retention: { fullBackups: 4, replacedDataHours: 0 } }],
    ['what is no number is left to the server', { retention: 'fullBackups=many' }, { retention: { fullBackups: 'many' } }],
    ['turned off', { backups: false }, { repositories: [] }],
    ['a volume and a bucket as pgo 4.x says it', { pgbackrestStorageType: 'posix,s3', pgbackrestPvcSize: '5Gi', pgbackrestS3Bucket: 'b', pgbackrestS3VerifyTls: 'false', pgbackrestS3CaSecret: 'ca', pgbackrestCredentials: 'keys', pgbackrestRepoPath: '/x' }, {
      repositories: [{ type: 'volume', size: '5Gi' }, { type: 's3', bucket: 'b', path: '/x', verifyTls: false, credentials: 'keys', certificateAuthority: { secret: 'ca', key: 'aws-s3-ca.crt' } }],
    }],
    ['only the size as pgo 4.x says it', { pgbackrestPvcSize: '5Gi' }, { repositories: [{ type: 'volume', size: '5Gi' }] }],
  ])('%s', (_name, flags, input) => {
    expect(backupsInput(flags)).toEqual(input);
  });

  test.each<[string, BackupFlags, RegExp]>([
    ['no pair', { repository: ['volume'] }, /no key=value/],
    ['no JSON', { repository: ['{type'] }, /no JSON/],
    ['a Secret without a key', { repository: ['type=s3,encryption=pass'] }, /no key of a Secret/],
    ['off and on', { repository: ['type=volume'], backups: false }, /no repositories/],
    ['a key for everybody to see', { pgbackrestS3Key: 'AKIA' }, /can be read by everybody/],
    ['a storage that there is not', { pgbackrestStorageType: 'tape' }, /no type of storage/],
  ])('refused: %s', (_name, flags, why) => {
    expect(() => backupsInput(flags)).toThrow(why);
  });
});
