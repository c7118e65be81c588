import type { Command } from 'commander';
import type { PgoClient } from '../../schema/sdk/client.js';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderTable, type Column } from '../output/table.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'The volumes of a cluster', run: 'pgo show pvc hippo' }];

type VolumeView = NonNullable<Awaited<ReturnType<PgoClient['clusterVolumes']>>['cluster']>['volumes'][number];

const columns: Column<VolumeView>[] = [
  { header: 'VOLUME', value: ({ name }) => name },
  { header: 'INSTANCE', value: ({ instance }) => instance ?? '' },
  { header: 'REQUESTED', value: ({ requested }) => requested ?? '', align: 'right' },
  { header: 'CAPACITY', value: ({ capacity }) => capacity ?? '', align: 'right' },
  { header: 'CLASS', value: ({ storageClass }) => storageClass ?? '' },
  { header: 'PHASE', value: ({ phase }) => phase },
];

/** Shows the volumes of a cluster. */
export const run = async (factory: Factory, name: string): Promise<void> => {
  const namespace = await namespaceOf(factory);
  const client = await factory.client();
  const { cluster } = await client.clusterVolumes({ namespace, name }, { signal: factory.signal });
  if (cluster == null) throw notFoundError(`There is no cluster "${name}" in the namespace "${namespace}".`, '`pgo show cluster --all-namespaces` lists those that there are.');
  const { out } = factory.streams;
  await printResult(factory, {
    data: () => cluster.volumes,
    names: () => cluster.volumes.map(({ name: volume }) => volume),
    text: async () => renderTable(columns, cluster.volumes, { columns: out.columns(), paintHeader: out.colours.bold }),
  });
};

/** Adds the arguments and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<cluster>', 'name of the cluster').action(async (name: string) => run(factory, name));
};
