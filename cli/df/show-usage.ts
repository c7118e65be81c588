import type { Command } from 'commander';
import type { PgoClient } from '../../schema/sdk/client.js';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderTable, type Column } from '../output/table.js';
import { bytesText } from '../output/units.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'How much space the instances take', run: 'pgo df hippo' }];

type UsageView = NonNullable<Awaited<ReturnType<PgoClient['clusterUsage']>>['cluster']>['usage'][number];

const columns: Column<UsageView>[] = [
  { header: 'INSTANCE', value: ({ instance }) => instance },
  { header: 'VOLUME', value: ({ volumeSize }) => volumeSize ?? '', align: 'right' },
  { header: 'USED', value: ({ usedBytes }) => bytesText(usedBytes), align: 'right' },
  { header: 'DATA', value: ({ dataBytes }) => bytesText(dataBytes), align: 'right' },
  { header: 'WAL', value: ({ walBytes }) => bytesText(walBytes), align: 'right' },
  { header: 'FREE', value: ({ freeBytes }) => bytesText(freeBytes), align: 'right' },
  { header: 'MESSAGE', value: ({ message }) => message, shrinkTo: 16 },
];

/** Shown where WAL has a volume of its own. */
const walColumns: Column<UsageView>[] = [
  { header: 'WAL VOLUME', value: ({ walVolumeSize }) => walVolumeSize ?? '', align: 'right' },
  { header: 'WAL FREE', value: ({ walFreeBytes }) => bytesText(walFreeBytes), align: 'right' },
];

const columnsFor = (usage: readonly UsageView[]): Column<UsageView>[] =>
  (usage.some(({ walVolumeSize }) => walVolumeSize != null) ? [...columns.slice(0, -1), ...walColumns, ...columns.slice(-1)] : columns);

/** Shows how much space the instances of a cluster take. */
export const run = async (factory: Factory, name: string): Promise<void> => {
  const namespace = await namespaceOf(factory);
  const client = await factory.client();
  const { cluster } = await client.clusterUsage({ namespace, name }, { signal: factory.signal });
  if (cluster == null) throw notFoundError(`There is no cluster "${name}" in the namespace "${namespace}".`, '`pgo show cluster --all-namespaces` lists those that there are.');
  const { out } = factory.streams;
  await printResult(factory, {
    data: () => cluster.usage,
    names: () => cluster.usage.map(({ instance }) => instance),
    text: async () => renderTable(columnsFor(cluster.usage), cluster.usage, { columns: out.columns(), paintHeader: out.colours.bold }),
  });
};

/** Adds the arguments and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<cluster>', 'name of the cluster').action(async (name: string) => run(factory, name));
};
