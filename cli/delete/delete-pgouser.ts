import type { Command } from 'commander';
import { confirmDeletion } from '../access/confirm-deletion.js';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete pgouser` was asked for. */
export interface DeletePgouserFlags extends MutationFlags {
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Delete an account with its tokens', run: 'pgo delete pgouser ann --no-prompt' }];

/** Deletes an account of the API. */
export const run = async (factory: Factory, name: string, flags: DeletePgouserFlags): Promise<void> => {
  if (flags.prompt && flags.dryRun !== true) await confirmDeletion(factory, `the account ${name}`);
  const client = await factory.client();
  const { deleteAccount } = await client.deleteAccount({ input: { name, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, deleteAccount, flags, { name: `pgouser/${name}`, begun: 'The account is deleted, and what it had open is ended.', done: 'The account is deleted, and what it had open is ended.' });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<account>', 'name of the account')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: DeletePgouserFlags) => run(factory, name, flags));
};
