import { LABEL_INSTANCE } from '../../schema/naming/labels.js';
import { primaryServiceName, systemSecretName, userSecretName } from '../../schema/naming/names.js';
import type { StandbySpec } from '../../schema/resource/cluster-standby.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { standbyTarget } from '../../schema/standby/check-standby.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { POD, SECRET, type Secret } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { secretText } from '../../kube/secret-text.js';
import { containerRuns } from '../cluster/instance-health.js';
import { POSTGRES_PORT } from '../postgres/instance-layout.js';
import type { PatroniStore } from '../postgres/patroni-member.js';
import { serverAuthority } from '../cluster/server-authority.js';
import type { ObservedStandby, ReceiverFacts } from '../cluster/observed-standby.js';

const CONFIG_KEY = 'standby_cluster';

/** Whether Patroni's dynamic configuration has it follow another cluster. */
const isTold = (dynamicConfig: string | undefined): boolean => {
  try {
    const told = (JSON.parse(dynamicConfig ?? '{}') as Record<string, unknown>)[CONFIG_KEY];
    return told !== undefined && told !== null;
  } catch {
    return false;
  }
};

/** Reads from the cache what a cluster follows; nothing of clusters that follow none. */
export const observeStandby = (
  cache: KubeCache, { metadata: { name, namespace = '' }, spec: { standby } }: PostgresCluster,
  known: { readonly patroni: PatroniStore; readonly receiver: ReceiverFacts | undefined },
): { readonly standby?: ObservedStandby } => {
  if (standby === undefined) return {};
  const sourceWrites = (standby.cluster === undefined || standby.cluster === name ? undefined : writesOf(cache, namespace, standby.cluster))
    ?? (known.receiver?.streaming === true ? `It still receives WAL from "${standbyTarget(standby)}".` : undefined);
  return { standby: {
    spec: standby, target: standbyTarget(standby), ...addressOf(namespace, standby), ...trustOf(cache, namespace, standby),
    isFollowing: known.patroni.initialized ? isTold(known.patroni.dynamicConfig) : standby.enabled !== false,
    ...(known.receiver === undefined ? {} : { receiver: known.receiver }),
    ...(sourceWrites === undefined ? {} : { sourceWrites }),
  } };
};

const addressOf = (namespace: string, { cluster, host = '', port = POSTGRES_PORT }: StandbySpec): Pick<ObservedStandby, 'host' | 'port'> =>
  (cluster === undefined ? { host, port } : { host: `${primaryServiceName(cluster)}.${namespace}.svc`, port: POSTGRES_PORT });

const trustOf = (cache: KubeCache, namespace: string, { cluster, credentials: given = '' }: StandbySpec): Pick<ObservedStandby, 'credentials' | 'authority'> => {
  const secret = (name: string): Secret | undefined => cache.get(SECRET, { namespace, name });
  const credentials = secret(cluster === undefined ? given : systemSecretName(cluster));
  const authority = cluster === undefined ? secretText(credentials, 'ca.crt') : serverAuthority(cluster, (name, key) => secretText(secret(name), key));
  return { ...(credentials === undefined ? {} : { credentials }), ...(authority === undefined ? {} : { authority }) };
};

/** A cluster whose instances run may take writes at any moment, with a primary or without; one that itself follows takes none. */
const writesOf = (cache: KubeCache, namespace: string, name: string): string | undefined => {
  if (cache.get(POSTGRES_CLUSTER, { namespace, name })?.status?.standby?.following === true) return undefined;
  const running = cache.list(POD, { namespace, cluster: name }).filter((pod) => pod.metadata.labels?.[LABEL_INSTANCE] !== undefined && containerRuns(pod));
  const names = running.map(({ metadata }) => metadata.labels?.[LABEL_INSTANCE]).sort();
  return names.length === 0 ? undefined : `The cluster "${name}" still runs (${names.join(', ')}) and may take writes.`;
};

/** The password that a user has in the cluster that is followed: the standby's own Secret of that user holds the same. */
export const followedPassword = (cache: KubeCache, { metadata: { namespace = '' }, spec: { standby } }: PostgresCluster, user: string): string | undefined =>
  (standby?.cluster === undefined ? undefined : secretText(cache.get(SECRET, { namespace, name: userSecretName(standby.cluster, user) }), 'password'));
