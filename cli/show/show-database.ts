import type { Command } from 'commander';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { paintState } from '../output/state-colour.js';
import { renderTable, type Column } from '../output/table.js';
import { bytesText } from '../output/units.js';
import { readDatabases, type DatabaseView } from '../user/user-view.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'The databases of a cluster', run: 'pgo show database hippo' }];

/** Shows the databases of a cluster. */
export const run = async (factory: Factory, cluster: string, name: string | undefined): Promise<void> => {
  const namespace = await namespaceOf(factory);
  const all = await readDatabases(factory, { namespace, cluster });
  const databases = all.filter((database) => name === undefined || database.name === name);
  if (databases.length === 0) throw notFoundError(`There is no database "${name ?? ''}" in the cluster "${cluster}".`, `\`pgo show database ${cluster}\` lists those that there are.`);
  const { out } = factory.streams;
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
    data: () => (name === undefined ? databases : databases[0]),
    names: () => databases.map((database) => `database/${database.name}`),
    text: async () => renderTable(columns, databases, { columns: out.columns(), paintHeader: out.colours.bold }),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .argument('[database]', 'name of the database; all when left out')
    .action(async (cluster: string, name: string | undefined) => run(factory, cluster, name));
};
