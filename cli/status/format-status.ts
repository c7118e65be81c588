import type { ClusterView } from '../cluster/cluster-view.js';
import { readyText } from '../cluster/format-clusters.js';
import type { Screen } from '../factory/streams.js';
import { paintState } from '../output/state-colour.js';
import { renderFields, renderTable } from '../output/table.js';

/** The clusters of a namespace, or of all, in a few numbers. */
export interface Status {
  server: string;
  clusters: number;
  /** Number of clusters by state. */
  states: Record<string, number>;
  /** Number of clusters by major version. */
  versions: Record<string, number>;
  instances: { ready: number; wanted: number };
  /** Clusters that are not as they should be. */
  attention: readonly ClusterView[];
  /** Operations that are going on. */
  runningOperations: number;
}

const settled = new Set(['READY', 'STOPPED']);

const countBy = (clusters: readonly ClusterView[], key: (cluster: ClusterView) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const cluster of clusters) counts[key(cluster)] = (counts[key(cluster)] ?? 0) + 1;
  return counts;
};

/** Sums up clusters. */
export const statusOf = (server: string, clusters: readonly ClusterView[], runningOperations: number): Status => ({
  server,
  clusters: clusters.length,
  states: countBy(clusters, ({ state }) => state),
  versions: countBy(clusters, ({ postgresVersion }) => String(postgresVersion)),
  instances: {
    ready: clusters.reduce((sum, { instances }) => sum + instances.filter(({ ready }) => ready).length, 0),
    wanted: clusters.reduce((sum, { replicas }) => sum + replicas + 1, 0),
  },
  attention: clusters.filter(({ state }) => !settled.has(state)),
  runningOperations,
});

const countsText = (counts: Record<string, number>): string => Object.entries(counts).sort(([a], [b]) => a.localeCompare(b)).map(([name, count]) => `${count} ${name}`).join(', ');

/** The numbers, then the clusters that need attention. */
export const formatStatus = async (status: Status, screen: Screen): Promise<string> => {
  const fields = renderFields([
    ['Server', status.server],
    ['Clusters', status.clusters === 0 ? '0' : `${status.clusters} (${countsText(status.states)})`],
    ['Instances', `${status.instances.ready} of ${status.instances.wanted} ready`],
    ['PostgreSQL', Object.entries(status.versions).map(([version, count]) => `${count} of version ${version}`).join(', ')],
    ['Operations', `${status.runningOperations} going on`],
  ], screen.colours.bold);
  if (status.attention.length === 0) return fields;
  return `${fields}\n${await renderTable([
    { header: 'NAMESPACE', value: ({ namespace }) => namespace },
    { header: 'NAME', value: ({ name }) => name },
    { header: 'STATE', value: ({ state }) => state, paint: (text, { state }) => paintState(text, state, screen.colours) },
    { header: 'READY', value: readyText, align: 'right' },
    { header: 'MESSAGE', value: ({ message }) => message, shrinkTo: 16 },
  ], status.attention, { columns: screen.columns(), paintHeader: screen.colours.bold })}`;
};
