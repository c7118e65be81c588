import type { Screen } from '../factory/streams.js';
import { paintState } from '../output/state-colour.js';
import { renderTable, type Column } from '../output/table.js';
import { ageText } from '../output/units.js';
import type { ClusterView } from './cluster-view.js';

/** How the table of clusters is laid out. */
export interface ClustersLayout {
  /** More columns. */
  wide: boolean;
  now: Date;
}

/** `ready/wanted` instances of a cluster. */
export const readyText = (cluster: ClusterView): string =>
  `${cluster.instances.filter(({ ready }) => ready).length}/${cluster.replicas + 1}`;

const hostText = (endpoint: { host: string; port: number } | null | undefined): string =>
  endpoint === null || endpoint === undefined ? '' : `${endpoint.host}:${endpoint.port}`;

const clusterColumns = ({ wide, now }: ClustersLayout, screen: Screen): Column<ClusterView>[] => {
  const more: Column<ClusterView>[] = [
    { header: 'DURABILITY', value: ({ durability }) => durability },
    { header: 'STORAGE', value: ({ storageSize }) => storageSize, align: 'right' },
    { header: 'ENDPOINT', value: ({ endpoints }) => hostText(endpoints.primary) },
    { header: 'LABELS', value: ({ labels }) => labels.map(({ key, value }) => `${key}=${value}`).join(','), shrinkTo: 12 },
  ];
  return [
    { header: 'NAMESPACE', value: ({ namespace }) => namespace },
    { header: 'NAME', value: ({ name }) => name },
    { header: 'STATE', value: ({ state }) => state, paint: (text, { state }) => paintState(text, state, screen.colours) },
    { header: 'READY', value: readyText, align: 'right' },
    { header: 'VERSION', value: ({ serverVersion, postgresVersion }) => serverVersion ?? String(postgresVersion), align: 'right' },
    { header: 'PRIMARY', value: ({ primary }) => primary?.name ?? '' },
    ...(wide ? more : []),
    { header: 'AGE', value: ({ createdAt }) => ageText(createdAt, now), align: 'right' },
    { header: 'MESSAGE', value: ({ message }) => message, shrinkTo: 16 },
  ];
};

/** The table of clusters, one a line. */
export const formatClusters = async (clusters: readonly ClusterView[], layout: ClustersLayout, screen: Screen): Promise<string> =>
  renderTable(clusterColumns(layout, screen), clusters, { columns: screen.columns(), paintHeader: screen.colours.bold });
