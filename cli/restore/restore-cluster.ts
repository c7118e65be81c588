import { Option, type Command } from 'commander';
import { isDumpLabel } from '../../schema/backup/dump-label.js';
import { CliError, usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';
import { addTargetOptions, targetFrom, type Target, type TargetFlags } from './target-flags.js';

/** What `pgo restore` was asked for. */
export interface RestoreClusterFlags extends MutationFlags, TargetFlags {
  undo?: boolean;
  database?: string;
  pgdumpDatabase?: string;
  targetDatabase?: string;
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Back to a restore point', run: 'pgo restore hippo --restore-point before-the-migration --wait' },
  { does: 'Go back to a moment; asks for the name of the cluster', run: 'pgo restore hippo --pitr-target "2026-06-01 14:00:00+02" --wait' },
  { does: 'Go back to a backup without asking', run: 'pgo restore hippo --backup 20260601-120000F --no-prompt' },
  { does: 'One database from a logical backup, while the others serve', run: 'pgo restore hippo --backup 20260601-120000L-3fa91c --database hippo --wait' },
  { does: 'Take back the data of before the last restore', run: 'pgo restore hippo --undo --wait' },
];

const words = ({ at, lsn, backup, restorePoint }: Target, isUndo: boolean): string => {
  if (isUndo) return 'the data of before its last restore';
  if (restorePoint !== undefined) return `the restore point ${restorePoint}`;
  return at ?? lsn ?? (backup === undefined ? 'the end of its backups and WAL' : `the backup ${backup}`);
};

/** Has the name of the cluster typed once more. Throws when it is not, or when nobody can be asked. */
const confirm = async ({ prompter, streams }: Factory, cluster: { namespace: string; name: string }, question: string): Promise<void> => {
  if (!streams.isInteractive) throw usageError('Nobody can be asked whether to restore: this is not a terminal.', undefined, 'Add --no-prompt to restore without asking.');
  streams.err.line(question);
  const answer = await prompter.ask('Type its name to restore it: ');
  if (answer.trim() !== cluster.name) throw new CliError(`"${answer.trim()}" is not the name of the cluster. Nothing was restored.`);
};

interface Goal {
  /** What is restored. */
  readonly what: string;
  /** Where it goes. */
  readonly to: string;
  /** What somebody has to agree to. */
  readonly question: string;
}

const goalOf = (cluster: { namespace: string; name: string }, target: Target, { undo = false, ...flags }: RestoreClusterFlags): Goal => {
  const { name, namespace } = cluster;
  const { database, targetDatabase = database } = databaseFlags(flags);
  if (targetDatabase === undefined && !isDumpLabel(target.backup ?? '')) {
    const to = words(target, undo);
    return { what: `Cluster ${name}`, to, question: `The cluster ${name} in ${namespace} goes back to ${to}. What was written later is set aside; it does not serve until it is done.` };
  }
  const to = `its state in the backup ${target.backup ?? ''}`;
  const what = targetDatabase === undefined ? `The database of ${name}` : `Database ${targetDatabase} of ${name}`;
  return { what, to, question: `${what} goes to ${to}. One of that name is kept under another name, and its sessions are ended; other databases go on.` };
};

const databaseFlags = ({ database, pgdumpDatabase, targetDatabase }: Omit<RestoreClusterFlags, 'undo'>): { readonly database?: string; readonly targetDatabase?: string } => {
  const source = database ?? pgdumpDatabase;
  return { ...(source === undefined ? {} : { database: source }), ...(targetDatabase === undefined ? {} : { targetDatabase }) };
};

/** Restores a cluster in place, or one database of it, after its name was typed once more. */
export const run = async (factory: Factory, name: string, flags: RestoreClusterFlags): Promise<void> => {
  const cluster = { namespace: await namespaceOf(factory), name };
  const target = targetFrom(flags);
  const { what, to, question } = goalOf(cluster, target, flags);
  if (flags.prompt && flags.dryRun !== true) await confirm(factory, cluster, question);
  const client = await factory.client();
  const input = { cluster, ...target, ...databaseFlags(flags), undo: flags.undo ?? false, confirm: name, ...mutationInput(flags) };
  const { restoreCluster } = await client.restoreCluster({ input }, { signal: factory.signal });
  await finishMutation(factory, restoreCluster, flags, { name: `cluster/${name}`, begun: `${what} is being restored to ${to}.`, done: `${what} is restored to ${to}.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addTargetOptions(command.argument('<cluster>', 'name of the cluster'))
    .option('-d, --database <name>', 'the one database to restore from a logical backup; the others go on')
    .option('--target-database <name>', 'name that the restored database gets; its own when left out')
    .addOption(new Option('--pgdump-database <name>', 'the same as --database, as pgo 4.x has it').hideHelp())
    .option('--undo', 'take back the data that there were before the last restore')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: RestoreClusterFlags) => run(factory, name, flags));
};
