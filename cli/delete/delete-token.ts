import type { Command } from 'commander';
import { confirmDeletion } from '../access/confirm-deletion.js';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete token` was asked for. */
export interface DeleteTokenFlags extends MutationFlags {
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Revoke a token; `pgo show pgouser ann` shows the ids', run: 'pgo delete token ID --no-prompt' }];

/** Deletes a token of the API. */
export const run = async (factory: Factory, id: string, flags: DeleteTokenFlags): Promise<void> => {
  if (flags.prompt && flags.dryRun !== true) await confirmDeletion(factory, `the token ${id}`);
  const client = await factory.client();
  const { revokeToken } = await client.revokeToken({ input: { id, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, revokeToken, flags, { name: `token/${id}`, begun: 'The token is revoked, and what was opened with it is ended.', done: 'The token is revoked, and what was opened with it is ended.' });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<token>', 'id of the token')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (id: string, flags: DeleteTokenFlags) => run(factory, id, flags));
};
