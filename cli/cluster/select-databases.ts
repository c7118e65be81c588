import type { Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import { addClusterSelection, selectClusters, type ClusterSelection } from './select-clusters.js';

/** Which database is meant, in one cluster or in several. */
export interface DatabaseSelection extends ClusterSelection {
  database?: string;
}

/** A database by the names that were given. */
export interface DatabaseNames {
  readonly cluster?: string | undefined;
  readonly database?: string | undefined;
}

/** Adds the arguments and the flags of verbs that take a database of one cluster or of several. */
export const addDatabaseSelection = (command: Command): Command => addClusterSelection(command)
  .argument('[database]', 'name of the database')
  .option('-d, --database <name>', 'name of the database, where clusters are selected');

/** Name of the database that is meant, if one is named. */
export const databaseName = ({ database }: DatabaseNames, flags: DatabaseSelection): string | undefined => {
  if (database !== undefined && flags.database !== undefined) throw usageError('The database is named twice.', '--database');
  return database ?? flags.database;
};

/** The database that is meant and the clusters in which it is. Throws when either is not named. */
export const selectDatabase = async (factory: Factory, names: DatabaseNames, flags: DatabaseSelection): Promise<{ readonly name: string; readonly clusters: readonly string[]; readonly isOnly: boolean }> => {
  const name = databaseName(names, flags);
  if (name === undefined) throw usageError('No database is named.', '--database', 'Name it after the cluster, or with --database where clusters are selected.');
  return { name, clusters: await selectClusters(factory, names.cluster, flags), isOnly: names.cluster !== undefined };
};
