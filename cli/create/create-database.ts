import type { Command } from 'commander';
import { flagsFor } from '../cluster/select-clusters.js';
import { addDatabaseSelection, selectDatabase, type DatabaseNames, type DatabaseSelection } from '../cluster/select-databases.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutations, type MutationRequest } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { list, wholeNumber } from '../option/parse-option.js';
import type { Example } from '../verb/verb.js';

/** What `pgo create database` was asked for. */
export interface CreateDatabaseFlags extends MutationFlags, DatabaseSelection {
  owner?: string;
  extension?: string[];
  schema?: string[];
  encoding?: string;
  locale?: string;
  connectionLimit?: number;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Create a database', run: 'pgo create database hippo shop' },
  { does: 'One with an owner and extensions', run: 'pgo create database hippo shop --owner ann --extension pg_trgm,hstore --schema stock' },
  { does: 'The same database in every cluster of a kind', run: 'pgo create database --selector env=prod --database shop' },
];

/** The part of an input that the flags make. */
export const databaseInput = ({ owner, extension, schema, connectionLimit }: CreateDatabaseFlags): { owner?: string; extensions?: string[]; schemas?: string[]; connectionLimit?: number } => ({
  ...(owner === undefined ? {} : { owner }), ...(extension === undefined ? {} : { extensions: extension }), ...(schema === undefined ? {} : { schemas: schema }),
  ...(connectionLimit === undefined ? {} : { connectionLimit }),
});

/** Adds the flags that both creating and changing a database take. */
export const addDatabaseOptions = (command: Command): Command => addDatabaseSelection(command)
  .option('--owner <user>', 'user that owns it')
  .option('--extension <names>', 'extensions as name or name@version, with commas between', list)
  .option('--schema <names>', 'schemas, with commas between', list)
  .option('--connection-limit <number>', 'how many connections there may be to it', wholeNumber(0, 262_143));

const createIn = (factory: Factory, cluster: string, { name, flags }: { name: string; flags: CreateDatabaseFlags }): MutationRequest => async () => {
  const client = await factory.client();
  const input = {
    cluster: { namespace: await namespaceOf(factory), name: cluster }, name, ...databaseInput(flags),
    ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }), ...(flags.locale === undefined ? {} : { locale: flags.locale }), ...mutationInput(flags),
  };
  const { createDatabase } = await client.createDatabase({ input }, { signal: factory.signal });
  return { payload: createDatabase, sentences: { name: `database/${name}`, begun: `Database ${name} of ${cluster} is being created.`, done: `Database ${name} of ${cluster} is created.` } };
};

/** Creates a database, in each of the clusters that are meant. */
export const run = async (factory: Factory, names: DatabaseNames, flags: CreateDatabaseFlags): Promise<void> => {
  const { name, clusters, isOnly } = await selectDatabase(factory, names, flags);
  await finishMutations(factory, clusters.map((cluster) => createIn(factory, cluster, { name, flags: flagsFor(flags, isOnly, cluster) })), flags, isOnly);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addDatabaseOptions(command)
    .option('--encoding <name>', 'character set encoding')
    .option('--locale <name>', 'locale of sorting and character classes');
  addMutationOptions(command).action(async (cluster: string | undefined, database: string | undefined, flags: CreateDatabaseFlags) => run(factory, { cluster, database }, flags));
};
