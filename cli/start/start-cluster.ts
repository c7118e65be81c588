import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Start a cluster that was stopped', run: 'pgo start hippo --wait' }];

/** Starts a cluster. */
export const run = async (factory: Factory, name: string, flags: MutationFlags): Promise<void> => {
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name }, ...mutationInput(flags) };
  const { startCluster } = await client.startCluster({ input }, { signal: factory.signal });
  await finishMutation(factory, startCluster, flags, { name: `cluster/${name}`, begun: `Cluster ${name} is being started.`, done: `Cluster ${name} runs.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<cluster>', 'name of the cluster');
  addMutationOptions(command).action(async (name: string, flags: MutationFlags) => run(factory, name, flags));
};
