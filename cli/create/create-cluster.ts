import { Option, type Command } from 'commander';
import type { CreateClusterInput } from '../../schema/sdk/client.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addBackupOptions, backupsInput, type BackupFlags } from '../option/backup-options.js';
import { addPgo4BackupOptions } from '../option/pgo4-backup-options.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { keyValue, wholeNumber } from '../option/parse-option.js';
import { addPodMetadataOptions, podMetadataInput, type PodMetadataFlags } from '../option/pod-metadata-options.js';
import { resourcesInput, type ResourceFlags } from '../option/resource-options.js';
import { addAutoGrowOptions, autoGrowInput, type AutoGrowFlags } from '../option/auto-grow-options.js';
import { durabilities, durabilityOf, type DurabilityFlags } from '../option/durability-option.js';
import { usageError } from '../error/cli-error.js';
import { addStandbyOptions, standbyInput, type StandbyFlags } from '../option/standby-options.js';
import { addTargetOptions, targetFrom, type TargetFlags } from '../restore/target-flags.js';
import { addTlsOptions, tlsInput, type TlsFlags } from '../option/tls-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo create cluster` was asked for. */
export interface CreateClusterFlags extends AutoGrowFlags, TargetFlags, BackupFlags, StandbyFlags, TlsFlags, PodMetadataFlags, MutationFlags, ResourceFlags, DurabilityFlags {
  replicaCount?: number;
  pgVersion?: number;
  storageSize?: string;
  walStorageSize?: string;
  pvcSize?: string;
  database?: string;
  username?: string;
  parameter?: Record<string, string>;
  label?: Record<string, string>;
  deletionProtection?: boolean;
  restoreFrom?: string;
  restoreFromNamespace?: string;
  restoreFromRepository?: string;
  metrics?: boolean;
  policies?: string[];
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'One instance, ready when the command returns', run: 'pgo create cluster hippo --wait' },
  { does: 'One replica that is always in step with the primary, 10 GiB each', run: 'pgo create cluster hippo --replica-count 1 --durability sync --storage-size 10Gi' },
  { does: 'Volumes that grow by themselves when they fill', run: 'pgo create cluster hippo --storage-size 10Gi --auto-grow-maximum 100Gi' },
  { does: 'Backups in a bucket and on a volume', run: 'pgo create cluster hippo --repository type=s3,bucket=backups,endpoint=s3.example.com,region=eu,credentials=s3-keys,fullBackupDays=14 --repository type=volume,size=20Gi' },
  { does: 'A copy of a cluster as it was at a moment', run: 'pgo create cluster copy --restore-from hippo --pitr-target "2026-06-01 14:00:00+02" --wait' },
  { does: 'A cluster that follows another one', run: 'pgo create cluster hippo-standby --standby hippo --wait' },
  { does: 'See what would be made', run: 'pgo create cluster hippo --replica-count 2 --parameter work_mem=16MB --dry-run' },
];

/** The backups that the cluster begins with. */
const sourceInput = (namespace: string, flags: CreateClusterFlags): Pick<CreateClusterInput, 'source'> => {
  const target = targetFrom(flags);
  const { restoreFrom, restoreFromNamespace, restoreFromRepository } = flags;
  if (restoreFrom !== undefined) return { source: { cluster: { namespace: restoreFromNamespace ?? namespace, name: restoreFrom }, ...target } };
  if (restoreFromRepository !== undefined) return { source: { repository: repositoryFrom(restoreFromRepository), ...target } };
  if (Object.keys(target).length > 0) throw usageError('A target needs backups.', '--restore-from', 'Name the cluster whose backups they are.');
  return {};
};

const repositoryFrom = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw usageError(`It is no JSON: ${cause instanceof Error ? cause.message : String(cause)}.`, '--restore-from-repository', 'For example \'{"type":"s3","bucket":"backups","endpoint":"s3.example.com","region":"eu","path":"/shop/hippo","credentials":"s3"}\'.');
  }
};

