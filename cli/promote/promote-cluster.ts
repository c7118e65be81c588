import type { Command } from 'commander';
import { CliError, usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo promote` was asked for. */
export interface PromoteClusterFlags extends MutationFlags {
  force?: boolean;
  /** False with --no-prompt. */
  prompt?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Make a standby a cluster of its own, once the other one does not write any more', run: 'pgo promote hippo-standby --wait' },
];

/** Has it confirmed that two clusters may take writes. Throws when it is not, or when nobody can be asked. */
const confirm = async ({ prompter, streams }: Factory, name: string): Promise<void> => {
  if (!streams.isInteractive) throw usageError('Nobody can be asked whether data may be lost: this is not a terminal.', undefined, 'Add --no-prompt to force it without asking.');
  streams.err.line(`Cluster ${name} takes writes even if the one that it follows does, too. What that one commits from now on is not in ${name}.`);
  const answer = await prompter.ask('Type the name of the cluster to go on: ');
  if (answer.trim() !== name) throw new CliError(`"${answer.trim()}" is not the name of the cluster. Nothing was done.`);
};

/** Promotes a standby cluster. */
export const run = async (factory: Factory, name: string, flags: PromoteClusterFlags): Promise<void> => {
  const force = flags.force ?? false;
  if (force && flags.prompt !== false && flags.dryRun !== true) await confirm(factory, name);
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name }, force, ...mutationInput(flags) };
  const { promoteCluster } = await client.promoteCluster({ input }, { signal: factory.signal });
  await finishMutation(factory, promoteCluster, flags, {
    name: `cluster/${name}`, begun: `Cluster ${name} is being promoted.`, done: `Cluster ${name} takes writes of its own.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the standby cluster')
    .option('--force', 'promote it although the other one still writes; what that one commits from then on is lost')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: PromoteClusterFlags) => run(factory, name, flags));
};
