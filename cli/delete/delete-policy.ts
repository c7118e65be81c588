import type { Command } from 'commander';
import { confirmDeletion } from '../factory/confirm-deletion.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete policy` was asked for. */
export interface DeletePolicyFlags extends MutationFlags {
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Delete a policy; what it did in databases stays', run: 'pgo delete policy audit --no-prompt' }];

/** Deletes a policy. */
export const run = async (factory: Factory, name: string, flags: DeletePolicyFlags): Promise<void> => {
  const namespace = await namespaceOf(factory);
  if (flags.prompt && flags.dryRun !== true) await confirmDeletion(factory, `the policy ${name} in ${namespace}`);
  const client = await factory.client();
  const { deletePolicy } = await client.deletePolicy({ input: { namespace, name, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, deletePolicy, flags, { name: `policy/${name}`, begun: `Policy ${name} is deleted.`, done: `Policy ${name} is deleted.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<name>', 'name of the policy').option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: DeletePolicyFlags) => run(factory, name, flags));
};
