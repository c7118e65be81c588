import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Have the instances read their configuration again', run: 'pgo reload hippo --wait' }];

/** Has the instances of a cluster read their configuration again. */
export const run = async (factory: Factory, name: string, flags: MutationFlags): Promise<void> => {
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name }, ...mutationInput(flags) };
  const { reloadCluster } = await client.reloadCluster({ input }, { signal: factory.signal });
  await finishMutation(factory, reloadCluster, flags, { name: `cluster/${name}`, begun: `Cluster ${name} is reading its configuration again.`, done: `Cluster ${name} has read its configuration again.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<cluster>', 'name of the cluster');
  addMutationOptions(command).action(async (name: string, flags: MutationFlags) => run(factory, name, flags));
};