/** The input of the mutation for the flags given; what is not given is left to the server. */
export const createClusterInput = (namespace: string, name: string, flags: CreateClusterFlags): CreateClusterInput => {
  const storageSize = flags.storageSize ?? flags.pvcSize;
  const durability = durabilityOf(flags);
  return {
    namespace,
    name,
    ...(flags.replicaCount === undefined ? {} : { replicas: flags.replicaCount }),
    ...(flags.pgVersion === undefined ? {} : { postgresVersion: flags.pgVersion }),
    ...(durability === undefined ? {} : { durability }),
    ...(storageSize === undefined ? {} : { storageSize }),
    ...(flags.walStorageSize === undefined ? {} : { walStorageSize: flags.walStorageSize }),
    ...(flags.database === undefined ? {} : { database: flags.database }),
    ...(flags.username === undefined ? {} : { user: flags.username }),
    ...(flags.parameter === undefined ? {} : { parameters: flags.parameter }),
    ...(flags.label === undefined ? {} : { labels: flags.label }),
    ...(flags.deletionProtection === undefined ? {} : { deletionProtection: flags.deletionProtection }),
    ...sourceInput(namespace, flags),
    ...standbyInput(flags),
    ...autoGrowInput(flags),
    ...tlsInput(flags),
    ...podMetadataInput(flags),
    ...backupsInput(flags),
    ...(flags.metrics === undefined ? {} : { monitoring: { enabled: flags.metrics } }),
    ...(flags.policies === undefined ? {} : { policies: flags.policies }),
    ...resourcesInput(flags),
    ...mutationInput(flags),
  };
};

/** Creates a cluster. */
export const run = async (factory: Factory, name: string, flags: CreateClusterFlags): Promise<void> => {
  const client = await factory.client();
  const input = createClusterInput(await namespaceOf(factory), name, flags);
  const { createCluster } = await client.createCluster({ input }, { signal: factory.signal });
  await finishMutation(factory, createCluster, flags, {
    name: `cluster/${name}`,
    begun: `Cluster ${name} is being created.`,
    done: `Cluster ${name} is ready. Connect with \`pgo psql ${name}\`.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<name>', 'name of the cluster: lower-case letters, digits and hyphens')
    .option('--replica-count <number>', 'replicas beside the primary, 0 to 15', wholeNumber(0, 15))
    .option('--pg-version <major>', 'major version of PostgreSQL; the newest that the server offers when left out', wholeNumber(1, 99))
    .addOption(new Option('--durability <class>', 'what an acknowledged commit survives').choices(durabilities))
    .option('--sync-replication', 'the same as --durability sync')
    .option('--storage-size <quantity>', 'volume of each instance, for example 10Gi')
    .option('--pvc-size <quantity>', 'the same as --storage-size')
    .option('--wal-storage-size <quantity>', 'a second volume of each instance, for WAL')
    .option('--cpu <quantity>', 'CPU that each instance is given, for example 500m')
    .option('--cpu-limit <quantity>', 'CPU that it may not exceed')
    .option('--memory <quantity>', 'memory that each instance is given, for example 1Gi')
    .option('--memory-limit <quantity>', 'memory that it may not exceed')
    .option('-d, --database <name>', 'application database; the name of the cluster when left out')
    .option('-u, --username <name>', 'user that owns the database; the name of the cluster when left out')
    .option('--parameter <key=value>', 'PostgreSQL parameter; repeatable', keyValue(false))
    .option('--label <key=value>', 'label; repeatable', keyValue(false))
    .option('-z, --policies <names>', 'policies to apply once it is made, with commas between', (names: string) => names.split(','))
    .option('--metrics', 'run postgres_exporter beside each instance')
    .option('--deletion-protection', 'refuse to delete the cluster until this is switched off')
    .option('--restore-from <cluster>', 'begin with the backups of this cluster, which may be gone if its backups were kept')
    .option('--restore-from-namespace <namespace>', 'namespace of that cluster')
    .option('--restore-from-repository <json>', 'begin with the backups of a repository without a cluster');
  const given = addStandbyOptions(addTargetOptions(addAutoGrowOptions(command)));
  addPgo4BackupOptions(addBackupOptions(addTlsOptions(addPodMetadataOptions(given, { isRemovable: false }))));
  command.addOption(new Option('--restore-opts <options>', 'the target in the words of pgBackRest').hideHelp());
  addMutationOptions(command).action(async (name: string, flags: CreateClusterFlags) => run(factory, name, flags));
};
