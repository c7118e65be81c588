import type { Command } from 'commander';
import { confirmDeletion } from '../access/confirm-deletion.js';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete pgorole` was asked for. */
export interface DeletePgoroleFlags extends MutationFlags {
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Delete a role that no account has', run: 'pgo delete pgorole backups --no-prompt' }];

/** Deletes a role of the API. */
export const run = async (factory: Factory, name: string, flags: DeletePgoroleFlags): Promise<void> => {
  if (flags.prompt && flags.dryRun !== true) await confirmDeletion(factory, `the role ${name}`);
  const client = await factory.client();
  const { deleteRole } = await client.deleteRole({ input: { name, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, deleteRole, flags, { name: `pgorole/${name}`, begun: 'The role is deleted.', done: 'The role is deleted.' });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<role>', 'name of the role')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: DeletePgoroleFlags) => run(factory, name, flags));
};
