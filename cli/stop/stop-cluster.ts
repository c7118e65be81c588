import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Stop every instance; the data stay', run: 'pgo stop hippo --wait' }];

/** Stops a cluster. */
export const run = async (factory: Factory, name: string, flags: MutationFlags): Promise<void> => {
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name }, ...mutationInput(flags) };
  const { stopCluster } = await client.stopCluster({ input }, { signal: factory.signal });
  await finishMutation(factory, stopCluster, flags, { name: `cluster/${name}`, begun: `Cluster ${name} is being stopped.`, done: `Cluster ${name} is stopped; its data are kept.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<cluster>', 'name of the cluster');
  addMutationOptions(command).action(async (name: string, flags: MutationFlags) => run(factory, name, flags));
};
