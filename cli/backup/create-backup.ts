import { Option, type Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo backup` was asked for. */
export interface CreateBackupFlags extends MutationFlags {
  type?: BackupWord;
  repo?: string;
  database?: string;
  backupOpts?: string;
  backupType?: 'pgbackrest' | 'pgdump';
}

const TYPES = { full: 'FULL', diff: 'DIFFERENTIAL', incr: 'INCREMENTAL', logical: 'LOGICAL' } as const;
type BackupWord = keyof typeof TYPES;
const WORDS = Object.keys(TYPES) as BackupWord[];

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'What has changed since the last backup', run: 'pgo backup hippo --wait' },
  { does: 'A full backup', run: 'pgo backup hippo --type full --wait' },
  { does: 'A dump of one database, which can be restored by itself', run: 'pgo backup hippo --type logical --database hippo --wait' },
];

/** The type that the options name; those of pgo 4.x say it in a text of pgBackRest options. */
const typeOf = ({ type, backupOpts, backupType }: CreateBackupFlags): BackupWord | undefined => {
  if (backupType === 'pgdump') return 'logical';
  if (backupOpts === undefined) return type;
  const word = /^\s*--type[= ](full|diff|incr)\s*$/.exec(backupOpts)?.[1];
  if (word === undefined) throw usageError('Only --type=full, --type=diff and --type=incr can be given.', '--backup-opts', 'Set other options of pgBackRest on the cluster.');
  return word as BackupWord;
};

/** Makes a backup. */
export const run = async (factory: Factory, name: string, flags: CreateBackupFlags): Promise<void> => {
  const type = typeOf(flags);
  const cluster = { namespace: await namespaceOf(factory), name };
  const client = await factory.client();
  const input = {
    cluster, ...(type === undefined ? {} : { type: TYPES[type] }), ...(flags.repo === undefined ? {} : { repository: flags.repo }),
    ...(flags.database === undefined ? {} : { database: flags.database }), ...mutationInput(flags),
  };
  const { createBackup } = await client.createBackup({ input }, { signal: factory.signal });
  await finishMutation(factory, createBackup, flags, {
    name: `backup/${createBackup.backup?.name ?? ''}`, begun: `A backup of ${name} is being made.`, done: `The backup of ${name} is made.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .addOption(new Option('--type <type>', 'what it is made of; incr when left out').choices(WORDS))
    .option('--repo <name>', 'repository: repo1 to repo4; the first of the cluster when left out')
    .option('-d, --database <name>', 'database that a logical backup is of; all when left out')
    .option('--backup-opts <options>', 'the same as --type, as pgo 4.x has it: "--type=full"')
    .addOption(new Option('--backup-type <program>', 'pgdump is the same as --type logical').choices(['pgbackrest', 'pgdump']));
  addMutationOptions(command).action(async (name: string, flags: CreateBackupFlags) => run(factory, name, flags));
};
