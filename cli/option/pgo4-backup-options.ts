/** Where backups are kept in the words of pgo 4.x. */
import { Option, type Command } from 'commander';
import { usageError } from '../error/cli-error.js';

/** Those of the flags of pgo 4.x that say where backups are kept. */
export interface Pgo4BackupFlags {
  pgbackrestStorageType?: string;
  pgbackrestRepoPath?: string;
  pgbackrestPvcSize?: string;
  pgbackrestStorageConfig?: string;
  pgbackrestCredentials?: string;
  pgbackrestS3Bucket?: string;
  pgbackrestS3Endpoint?: string;
  pgbackrestS3Region?: string;
  pgbackrestS3UriStyle?: string;
  pgbackrestS3VerifyTls?: string;
  pgbackrestS3CaSecret?: string;
  pgbackrestS3Key?: string;
  pgbackrestS3KeySecret?: string;
  pgbackrestGcsBucket?: string;
  pgbackrestGcsEndpoint?: string;
  pgbackrestGcsKey?: string;
}

/** File of the authority in the Secret that pgo 4.x knows. */
const S3_AUTHORITY_KEY = 'aws-s3-ca.crt';

type Builder = (flags: Pgo4BackupFlags) => Record<string, unknown>;
const volume: Builder = ({ pgbackrestPvcSize: size, pgbackrestStorageConfig: storageClassName }) => ({ type: 'volume', size, storageClassName });
const BUILDERS: Readonly<Record<string, Builder>> = {
  posix: volume,
  local: volume,
  s3: (flags) => ({
    type: 's3', bucket: flags.pgbackrestS3Bucket, endpoint: flags.pgbackrestS3Endpoint, region: flags.pgbackrestS3Region, uriStyle: flags.pgbackrestS3UriStyle, path: flags.pgbackrestRepoPath,
    verifyTls: flags.pgbackrestS3VerifyTls === undefined ? undefined : flags.pgbackrestS3VerifyTls !== 'false', credentials: flags.pgbackrestCredentials,
    certificateAuthority: flags.pgbackrestS3CaSecret === undefined ? undefined : { secret: flags.pgbackrestS3CaSecret, key: S3_AUTHORITY_KEY },
  }),
  gcs: (flags) => ({ type: 'gcs', bucket: flags.pgbackrestGcsBucket, endpoint: flags.pgbackrestGcsEndpoint, path: flags.pgbackrestRepoPath, credentials: flags.pgbackrestCredentials }),
};

const defined = (fields: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The repositories that the flags ask for; undefined when none is there. */
export const pgo4Repositories = (flags: Pgo4BackupFlags): Record<string, unknown>[] | undefined => {
  if (flags.pgbackrestS3Key !== undefined || flags.pgbackrestS3KeySecret !== undefined || flags.pgbackrestGcsKey !== undefined) {
    throw usageError('Keys in a command can be read by everybody on the machine.', '--pgbackrest-credentials', 'Put them into a Secret (s3: key and key-secret, gcs: key.json) and name it with --pgbackrest-credentials.');
  }
  const given = Object.keys(flags).filter((name) => name.startsWith('pgbackrest') && flags[name as keyof Pgo4BackupFlags] !== undefined);
  if (given.length === 0) return undefined;
  const types = (flags.pgbackrestStorageType ?? 'posix').split(',').map((type) => type.trim());
  return types.map((type) => {
    const build = BUILDERS[type];
    if (build === undefined) throw usageError(`"${type.slice(0, 40)}" is no type of storage.`, '--pgbackrest-storage-type', 'Use posix, s3, gcs, or two of them with a comma between.');
    return defined(build(flags));
  });
};

const OPTIONS: readonly (readonly [flag: string, does: string])[] = [
  ['storage-type <types>', 'posix, s3 or gcs, or two with a comma between; see --repository'], ['repo-path <path>', 'directory in the bucket'],
  ['pvc-size <quantity>', 'size of the volume for backups'], ['storage-config <class>', 'storage class of that volume'], ['credentials <secret>', 'Secret with the keys of the bucket'],
  ['s3-bucket <name>', 'bucket'], ['s3-endpoint <host>', 'host, and port if not 443'], ['s3-region <name>', 'region'], ['s3-uri-style <style>', 'host or path'], ['s3-verify-tls <bool>', 'true or false'],
  ['s3-ca-secret <secret>', `Secret with ${S3_AUTHORITY_KEY}`], ['s3-key <key>', 'refused'], ['s3-key-secret <key>', 'refused'],
  ['gcs-bucket <name>', 'bucket'], ['gcs-endpoint <host>', 'host, and port if not 443'], ['gcs-key <file>', 'refused'],
];

/** Adds the flags, which help does not show. */
export const addPgo4BackupOptions = (command: Command): Command => {
  for (const [flag, does] of OPTIONS) command.addOption(new Option(`--pgbackrest-${flag}`, does).hideHelp());
  return command;
};
