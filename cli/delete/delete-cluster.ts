import type { Command } from 'commander';
import { CliError, usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete cluster` was asked for. */
export interface DeleteClusterFlags extends MutationFlags {
  /** False with --no-prompt. */
  prompt: boolean;
  keepData?: boolean;
  keepBackups?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Delete a cluster and its data; asks for its name', run: 'pgo delete cluster hippo --wait' },
  { does: 'Keep the volumes and passwords: a cluster created under the same name takes them over', run: 'pgo delete cluster hippo --keep-data --no-prompt' },
];

/** Has the name of the cluster typed once more. Throws when it is not, or when nobody can be asked. */
const confirm = async ({ prompter, streams }: Factory, cluster: { namespace: string; name: string }, keepData: boolean): Promise<void> => {
  if (!streams.isInteractive) throw usageError('Nobody can be asked whether to delete: this is not a terminal.', undefined, 'Add --no-prompt to delete without asking.');
  streams.err.line(keepData
    ? `The cluster ${cluster.name} in ${cluster.namespace} will be deleted. Its data stay.`
    : `The cluster ${cluster.name} in ${cluster.namespace} and all its data will be deleted. This cannot be undone.`);
  const answer = await prompter.ask('Type its name to delete it: ');
  if (answer.trim() !== cluster.name) throw new CliError(`"${answer.trim()}" is not the name of the cluster. Nothing was deleted.`);
};

/** Deletes a cluster, after its name was typed once more. */
export const run = async (factory: Factory, name: string, flags: DeleteClusterFlags): Promise<void> => {
  const cluster = { namespace: await namespaceOf(factory), name };
  const keepData = flags.keepData ?? false;
  if (flags.prompt && flags.dryRun !== true) await confirm(factory, cluster, keepData);
  const client = await factory.client();
  const input = { cluster, confirm: name, keepData, keepBackups: flags.keepBackups ?? false, ...mutationInput(flags) };
  const { deleteCluster } = await client.deleteCluster({ input }, { signal: factory.signal });
  await finishMutation(factory, deleteCluster, flags, {
    name: `cluster/${name}`,
    begun: `Cluster ${name} is being deleted.`,
    done: `Cluster ${name} is deleted.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--keep-data', 'keep the volumes and passwords for a cluster of the same name')
    .option('--keep-backups', 'keep the backups')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: DeleteClusterFlags) => run(factory, name, flags));
};
