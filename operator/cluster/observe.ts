import { ANNOTATION_KEEP_DATA, LABEL_CLUSTER, LABEL_INSTANCE } from '../../schema/naming/labels.js';
import { patroniLeaderName, patroniStateName, patroniSyncName, walClaimName } from '../../schema/naming/names.js';
import { clusterSpecDefaults } from '../../schema/resource/cluster-defaults.js';
import { withGrownVolumes } from '../../schema/storage/auto-grow.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { CONFIG_MAP, JOB, PERSISTENT_VOLUME_CLAIM, POD, SECRET, SERVICE, STATEFUL_SET, type PersistentVolumeClaim } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER, POSTGRES_DATABASE, POSTGRES_USER } from '../../kube/kinds.js';
import type { Key } from '../../kube/kube-object.js';
import type { SettingsFacts } from '../instance/read-settings.js';
import type { KeptDataFacts } from '../instance/kept-data-facts.js';
import type { VolumeUsage } from '../../schema/storage/volume-usage.js';
import { parsePatroniMember, readPatroniStore } from '../postgres/patroni-member.js';
import { observeStandby } from '../standby/observe-standby.js';
import type { ReceiverFacts } from './observed-standby.js';
import { withKeptWalVolume } from '../storage/wal-volume.js';
import { OWNED_KINDS } from './owned-kinds.js';
import type { InstanceFacts } from './instance-facts.js';
import type { ReplicationFacts } from './replication-facts.js';
import type { ClusterWorld, ObservedInstance, PoolerKnowledge, RepositoryKnowledge } from './world.js';

/** What the running databases told, kept in memory between visits. */
export interface DatabaseKnowledge {
  facts(pod: string): InstanceFacts | undefined;
  streams(pod: string): boolean | undefined;
  settings?(pod: string): SettingsFacts | undefined;
  kept?(pod: string): KeptDataFacts | undefined;
  usage?(pod: string): VolumeUsage | undefined;
  readonly replication?: ReplicationFacts | undefined;
  readonly receiver?: ReceiverFacts | undefined;
  readonly ready?: boolean;
  readonly error?: string;
  readonly pooler?: PoolerKnowledge;
  readonly repositories?: RepositoryKnowledge;
}

/** For those who look at nothing but what Kubernetes has. */
export const NO_KNOWLEDGE: DatabaseKnowledge = { facts: () => undefined, streams: () => undefined };

/** Reads everything about a cluster from the cache; undefined when there is no such cluster. */
export const observeCluster = (
  cache: KubeCache, key: Key, versions: readonly number[], database: DatabaseKnowledge,
): ClusterWorld | undefined => {
  const cluster = cache.get(POSTGRES_CLUSTER, key);
  if (cluster === undefined) return undefined;
  const scope = { namespace: key.namespace, cluster: key.name };
  const configMaps = cache.list(CONFIG_MAP, scope);
  const annotations = (name: string): Record<string, string> | undefined =>
    configMaps.find(({ metadata }) => metadata.name === name)?.metadata.annotations;
  const patroni = readPatroniStore({
    config: annotations(patroniStateName(key.name)),
    leader: annotations(patroniLeaderName(key.name)),
    sync: annotations(patroniSyncName(key.name)),
  });
  const instances = observeInstances(cache, key, database);
  return {
    cluster,
    // A newer version on offer does not change what a cluster that named none has run since it was made.
    spec: withKeptWalVolume(withGrownVolumes(clusterSpecDefaults({ ...cluster.spec, postgresVersion: cluster.spec.postgresVersion ?? cluster.status?.postgresVersion }, versions), cluster.status?.storage), instances),
    instances,
    patroni,
    ...observeStandby(cache, cluster, { patroni, receiver: database.receiver }),
    services: cache.list(SERVICE, scope),
    secrets: cache.list(SECRET, scope),
    configMaps,
    jobs: cache.list(JOB, scope),
    users: cache.list(POSTGRES_USER, scope),
    databases: cache.list(POSTGRES_DATABASE, scope),
    owned: OWNED_KINDS.flatMap((kind) => cache.list(kind, scope)),
    ...(database.replication === undefined ? {} : { replication: database.replication }),
    databaseReady: database.ready,
    databaseError: database.error,
    pooler: database.pooler,
    repositories: database.repositories,
  };
};

const observeInstances = (cache: KubeCache, key: Key, database: DatabaseKnowledge): ObservedInstance[] => {
  const scope = { namespace: key.namespace, cluster: key.name };
  const parts = new Map<string, { -readonly [P in keyof ObservedInstance]?: ObservedInstance[P] }>();
  const part = (labels: Record<string, string> | undefined): { -readonly [P in keyof ObservedInstance]?: ObservedInstance[P] } => {
    const name = labels?.[LABEL_CLUSTER] === key.name ? labels[LABEL_INSTANCE] ?? '' : '';
    const found = parts.get(name) ?? {};
    parts.set(name, found);
    return found;
  };
  for (const statefulSet of cache.list(STATEFUL_SET, scope)) part(statefulSet.metadata.labels).statefulSet = statefulSet;
  for (const claim of cache.list(PERSISTENT_VOLUME_CLAIM, scope)) part(claim.metadata.labels)[isWalClaim(claim) ? 'walClaim' : 'claim'] = claim;
  for (const pod of cache.list(POD, scope)) {
    Object.assign(part(pod.metadata.labels), {
      pod,
      member: parsePatroniMember(pod.metadata.annotations?.['status']),
      facts: database.facts(pod.metadata.uid ?? ''),
      streams: database.streams(pod.metadata.uid ?? ''),
      settings: database.settings?.(pod.metadata.uid ?? ''),
      kept: database.kept?.(pod.metadata.uid ?? ''),
      usage: database.usage?.(pod.metadata.uid ?? ''),
    });
  }
  return [...parts].flatMap(([name, found]) => {
    const ordinal = ordinalOf(key.name, name);
    return ordinal === undefined || isKeptVolume(found) ? [] : [{ ...found, name, ordinal }];
  }).sort((left, right) => left.ordinal - right.ordinal);
};

const isWalClaim = ({ metadata: { name, labels } }: PersistentVolumeClaim): boolean => name === walClaimName(labels?.[LABEL_INSTANCE] ?? '');

/** Whether nothing is left of an instance but a volume that was to be kept; the next instance of its name takes it over. */
const isKeptVolume = ({ statefulSet, pod, claim }: Partial<ObservedInstance>): boolean =>
  statefulSet === undefined && pod === undefined && claim?.metadata.annotations?.[ANNOTATION_KEEP_DATA] === 'true';

/** The ordinal in an instance's name; undefined when it is no name of an instance of the cluster. */
const ordinalOf = (cluster: string, instance: string): number | undefined => {
  const ordinal = instance.startsWith(`${cluster}-`) ? Number(instance.slice(cluster.length + 1)) : Number.NaN;
  return Number.isInteger(ordinal) && ordinal > 0 ? ordinal : undefined;
};
