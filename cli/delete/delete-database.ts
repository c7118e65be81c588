import type { Command } from 'commander';
import { CliError, usageError } from '../error/cli-error.js';
import { confirmDeletion } from '../factory/confirm-deletion.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete database` was asked for. */
export interface DeleteDatabaseFlags extends MutationFlags {
  drop?: boolean;
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Forget a database; it stays in PostgreSQL with its data', run: 'pgo delete database hippo shop --no-prompt' },
  { does: 'Drop it with its data', run: 'pgo delete database hippo shop --drop --no-prompt' },
];

/** Has the name typed once more: the data are gone for good. */
const confirmDrop = async ({ prompter, streams }: Factory, name: string): Promise<void> => {
  if (!streams.isInteractive) throw usageError('Nobody can be asked whether to drop: this is not a terminal.', undefined, 'Add --no-prompt to drop without asking.');
  if ((await prompter.ask(`Type "${name}" to drop the database with all of its data: `)).trim() !== name) throw new CliError('Nothing was dropped.');
};

/** Forgets or drops a database. */
export const run = async (factory: Factory, cluster: string, { name, flags }: { name: string; flags: DeleteDatabaseFlags }): Promise<void> => {
  const namespace = await namespaceOf(factory);
  const isDropped = flags.drop === true;
  if (flags.prompt && flags.dryRun !== true) await (isDropped ? confirmDrop(factory, name) : confirmDeletion(factory, `the database ${name} of ${cluster} in ${namespace}; its data stay`));
  const client = await factory.client();
  const input = { cluster: { namespace, name: cluster }, name, keepData: !isDropped, ...(isDropped ? { confirm: name } : {}), ...mutationInput(flags) };
  const { deleteDatabase } = await client.deleteDatabase({ input }, { signal: factory.signal });
  const what = isDropped ? 'dropped' : 'forgotten';
  await finishMutation(factory, deleteDatabase, flags, { name: `database/${name}`, begun: `Database ${name} of ${cluster} is being ${what}.`, done: `Database ${name} of ${cluster} is ${what}.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .argument('<database>', 'name of the database')
    .option('--drop', 'drop it with its data')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (cluster: string, name: string, flags: DeleteDatabaseFlags) => run(factory, cluster, { name, flags }));
};
