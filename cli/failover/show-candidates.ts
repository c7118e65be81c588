import type { PgoClient } from '../../schema/sdk/client.js';
import { notFoundError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderTable, type Column } from '../output/table.js';
import { bytesText } from '../output/units.js';

/** An instance as candidate, as the SDK gives it. */
export type CandidateView = NonNullable<Awaited<ReturnType<PgoClient['clusterCandidates']>>['cluster']>['candidates'][number];

/** Reads the candidates of a cluster, the best first. */
export const readCandidates = async (factory: Factory, cluster: { namespace: string; name: string }): Promise<readonly CandidateView[]> => {
  const client = await factory.client();
  const { cluster: found } = await client.clusterCandidates(cluster, { signal: factory.signal });
  if (found == null) throw notFoundError(`There is no cluster "${cluster.name}" in the namespace "${cluster.namespace}".`, '`pgo show cluster --all-namespaces` lists those that there are.');
  return found.candidates;
};

const verdict = ({ eligible, forceable }: CandidateView): string => (eligible ? 'yes' : forceable ? 'with --force' : 'no');

const columns: Column<CandidateView>[] = [
  { header: 'INSTANCE', value: ({ instance }) => instance },
  { header: 'ROLE', value: ({ role }) => role },
  { header: 'CANDIDATE', value: verdict },
  { header: 'STATE', value: ({ state }) => state, shrinkTo: 10 },
  { header: 'TIMELINE', value: ({ timeline }) => (timeline == null ? '' : String(timeline)), align: 'right' },
  { header: 'LAG', value: ({ lagBytes }) => (lagBytes == null ? '' : bytesText(lagBytes)), align: 'right' },
  { header: 'NODE', value: ({ node }) => node ?? '' },
  { header: 'REASON', value: ({ reason }) => reason ?? '', shrinkTo: 16 },
];

/** Shows which instances can be the primary, and why others cannot. */
export const showCandidates = async (factory: Factory, cluster: { namespace: string; name: string }): Promise<void> => {
  const candidates = await readCandidates(factory, cluster);
  const { out } = factory.streams;
  await printResult(factory, {
    data: () => candidates,
    names: () => candidates.filter(({ eligible }) => eligible).map(({ instance }) => instance),
    text: () => renderTable(columns, candidates, { columns: out.columns(), paintHeader: out.colours.bold }),
  });
};
