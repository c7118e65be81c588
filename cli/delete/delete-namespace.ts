import type { Command } from 'commander';
import { confirmDeletion } from '../factory/confirm-deletion.js';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete namespace` was asked for. */
export interface DeleteNamespaceFlags extends MutationFlags {
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Delete a namespace without clusters, with the kept volumes in it', run: 'pgo delete namespace shop --wait' }];

/** Deletes a namespace. */
export const run = async (factory: Factory, namespace: string, flags: DeleteNamespaceFlags): Promise<void> => {
  if (flags.prompt && flags.dryRun !== true) await confirmDeletion(factory, `the namespace ${namespace} with everything in it`);
  const client = await factory.client();
  const { deleteNamespace } = await client.deleteNamespace({ input: { namespace, confirm: namespace, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, deleteNamespace, flags, { name: `namespace/${namespace}`, begun: `Namespace ${namespace} is being deleted.`, done: `Namespace ${namespace} is deleted.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<name>', 'name of the namespace').option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (namespace: string, flags: DeleteNamespaceFlags) => run(factory, namespace, flags));
};
