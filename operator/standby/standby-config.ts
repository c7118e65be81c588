import { worldAuthority } from '../cluster/given-certificate.js';
import type { ClusterWorld } from '../cluster/world.js';
import { CONFIG_PATH } from '../postgres/instance-layout.js';

/** Key of the shared configuration with the certificates that a standby trusts: its own and the other one's. */
export const PEERS_FILE = 'peers.crt';

/** Whether a cluster follows another one and takes no writes now. */
export const isStandby = ({ standby }: Pick<ClusterWorld, 'standby'>): boolean => standby?.isFollowing === true;

/** Why a promotion that is asked for does not happen; undefined when nothing holds it up or nobody asks. */
export const heldPromotion = ({ standby }: Pick<ClusterWorld, 'standby'>): string | undefined =>
  (standby?.isFollowing === true && standby.spec.enabled === false && standby.spec.force !== true ? standby.sourceWrites : undefined);

/** What Patroni is told of the cluster to follow; undefined when it shall follow none. Without it Patroni promotes. */
export const standbyConfig = (world: Pick<ClusterWorld, 'standby'>): Record<string, unknown> | undefined => {
  const { standby } = world;
  if (standby?.isFollowing !== true) return undefined;
  if (standby.spec.enabled === false && heldPromotion(world) === undefined) return undefined;
  return { host: standby.host, port: standby.port, create_replica_methods: ['basebackup'] };
};

/** Where the instances of a standby find whom they trust, and its text. */
export const standbyTrust = (world: ClusterWorld): { readonly path: string; readonly text: string } | undefined => {
  if (world.standby === undefined) return undefined;
  const own = worldAuthority(world) ?? '';
  return { path: `${CONFIG_PATH}/${PEERS_FILE}`, text: [own, world.standby.authority ?? ''].map((text) => text.trim()).filter((text) => text !== '').join('\n').concat('\n') };
};

/** Why a standby cannot begin: what it needs of the other one is not there. Once it has data it needs none of that to run. */
export const standbyFault = ({ standby, patroni }: Pick<ClusterWorld, 'standby' | 'patroni'>): string | undefined => {
  if (standby === undefined || patroni.initialized || standby.spec.enabled === false) return undefined;
  if (standby.credentials !== undefined && standby.authority !== undefined) return undefined;
  return standby.spec.cluster === undefined
    ? `spec.standby.credentials: there is no Secret "${standby.spec.credentials ?? ''}" with the label of this cluster and with the credentials and the ca.crt of ${standby.target}. Make it and label it.`
    : `spec.standby.cluster: there is no cluster "${standby.spec.cluster}" with credentials in this namespace. Check the name.`;
};
