import type { Command } from 'commander';
import { addDatabaseOptions, databaseInput, type CreateDatabaseFlags } from '../create/create-database.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo update database` was asked for. */
export type UpdateDatabaseFlags = Omit<CreateDatabaseFlags, 'encoding' | 'locale'>;

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Give a database another owner', run: 'pgo update database hippo shop --owner bob' },
];

/** Changes a database. */
export const run = async (factory: Factory, cluster: string, { name, flags }: { name: string; flags: UpdateDatabaseFlags }): Promise<void> => {
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name: cluster }, name, ...databaseInput(flags), ...mutationInput(flags) };
  const { updateDatabase } = await client.updateDatabase({ input }, { signal: factory.signal });
  await finishMutation(factory, updateDatabase, flags, { name: `database/${name}`, begun: `Database ${name} of ${cluster} is being changed.`, done: `Database ${name} of ${cluster} is changed.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addMutationOptions(addDatabaseOptions(command)).action(async (cluster: string, name: string, flags: UpdateDatabaseFlags) => run(factory, cluster, { name, flags }));
};
