import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo switchover` was asked for. */
export interface SwitchoverClusterFlags extends MutationFlags {
  target?: string;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Move the primary to the best replica', run: 'pgo switchover hippo --wait' },
  { does: 'See what would happen', run: 'pgo switchover hippo --dry-run' },
];

/** Has the primary of a cluster hand over. */
export const run = async (factory: Factory, name: string, flags: SwitchoverClusterFlags): Promise<void> => {
  const client = await factory.client();
  const target = flags.target === undefined ? {} : { target: flags.target };
  const input = { cluster: { namespace: await namespaceOf(factory), name }, ...target, ...mutationInput(flags) };
  const { switchoverCluster } = await client.switchoverCluster({ input }, { signal: factory.signal });
  const to = String(switchoverCluster.plan.changes[0]?.after ?? 'another instance');
  await finishMutation(factory, switchoverCluster, flags, {
    name: `cluster/${name}`,
    begun: `The primary of cluster ${name} is moving to ${to}.`,
    done: `The primary of cluster ${name} is ${to}.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--target <instance>', 'instance that becomes the primary; the best one when left out');
  addMutationOptions(command).action(async (name: string, flags: SwitchoverClusterFlags) => run(factory, name, flags));
};
