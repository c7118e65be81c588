import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { patroniFailoverName, patroniLeaderName } from '../../schema/naming/names.js';
import type { Writer } from '../../kube/client/kube-client.js';
import { CONFIG_MAP, type ConfigMap } from '../../kube/core-kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import type { ClusterWorld } from '../cluster/world.js';

/**
 * Holder of the lock while nobody may lead: whoever led before stops, and no replica begins until the lock is let go or
 * has run out. Not the name of a pod.
 */
export const FENCE = 'pgo-fence';

/** Patroni's leader lock. */
export interface LeaderLock {
  readonly map: ConfigMap;
  readonly holder: string;
  /** When the holder renewed it last, by its own clock, in milliseconds since the epoch. */
  readonly renewedAtMs: number;
  /** When the holder got it, by its own clock, in milliseconds since the epoch. */
  readonly acquiredAtMs: number;
}

/** The lock in Patroni's ConfigMap; undefined when nobody holds it. */
export const lockOf = (map: ConfigMap | undefined): LeaderLock | undefined => {
  const { leader: holder = '', renewTime = '', acquireTime = '' } = map?.metadata.annotations ?? {};
  return map === undefined || holder === '' ? undefined : { map, holder, renewedAtMs: Date.parse(renewTime), acquiredAtMs: Date.parse(acquireTime) };
};

/** The lock of a cluster as it was last seen; undefined when nobody holds it. */
export const leaderLock = ({ cluster, configMaps }: Pick<ClusterWorld, 'cluster' | 'configMaps'>): LeaderLock | undefined =>
  lockOf(configMaps.find(({ metadata }) => metadata.name === patroniLeaderName(cluster.metadata.name)));

/** What Patroni was asked by hand and has not done yet; undefined when nothing. */
export const manualMove = ({ cluster, configMaps }: Pick<ClusterWorld, 'cluster' | 'configMaps'>): { readonly leader?: string | undefined; readonly member?: string | undefined } | undefined => {
  const { leader, member } = configMaps.find(({ metadata }) => metadata.name === patroniFailoverName(cluster.metadata.name))?.metadata.annotations ?? {};
  return leader === undefined && member === undefined ? undefined : { leader, member };
};

/**
 * Puts another holder into the lock, or none. Only if nobody has written it since it was seen: every renewal is a write.
 * Answers whether it did.
 */
export const passLock = async (writer: Writer, { map }: LeaderLock, holder: typeof FENCE | null): Promise<boolean> => {
  const { name, namespace = '', resourceVersion, uid } = map.metadata;
  try {
    await writer.mergePatch(CONFIG_MAP, { namespace, name }, { metadata: { uid, resourceVersion, annotations: { leader: holder } } }, { manager: MANAGER_OPERATOR });
    return true;
  } catch (error) {
    if (error instanceof KubeError && (error.code === 409 || error.code === 404)) return false;
    throw error;
  }
};
