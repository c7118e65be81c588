import type { Command } from 'commander';
import { addClusterSelection, flagsFor, selectClusters, type ClusterSelection } from '../cluster/select-clusters.js';
import { confirmDeletion } from '../factory/confirm-deletion.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutations, type MutationRequest } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete user` was asked for. */
export interface DeleteUserFlags extends MutationFlags, ClusterSelection {
  username: string;
  reassignOwnedTo?: string;
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Drop a user; what it owns goes to the user of the application', run: 'pgo delete user hippo --username ann --no-prompt' },
];

const deleteFrom = (factory: Factory, cluster: string, flags: DeleteUserFlags): MutationRequest => async () => {
  const { username: name, reassignOwnedTo } = flags;
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name: cluster }, name, ...(reassignOwnedTo === undefined ? {} : { reassignOwnedTo }), ...mutationInput(flags) };
  const { deleteUser } = await client.deleteUser({ input }, { signal: factory.signal });
  return { payload: deleteUser, sentences: { name: `user/${name}`, begun: `User ${name} of ${cluster} is being dropped.`, done: `User ${name} of ${cluster} is dropped.` } };
};

/** Drops a user, in each of the clusters that are meant. */
export const run = async (factory: Factory, cluster: string | undefined, flags: DeleteUserFlags): Promise<void> => {
  const clusters = await selectClusters(factory, cluster, flags);
  if (flags.prompt && flags.dryRun !== true && clusters.length > 0) await confirmDeletion(factory, `the user ${flags.username} of ${clusters.join(', ')} in ${await namespaceOf(factory)}`);
  const isOnly = cluster !== undefined;
  await finishMutations(factory, clusters.map((name) => deleteFrom(factory, name, flagsFor(flags, isOnly, name))), flags, isOnly);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addClusterSelection(command)
    .requiredOption('--username <name>', 'name of the user')
    .option('--reassign-owned-to <user>', 'who gets what it owns; the user of the application when left out')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (cluster: string | undefined, flags: DeleteUserFlags) => run(factory, cluster, flags));
};
