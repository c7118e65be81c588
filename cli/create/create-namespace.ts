import type { Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'A namespace for the clusters of a team', run: 'pgo create namespace shop' }];

/** Creates a namespace. */
export const run = async (factory: Factory, namespace: string, flags: MutationFlags): Promise<void> => {
  const client = await factory.client();
  const { createNamespace } = await client.createNamespace({ input: { namespace, ...mutationInput(flags) } }, { signal: factory.signal });
  const created = `Namespace ${namespace} is created.`;
  await finishMutation(factory, createNamespace, flags, { name: `namespace/${namespace}`, begun: created, done: created });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<name>', 'name of the namespace: lower-case letters, digits and hyphens');
  addMutationOptions(command).action(async (namespace: string, flags: MutationFlags) => run(factory, namespace, flags));
};
