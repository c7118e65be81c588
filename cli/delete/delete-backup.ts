import type { Command } from 'commander';
import { confirmDeletion } from '../factory/confirm-deletion.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete backup` was asked for. */
export interface DeleteBackupFlags extends MutationFlags {
  target: string;
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'See what goes with a backup', run: 'pgo delete backup hippo --target 20261123-022025F --dry-run' },
  { does: 'Delete it', run: 'pgo delete backup hippo --target 20261123-022025F --no-prompt --wait' },
];

/** Deletes a backup and those that need it. */
export const run = async (factory: Factory, name: string, flags: DeleteBackupFlags): Promise<void> => {
  const cluster = { namespace: await namespaceOf(factory), name };
  const client = await factory.client();
  const input = { cluster, backup: flags.target, ...mutationInput(flags) };
  if (flags.prompt && flags.dryRun !== true) {
    const { deleteBackup: { plan } } = await client.deleteBackup({ input: { cluster, backup: flags.target, dryRun: true } }, { signal: factory.signal });
    factory.streams.err.line(plan.summary);
    await confirmDeletion(factory, `the backup ${flags.target} of ${name}`);
  }
  const { deleteBackup } = await client.deleteBackup({ input }, { signal: factory.signal });
  await finishMutation(factory, deleteBackup, flags, { name: `backup/${flags.target}`, begun: `Backup ${flags.target} is being deleted.`, done: `Backup ${flags.target} is deleted.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .requiredOption('--target <backup>', 'label of the backup, or its name')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: DeleteBackupFlags) => run(factory, name, flags));
};
