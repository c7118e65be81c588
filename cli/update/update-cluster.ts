import { Option, type Command } from 'commander';
import type { UpdateClusterInput } from '../../schema/sdk/client.js';
import { run as startCluster } from '../start/start-cluster.js';
import { run as promoteCluster } from '../promote/promote-cluster.js';
import { run as stopCluster } from '../stop/stop-cluster.js';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addAutoGrowOptions, autoGrowInput, type AutoGrowFlags } from '../option/auto-grow-options.js';
import { durabilities, durabilityOf, type DurabilityFlags } from '../option/durability-option.js';
import { addBackupOptions, backupsInput, type BackupFlags } from '../option/backup-options.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { keyValue } from '../option/parse-option.js';
import { addPodMetadataOptions, podMetadataInput, type PodMetadataFlags } from '../option/pod-metadata-options.js';
import { resourcesInput, type ResourceFlags } from '../option/resource-options.js';
import { addTlsOptions, tlsInput, type TlsFlags } from '../option/tls-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo update cluster` was asked for. */
export interface UpdateClusterFlags extends AutoGrowFlags, MutationFlags, ResourceFlags, DurabilityFlags, TlsFlags, PodMetadataFlags, BackupFlags {
  storageSize?: string;
  walStorageSize?: string;
  pvcSize?: string;
  parameter?: Record<string, string | null>;
  label?: Record<string, string | null>;
  deletionProtection?: boolean;
  shutdown?: boolean;
  startup?: boolean;
  promoteStandby?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'See whether a change restarts anything before making it', run: 'pgo update cluster hippo --parameter shared_buffers=256MB --dry-run' },
  { does: 'Set one parameter, put another back to its default', run: 'pgo update cluster hippo --parameter work_mem=16MB --parameter log_statement-' },
  { does: 'Let the volumes grow by themselves when they fill', run: 'pgo update cluster hippo --auto-grow-maximum 100Gi' },
  { does: 'See what turning backups off means', run: 'pgo update cluster hippo --no-backups --dry-run' },
  { does: 'Allow the cluster to be deleted again', run: 'pgo update cluster hippo --no-deletion-protection' },
];

/** What the flags change, without the flags that say how. */
export const clusterChanges = (flags: UpdateClusterFlags): Omit<UpdateClusterInput, 'cluster' | 'dryRun' | 'idempotencyKey'> => {
  const storageSize = flags.storageSize ?? flags.pvcSize;
  const durability = durabilityOf(flags);
  return {
    ...(durability === undefined ? {} : { durability }),
    ...(storageSize === undefined ? {} : { storageSize }),
    ...(flags.walStorageSize === undefined ? {} : { walStorageSize: flags.walStorageSize }),
    ...(flags.parameter === undefined ? {} : { parameters: flags.parameter }),
    ...(flags.label === undefined ? {} : { labels: flags.label }),
    ...(flags.deletionProtection === undefined ? {} : { deletionProtection: flags.deletionProtection }),
    ...resourcesInput(flags),
    ...autoGrowInput(flags),
    ...tlsInput(flags),
    ...podMetadataInput(flags),
    ...backupsInput(flags),
  };
};

/** `--shutdown`, `--startup` and `--promote-standby`, the words of pgo 4.x, are requests of their own. */
const ownRequest = (flags: UpdateClusterFlags, changes: object): typeof stopCluster | undefined => {
  const others = [flags.shutdown === true ? stopCluster : undefined, flags.startup === true ? startCluster : undefined, flags.promoteStandby === true ? promoteCluster : undefined]
    .filter((other) => other !== undefined);
  if (others.length === 0) return undefined;
  if (Object.keys(changes).length > 0 || others.length > 1) {
    throw usageError('--shutdown, --startup and --promote-standby stand alone.', undefined, 'Use `pgo stop`, `pgo start` or `pgo promote`, and make other changes with a command of their own.');
  }
  return others[0];
};

/** Changes a cluster. Throws when no flag asks for a change. */
export const run = async (factory: Factory, name: string, flags: UpdateClusterFlags): Promise<void> => {
  const changes = clusterChanges(flags);
  const other = ownRequest(flags, changes);
  if (other !== undefined) return other(factory, name, flags);
  if (Object.keys(changes).length === 0) {
    throw usageError('No flag says what to change.', undefined, '`pgo update cluster --help` lists what can be changed.');
  }
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name }, ...changes, ...mutationInput(flags) };
  const { updateCluster } = await client.updateCluster({ input }, { signal: factory.signal });
  await finishMutation(factory, updateCluster, flags, {
    name: `cluster/${name}`,
    begun: `Cluster ${name} is being changed.`,
    done: `Cluster ${name} is changed.${flags.backups === false ? ' Its backups are turned off: no WAL is archived, and what is lost cannot be restored.' : ''}`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .addOption(new Option('--durability <class>', 'what an acknowledged commit survives').choices(durabilities))
    .option('--sync-replication', 'the same as --durability sync')
    .option('--storage-size <quantity>', 'volume of each instance; it can only grow')
    .option('--pvc-size <quantity>', 'the same as --storage-size')
    .option('--wal-storage-size <quantity>', 'a second volume of each instance, for WAL; adding it restarts them one after another, and it can only grow')
    .option('--cpu <quantity>', 'CPU that each instance is given')
    .option('--cpu-limit <quantity>', 'CPU that it may not exceed')
    .option('--memory <quantity>', 'memory that each instance is given')
    .option('--memory-limit <quantity>', 'memory that it may not exceed')
    .option('--parameter <key=value>', 'PostgreSQL parameter; key- puts it back to its default; repeatable', keyValue(true))
    .option('--label <key=value>', 'label; key- removes it; repeatable', keyValue(true))
    .option('--deletion-protection', 'refuse to delete the cluster')
    .option('--no-deletion-protection', 'allow to delete the cluster')
    .option('--shutdown', 'the same as pgo stop')
    .option('--startup', 'the same as pgo start')
    .option('--promote-standby', 'the same as pgo promote');
  addBackupOptions(addTlsOptions(addPodMetadataOptions(addAutoGrowOptions(command), { isRemovable: true }))).option('--disable-server-tls', 'serve a certificate of the cluster\'s own authority again');
  addMutationOptions(command).action(async (name: string, flags: UpdateClusterFlags) => run(factory, name, flags));
};
