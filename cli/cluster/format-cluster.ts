import type { Screen } from '../factory/streams.js';
import { paintState } from '../output/state-colour.js';
import { renderFields, renderTable, type Column } from '../output/table.js';
import { ageText, bytesText } from '../output/units.js';
import type { ClusterDetailView, InstanceView } from './cluster-view.js';

/** How one cluster is laid out. */
export interface ClusterLayout {
  /** Conditions as well. */
  wide: boolean;
  now: Date;
}

const instanceColumns = ({ now }: ClusterLayout, screen: Screen): Column<InstanceView>[] => [
  { header: 'INSTANCE', value: ({ name }) => name },
  { header: 'ROLE', value: ({ role }) => role },
  { header: 'READY', value: ({ ready }) => (ready ? 'yes' : 'no'), paint: (text, { ready }) => (ready ? screen.colours.green(text) : screen.colours.yellow(text)) },
  { header: 'STATE', value: ({ state }) => state, shrinkTo: 10 },
  { header: 'LAG', value: ({ lagBytes }) => bytesText(lagBytes), align: 'right' },
  { header: 'TIMELINE', value: ({ timeline }) => (timeline === null || timeline === undefined ? '' : String(timeline)), align: 'right' },
  { header: 'RESTART', value: ({ pendingRestart }) => (pendingRestart ? 'pending' : '') },
  { header: 'UP', value: ({ startedAt }) => ageText(startedAt, now), align: 'right' },
  { header: 'NODE', value: ({ node }) => node ?? '', shrinkTo: 8 },
];

/** The table of the instances of a cluster. */
export const formatInstances = async (instances: readonly InstanceView[], layout: ClusterLayout, screen: Screen): Promise<string> =>
  renderTable(instanceColumns(layout, screen), instances, { columns: screen.columns(), paintHeader: screen.colours.bold });

const endpointText = (endpoint: { host: string; port: number } | null | undefined): string | undefined =>
  endpoint === null || endpoint === undefined ? undefined : `${endpoint.host}:${endpoint.port}`;

const tlsText = ({ enabled, required, certificateExpiresAt }: ClusterDetailView['tls']): string => {
  if (!enabled) return 'off';
  const expiry = certificateExpiresAt === null || certificateExpiresAt === undefined ? '' : `, certificate until ${certificateExpiresAt.slice(0, 10)}`;
  return `${required ? 'required' : 'offered'}${expiry}`;
};

const standbyText = (standby: ClusterDetailView['standby']): string | undefined => {
  if (standby === null || standby === undefined) return undefined;
  if (!standby.following) return `of ${standby.source} until it was promoted`;
  const lag = standby.lagBytes === null || standby.lagBytes === undefined ? '' : `, ${bytesText(standby.lagBytes)} behind`;
  return `of ${standby.source}, ${standby.streaming ? 'streaming' : 'receives nothing now'}${lag}`;
};

const pairsText = (pairs: readonly { key: string; value: string }[]): string => pairs.map(({ key, value }) => `${key}=${value}`).join('\n');

const growsText = (autoGrow: ClusterDetailView['storageAutoGrow'], now: Date): string | undefined => {
  if (autoGrow?.enabled !== true) return undefined;
  return `${autoGrow.lastGrownAt == null ? '' : `last ${ageText(autoGrow.lastGrownAt, now)} ago; `}${autoGrow.message}`;
};

const clusterFields = (cluster: ClusterDetailView, { now }: ClusterLayout, { colours }: Screen): [string, string | undefined][] => [
  ['Cluster', `${cluster.namespace}/${cluster.name}`],
  ['State', `${paintState(cluster.state, cluster.state, colours)}${cluster.message === '' ? '' : `  ${cluster.message}`}`],
  ['Standby', standbyText(cluster.standby)],
  ['Version', cluster.serverVersion ?? String(cluster.postgresVersion)],
  ['Durability', cluster.durability],
  ['Replicas', String(cluster.replicas)],
  ['Storage', `${cluster.storageSize} for each instance${cluster.walStorageSize == null ? '' : `, and ${cluster.walStorageSize} for its WAL`}`],
  ['Grows', growsText(cluster.storageAutoGrow, now)],
  ['Before restore', cluster.keptData == null ? undefined : `${bytesText(cluster.keptData.bytes)}, kept until ${cluster.keptData.until}; \`pgo restore ${cluster.name} --undo\` takes them back`],
  ['Primary', endpointText(cluster.endpoints.primary)],
  ['Replicas at', endpointText(cluster.endpoints.replicas)],
  ['TLS', tlsText(cluster.tls)],
  ['Protected', cluster.deletionProtection ? 'deletion is refused' : undefined],
  ['Parameters', cluster.parameters.map(({ name, value, pendingRestart }) => `${name} = ${value}${pendingRestart ? '  (waits for a restart)' : ''}`).join('\n')],
  ['Labels', pairsText(cluster.labels)],
  ['Pod labels', pairsText(cluster.podMetadata.labels)],
  ['Pod annotations', pairsText(cluster.podMetadata.annotations)],
  ['Age', ageText(cluster.createdAt, now)],
];

const formatConditions = async (cluster: ClusterDetailView, screen: Screen): Promise<string> => renderTable([
  { header: 'CONDITION', value: ({ type }) => type },
  { header: 'STATUS', value: ({ status }) => status, paint: (text, { status }) => paintState(text, status, screen.colours) },
  { header: 'REASON', value: ({ reason }) => reason },
  { header: 'MESSAGE', value: ({ message }) => message, shrinkTo: 20 },
], cluster.conditions, { columns: screen.columns(), paintHeader: screen.colours.bold });

/** One cluster in detail: what it is, then its instances, then (wide) its conditions. */
export const formatCluster = async (cluster: ClusterDetailView, layout: ClusterLayout, screen: Screen): Promise<string> => {
  const parts = [renderFields(clusterFields(cluster, layout, screen), screen.colours.bold)];
  if (cluster.instances.length > 0) parts.push(await formatInstances(cluster.instances, layout, screen));
  if (layout.wide && cluster.conditions.length > 0) parts.push(await formatConditions(cluster, screen));
  return parts.join('\n');
};
