import type { Command } from 'commander';
import { CliError, usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';
import { addTargetOptions, targetFrom, type Target, type TargetFlags } from './target-flags.js';

/** What `pgo restore` was asked for. */
export interface RestoreClusterFlags extends MutationFlags, TargetFlags {
  undo?: boolean;
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Go back to a moment; asks for the name of the cluster', run: 'pgo restore hippo --pitr-target "2026-06-01 14:00:00+02" --wait' },
  { does: 'Go back to a backup without asking', run: 'pgo restore hippo --backup 20260601-120000F --no-prompt' },
  { does: 'Take back the data of before the last restore', run: 'pgo restore hippo --undo --wait' },
];

const words = ({ at, lsn, backup }: Target, isUndo: boolean): string => {
  if (isUndo) return 'the data of before its last restore';
  return at ?? lsn ?? (backup === undefined ? 'the end of its backups and WAL' : `the backup ${backup}`);
};

/** Has the name of the cluster typed once more. Throws when it is not, or when nobody can be asked. */
const confirm = async ({ prompter, streams }: Factory, cluster: { namespace: string; name: string }, target: string): Promise<void> => {
  if (!streams.isInteractive) throw usageError('Nobody can be asked whether to restore: this is not a terminal.', undefined, 'Add --no-prompt to restore without asking.');
  streams.err.line(`The cluster ${cluster.name} in ${cluster.namespace} goes back to ${target}. What was written later is set aside; it does not serve until it is done.`);
  const answer = await prompter.ask('Type its name to restore it: ');
  if (answer.trim() !== cluster.name) throw new CliError(`"${answer.trim()}" is not the name of the cluster. Nothing was restored.`);
};

/** Restores a cluster in place, after its name was typed once more. */
export const run = async (factory: Factory, name: string, flags: RestoreClusterFlags): Promise<void> => {
  const cluster = { namespace: await namespaceOf(factory), name };
  const target = targetFrom(flags);
  const undo = flags.undo ?? false;
  const goal = words(target, undo);
  if (flags.prompt && flags.dryRun !== true) await confirm(factory, cluster, goal);
  const client = await factory.client();
  const input = { cluster, ...target, undo, confirm: name, ...mutationInput(flags) };
  const { restoreCluster } = await client.restoreCluster({ input }, { signal: factory.signal });
  await finishMutation(factory, restoreCluster, flags, {
    name: `cluster/${name}`,
    begun: `Cluster ${name} is being restored to ${goal}.`,
    done: `Cluster ${name} is restored to ${goal}.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addTargetOptions(command.argument('<cluster>', 'name of the cluster'))
    .option('--undo', 'take back the data that there were before the last restore')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: RestoreClusterFlags) => run(factory, name, flags));
};
