import type { Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { showCandidates } from '../failover/show-candidates.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo scaledown` was asked for. */
export interface ScaleDownFlags extends MutationFlags {
  query?: boolean;
  target?: string;
  keepData?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Show the instances of a cluster', run: 'pgo scaledown hippo --query' },
  { does: 'Remove a certain instance with its volume; the primary hands over first', run: 'pgo scaledown hippo --target hippo-2 --wait' },
];

/** Removes a certain instance, or shows the instances. */
export const run = async (factory: Factory, name: string, flags: ScaleDownFlags): Promise<void> => {
  const cluster = { namespace: await namespaceOf(factory), name };
  if (flags.query === true) {
    await showCandidates(factory, cluster);
    return;
  }
  const { target } = flags;
  if (target === undefined) throw usageError('Which instance?', undefined, `Add --target; pgo scaledown ${name} --query shows the instances.`);
  const client = await factory.client();
  const { removeInstance } = await client.removeInstance({ input: { cluster, instance: target, keepData: flags.keepData ?? false, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, removeInstance, flags, {
    name: `cluster/${name}`,
    begun: `The instance ${target} of cluster ${name} is being removed.`,
    done: `The instance ${target} of cluster ${name} is removed.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--query', 'show the instances and do nothing')
    .option('--target <instance>', 'instance to remove')
    .option('--keep-data', 'keep its volume for the next instance of its name');
  addMutationOptions(command).action(async (name: string, flags: ScaleDownFlags) => run(factory, name, flags));
};
