import type { Command } from 'commander';
import { selectClusters } from '../cluster/select-clusters.js';
import { addDatabaseSelection, databaseName, type DatabaseNames, type DatabaseSelection } from '../cluster/select-databases.js';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { paintState } from '../output/state-colour.js';
import { renderTable, type Column } from '../output/table.js';
import { bytesText } from '../output/units.js';
import { readDatabases, type DatabaseView } from '../user/user-view.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'The databases of a cluster', run: 'pgo show database hippo' },
  { does: 'One database in every cluster of a kind', run: 'pgo show database --selector env=prod --database shop' },
];

/** Shows the databases of the clusters that are meant. */
export const run = async (factory: Factory, names: DatabaseNames, flags: DatabaseSelection): Promise<void> => {
  const namespace = await namespaceOf(factory);
  const name = databaseName(names, flags);
  const { cluster } = names;
  const databases: DatabaseView[] = [];
  for (const one of await selectClusters(factory, cluster, flags)) {
    databases.push(...(await readDatabases(factory, { namespace, cluster: one })).filter((database) => name === undefined || database.name === name));
  }
  if (cluster !== undefined && databases.length === 0) throw notFoundError(`There is no database "${name ?? ''}" in the cluster "${cluster}".`, `\`pgo show database ${cluster}\` lists those that there are.`);
  const { out, err } = factory.streams;
  const columns: Column<DatabaseView>[] = [
    { header: 'CLUSTER', value: (database) => database.cluster },
    { header: 'DATABASE', value: (database) => database.name },
    { header: 'OWNER', value: ({ owner }) => owner },
    { header: 'SIZE', value: ({ sizeBytes }) => bytesText(sizeBytes), align: 'right' },
    { header: 'EXTENSIONS', value: ({ extensions }) => extensions.join(',') },
    { header: 'STATUS', value: ({ state }) => state, paint: (text, { state }) => paintState(text, state, out.colours) },
    { header: 'MESSAGE', value: ({ message, drift }) => [...drift, message].join(' '), shrinkTo: 16 },
  ];
  await printResult(factory, {
    data: () => (cluster === undefined || name === undefined ? databases : databases[0]),
    names: () => databases.map((database) => `database/${database.name}`),
    text: async () => (databases.length === 0 ? '' : renderTable(columns, databases, { columns: out.columns(), paintHeader: out.colours.bold })),
  });
  if (databases.length === 0) err.line('There are no such databases.');
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addDatabaseSelection(command)
    .action(async (cluster: string | undefined, database: string | undefined, flags: DatabaseSelection) => run(factory, { cluster, database }, flags));
};
