import { notFoundError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderTable, type Column } from '../output/table.js';
import { ageText, bytesText } from '../output/units.js';
import type { InstanceView } from '../cluster/cluster-view.js';

const columns = (now: Date): Column<InstanceView>[] => [
  { header: 'INSTANCE', value: ({ name }) => name },
  { header: 'ROLE', value: ({ role }) => role },
  { header: 'STATUS', value: ({ state }) => state, shrinkTo: 10 },
  { header: 'NODE', value: ({ node }) => node ?? '' },
  { header: 'LAG', value: ({ lagBytes }) => (lagBytes == null ? '' : bytesText(lagBytes)), align: 'right' },
  { header: 'UP', value: ({ startedAt }) => ageText(startedAt, now), align: 'right' },
  { header: 'PENDING RESTART', value: ({ pendingRestart }) => (pendingRestart ? 'yes' : 'no') },
];

/** Shows the instances of a cluster, and which of them wait for a restart. */
export const showRestartable = async (factory: Factory, cluster: { namespace: string; name: string }): Promise<void> => {
  const client = await factory.client();
  const { cluster: found } = await client.cluster(cluster, { signal: factory.signal });
  if (found == null) throw notFoundError(`There is no cluster "${cluster.name}" in the namespace "${cluster.namespace}".`, '`pgo show cluster --all-namespaces` lists those that there are.');
  const { out } = factory.streams;
  await printResult(factory, {
    data: () => found.instances,
    names: () => found.instances.filter(({ pendingRestart }) => pendingRestart).map(({ name }) => name),
    text: () => renderTable(columns(factory.clock.now()), found.instances, { columns: out.columns(), paintHeader: out.colours.bold }),
  });
};
