import type { Command } from 'commander';
import { flagsFor } from '../cluster/select-clusters.js';
import { addDatabaseSelection, selectDatabase, type DatabaseNames, type DatabaseSelection } from '../cluster/select-databases.js';
import { CliError, usageError } from '../error/cli-error.js';
import { confirmDeletion } from '../factory/confirm-deletion.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutations, type MutationRequest } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo delete database` was asked for. */
export interface DeleteDatabaseFlags extends MutationFlags, DatabaseSelection {
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
const confirmDrop = async ({ prompter, streams }: Factory, name: string, where: string): Promise<void> => {
  if (!streams.isInteractive) throw usageError('Nobody can be asked whether to drop: this is not a terminal.', undefined, 'Add --no-prompt to drop without asking.');
  if ((await prompter.ask(`Type "${name}" to drop the database of ${where} with all of its data: `)).trim() !== name) throw new CliError('Nothing was dropped.');
};

const deleteFrom = (factory: Factory, cluster: string, { name, flags }: { name: string; flags: DeleteDatabaseFlags }): MutationRequest => async () => {
  const namespace = await namespaceOf(factory);
  const isDropped = flags.drop === true;
  const client = await factory.client();
  const input = { cluster: { namespace, name: cluster }, name, keepData: !isDropped, ...(isDropped ? { confirm: name } : {}), ...mutationInput(flags) };
  const { deleteDatabase } = await client.deleteDatabase({ input }, { signal: factory.signal });
  const what = isDropped ? 'dropped' : 'forgotten';
  return { payload: deleteDatabase, sentences: { name: `database/${name}`, begun: `Database ${name} of ${cluster} is being ${what}.`, done: `Database ${name} of ${cluster} is ${what}.` } };
};

/** Forgets or drops a database, in each of the clusters that are meant. */
export const run = async (factory: Factory, names: DatabaseNames, flags: DeleteDatabaseFlags): Promise<void> => {
  const { name, clusters, isOnly } = await selectDatabase(factory, names, flags);
  if (flags.prompt && flags.dryRun !== true && clusters.length > 0) {
    const where = `${clusters.join(', ')} in ${await namespaceOf(factory)}`;
    await (flags.drop === true ? confirmDrop(factory, name, where) : confirmDeletion(factory, `the database ${name} of ${where}; its data stay`));
  }
  await finishMutations(factory, clusters.map((cluster) => deleteFrom(factory, cluster, { name, flags: flagsFor(flags, isOnly, cluster) })), flags, isOnly);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addDatabaseSelection(command)
    .option('--drop', 'drop it with its data')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (cluster: string | undefined, database: string | undefined, flags: DeleteDatabaseFlags) => run(factory, { cluster, database }, flags));
};
