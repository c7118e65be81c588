import { describe, expect, test } from '@jest/globals';
import type { RepositorySpec, RetentionSpec } from '../../schema/resource/cluster-backups.js';
import { repositoryBackrestConfig } from './pgbackrest-config.js';

/** The lines of the configuration that are about repositories. */
const linesOf = (repositories: readonly RepositorySpec[], retention: RetentionSpec = { fullBackups: 4 }): string[] =>
  repositoryBackrestConfig({ repositories, retention, clientName: 'client', bucketPath: '/shop/hippo', options: {} }).split('\n').filter((line) => line.startsWith('repo'));

describe('the configuration of repositories', () => {
  test.each<[string, RepositorySpec, string[]]>([
    ['a volume', { name: 'repo1', type: 'volume' }, ['repo1-path=/repository/repo1/backrest', 'repo1-retention-full-type=count', 'repo1-retention-full=4']],
    ['S3 by path, encrypted, with an authority of its own', {
      name: 'repo2', type: 's3', bucket: 'b', endpoint: 's3.example.com:9000', region: 'eu', uriStyle: 'path', credentials: 'secret',
      certificateAuthority: { secret: 'ca', key: 'pem' }, encryption: { secret: 'pass', key: 'phrase' }, retention: { fullBackupDays: 7, differentialBackups: 2, archiveFullBackups: 1 },
    }, [
      'repo2-type=s3', 'repo2-path=/shop/hippo', 'repo2-storage-ca-file=/etc/pgo/repository/repo2-ca/ca.crt', 'repo2-s3-bucket=b', 'repo2-s3-endpoint=s3.example.com:9000', 'repo2-s3-region=eu', 'repo2-s3-uri-style=path',
      'repo2-retention-full-type=time', 'repo2-retention-full=7', 'repo2-retention-diff=2', 'repo2-retention-archive-type=full', 'repo2-retention-archive=1', 'repo2-cipher-type=aes-256-cbc',
    ]],
    ['GCS', { name: 'repo3', type: 'gcs', bucket: 'b', credentials: 'secret', path: '/elsewhere' }, [
      'repo3-type=gcs', 'repo3-path=/elsewhere', 'repo3-gcs-bucket=b', 'repo3-gcs-key=/etc/pgo/repository/repo3/key.json', 'repo3-retention-full-type=count', 'repo3-retention-full=4',
    ]],
    ['Azure without a check of the certificate', { name: 'repo4', type: 'azure', container: 'c', credentials: 'secret', endpoint: 'blob.example.com', verifyTls: false }, [
      'repo4-type=azure', 'repo4-path=/shop/hippo', 'repo4-storage-verify-tls=n', 'repo4-azure-container=c', 'repo4-azure-endpoint=blob.example.com', 'repo4-retention-full-type=count', 'repo4-retention-full=4',
    ]],
  ])('%s', (_name, repository, expected) => {
    expect(linesOf([repository])).toEqual(expected);
  });

  test('nothing that is secret stands in it', () => {
    const text = linesOf([{ name: 'repo1', type: 'azure', container: 'c', credentials: 'secret-name', encryption: { secret: 'pass-name', key: 'phrase' } }]).join('\n');
    expect(text).not.toMatch(/secret-name|pass-name|phrase|azure-key|cipher-pass/);
  });
});
