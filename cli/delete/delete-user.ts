import type { Command } from 'commander';
import { confirmDeletion } from '../factory/confirm-deletion.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete user` was asked for. */
export interface DeleteUserFlags extends MutationFlags {
  username: string;
  reassignOwnedTo?: string;
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Drop a user; what it owns goes to the user of the application', run: 'pgo delete user hippo --username ann --no-prompt' },
];

/** Drops a user. */
export const run = async (factory: Factory, cluster: string, flags: DeleteUserFlags): Promise<void> => {
  const namespace = await namespaceOf(factory);
  const { username: name, reassignOwnedTo } = flags;
  if (flags.prompt && flags.dryRun !== true) await confirmDeletion(factory, `the user ${name} of ${cluster} in ${namespace}`);
  const client = await factory.client();
  const input = { cluster: { namespace, name: cluster }, name, ...(reassignOwnedTo === undefined ? {} : { reassignOwnedTo }), ...mutationInput(flags) };
  const { deleteUser } = await client.deleteUser({ input }, { signal: factory.signal });
  await finishMutation(factory, deleteUser, flags, { name: `user/${name}`, begun: `User ${name} of ${cluster} is being dropped.`, done: `User ${name} of ${cluster} is dropped.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .requiredOption('--username <name>', 'name of the user')
    .option('--reassign-owned-to <user>', 'who gets what it owns; the user of the application when left out')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (cluster: string, flags: DeleteUserFlags) => run(factory, cluster, flags));
};
