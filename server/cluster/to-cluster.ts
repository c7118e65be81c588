import { Cluster } from '../../schema/graphql/cluster.js';
import type { Instance } from '../../schema/graphql/instance.js';
import type { Label } from '../../schema/graphql/label.js';
import type { Parameter } from '../../schema/graphql/parameter.js';
import { backupsEnabled, clusterSpecDefaults, repositoriesOf, tlsRequired } from '../../schema/resource/cluster-defaults.js';
import { withGrownVolumes } from '../../schema/storage/auto-grow.js';
import type { BackupsStatus } from '../../schema/resource/cluster-backups.js';
import type { InstanceStatus, PostgresCluster, PostgresClusterSpec } from '../../schema/resource/postgres-cluster.js';
import type { Services } from '../context.js';
import { nodeId } from '../node-id.js';
import { toAutoGrow } from './to-auto-grow.js';
import { toPooler } from './to-pooler.js';
import { clusterMessage, clusterState } from './cluster-state.js';

type Needed = Pick<Services, 'settings' | 'clock'>;

const mapped = new WeakMap<PostgresCluster, Cluster>();

const sortedPairs = (record: Readonly<Record<string, string>> = {}): [string, string][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

const toLabels = (pairs: Readonly<Record<string, string>> = {}): Label[] => sortedPairs(pairs).map(([key, value]) => ({ key, value }));

const toInstance = (instance: InstanceStatus): Instance => ({ ...instance, pendingRestart: instance.pendingRestart ?? false, pendingParameters: instance.pendingParameters ?? [] });

const toParameters = ({ spec }: PostgresCluster, instances: readonly Instance[]): Parameter[] => {
  const pending = new Set(instances.flatMap(({ pendingParameters }) => pendingParameters));
  return sortedPairs(spec.parameters).map(([name, value]) => ({ name, value, pendingRestart: pending.has(name) }));
};

const backupsOf = (spec: PostgresClusterSpec, { repositories, recoveryWindow, restorePoints = [], archive }: BackupsStatus = {}): Pick<Cluster, 'repositories' | 'recoveryWindow' | 'restorePoints' | 'archiving'> => ({
  repositories: repositoriesOf(spec).map(({ name, type }) => repositories?.find((one) => one.name === name) ?? { name, type, healthy: false, message: 'It is being prepared.' }),
  recoveryWindow: { ...recoveryWindow },
  restorePoints,
  archiving: { enabled: backupsEnabled(spec), ...archive },
});

const map = (resource: PostgresCluster, { settings, clock }: Needed): Cluster => {
  const { metadata, status = {} } = resource;
  const namespace = metadata.namespace ?? '';
  const spec = withGrownVolumes(clusterSpecDefaults(resource.spec, Object.keys(settings.catalog).map(Number)), status.storage);
  const instances = (status.instances ?? []).map(toInstance).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const primary = instances.find(({ name }) => name === status.primary);
  const createdAt = metadata.creationTimestamp ?? new Date(0).toISOString();
  return Object.assign(new Cluster(), {
    id: nodeId({ kind: 'Cluster', namespace, name: metadata.name }),
    namespace,
    name: metadata.name,
    labels: toLabels(metadata.labels),
    createdAt,
    state: clusterState(resource),
    message: clusterMessage(resource),
    conditions: (status.conditions ?? []).map((condition) => ({ ...condition, lastTransitionTime: condition.lastTransitionTime ?? createdAt })),
    observedAt: new Date(clock.now()).toISOString(),
    postgresVersion: status.postgresVersion ?? spec.postgresVersion,
    serverVersion: primary?.serverVersion,
    replicas: spec.replicas,
    durability: spec.durability,
    instances,
    primary,
    storageSize: spec.storage.size,
    walStorageSize: spec.storage.walSize,
    storageAutoGrow: toAutoGrow(resource),
    parameters: toParameters(resource, instances),
    resources: spec.resources,
    endpoints: status.endpoints ?? {},
    ...backupsOf(spec, status.backups),
    podMetadata: { labels: toLabels(spec.podMetadata?.labels), annotations: toLabels(spec.podMetadata?.annotations) },
    pooler: toPooler(resource),
    deletionProtection: spec.deletionProtection,
    standby: status.standby,
    keptData: status.keptData,
    monitoring: { enabled: spec.monitoring?.enabled === true, endpoint: status.endpoints?.metrics },
    tls: { enabled: true, required: tlsRequired(spec), certificateExpiresAt: status.tls?.certificateExpiresAt },
  });
};

/** What the API says of a cluster. The same object for the same resource, which is never changed in place. */
export const toCluster = (resource: PostgresCluster, needed: Needed): Cluster => {
  let cluster = mapped.get(resource);
  if (cluster === undefined) mapped.set(resource, cluster = map(resource, needed));
  return cluster;
};

/** A cluster that is no longer there, as it last was. */
export const goneCluster = (cluster: Cluster): Cluster =>
  Object.assign(new Cluster(), cluster, { state: 'DELETING', message: 'The cluster is gone, or out of sight of this subscription.' });
