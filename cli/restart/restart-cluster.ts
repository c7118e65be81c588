import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { list } from '../option/parse-option.js';
import type { Example } from '../verb/verb.js';
import { showRestartable } from './show-restartable.js';

/** What `pgo restart` was asked for. */
export interface RestartClusterFlags extends MutationFlags {
  query?: boolean;
  target?: string[];
  rolling?: boolean;
  onlyPending?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Show the instances, and which of them wait for a restart', run: 'pgo restart hippo --query' },
  { does: 'Restart every instance; the primary hands over before its turn', run: 'pgo restart hippo --rolling --wait' },
  { does: 'Restart one instance', run: 'pgo restart hippo --target hippo-2 --wait' },
];

/** Restarts instances of a cluster, or shows which wait for it. */
export const run = async (factory: Factory, name: string, flags: RestartClusterFlags): Promise<void> => {
  const cluster = { namespace: await namespaceOf(factory), name };
  if (flags.query === true) {
    await showRestartable(factory, cluster);
    return;
  }
  const client = await factory.client();
  const { target, rolling = false, onlyPending = false } = flags;
  const input = { cluster, ...(target === undefined ? {} : { targets: target }), rolling, onlyPending, ...mutationInput(flags) };
  const { restartCluster } = await client.restartCluster({ input }, { signal: factory.signal });
  const what = target === undefined ? `Cluster ${name}` : target.join(', ');
  await finishMutation(factory, restartCluster, flags, { name: `cluster/${name}`, begun: `${what} is being restarted.`, done: `${what} is restarted.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--query', 'show the instances and do nothing')
    .option('--target <instance>', 'instance to restart; repeatable; all when left out', list)
    .option('--rolling', 'have the primary hand over to a replica before it restarts')
    .option('--only-pending', 'only instances with a changed parameter that waits for a restart');
  addMutationOptions(command).action(async (name: string, flags: RestartClusterFlags) => run(factory, name, flags));
};
