import type { Command } from 'commander';
import { flagsFor } from '../cluster/select-clusters.js';
import { selectDatabase, type DatabaseNames } from '../cluster/select-databases.js';
import { addDatabaseOptions, databaseInput, type CreateDatabaseFlags } from '../create/create-database.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutations, type MutationRequest } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo update database` was asked for. */
export type UpdateDatabaseFlags = Omit<CreateDatabaseFlags, 'encoding' | 'locale'>;

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Give a database another owner', run: 'pgo update database hippo shop --owner bob' },
  { does: 'Allow more connections to it, in every cluster of a kind', run: 'pgo update database --selector env=prod --database shop --connection-limit 50' },
];

const updateIn = (factory: Factory, cluster: string, { name, flags }: { name: string; flags: UpdateDatabaseFlags }): MutationRequest => async () => {
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name: cluster }, name, ...databaseInput(flags), ...mutationInput(flags) };
  const { updateDatabase } = await client.updateDatabase({ input }, { signal: factory.signal });
  return { payload: updateDatabase, sentences: { name: `database/${name}`, begun: `Database ${name} of ${cluster} is being changed.`, done: `Database ${name} of ${cluster} is changed.` } };
};

/** Changes a database, in each of the clusters that are meant. */
export const run = async (factory: Factory, names: DatabaseNames, flags: UpdateDatabaseFlags): Promise<void> => {
  const { name, clusters, isOnly } = await selectDatabase(factory, names, flags);
  await finishMutations(factory, clusters.map((cluster) => updateIn(factory, cluster, { name, flags: flagsFor(flags, isOnly, cluster) })), flags, isOnly);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addMutationOptions(addDatabaseOptions(command)).action(async (cluster: string | undefined, database: string | undefined, flags: UpdateDatabaseFlags) => run(factory, { cluster, database }, flags));
};
