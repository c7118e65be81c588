import type { Pod } from '../../kube/core-kinds.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { ANNOTATION_ROTATION, LABEL_COMPONENT } from '../../schema/naming/labels.js';
import { poolerCertificateSecretName, poolerName, poolerSecretName } from '../../schema/naming/names.js';
import { poolerOf, wantedRotation } from '../../schema/resource/cluster-pooler.js';
import type { ClusterWorld } from './world.js';

/** What there is of the pooler, its pods and its certificate included. */
export const poolerObjects = ({ owned, cluster }: Pick<ClusterWorld, 'owned' | 'cluster'>): KubeObject[] => owned.filter(({ kind, metadata }) =>
  metadata.labels?.[LABEL_COMPONENT] === 'pooler' || (kind === 'Secret' && metadata.name === poolerCertificateSecretName(cluster.metadata.name)));

/**
 * What shall go of the pooler: everything when it is turned off (its pods go with the Deployment), the budget of a
 * single pod, and a password that is to be another one, so that it is made anew.
 */
export const poolerLeftovers = (world: ClusterWorld): KubeObject[] => {
  const { cluster } = world;
  const pooler = poolerOf(world.spec);
  const { name } = cluster.metadata;
  const goes = ({ kind, metadata }: KubeObject): boolean => pooler === undefined
    || (kind === 'PodDisruptionBudget' && metadata.name === poolerName(name) && pooler.replicas < 2)
    || (kind === 'Secret' && metadata.name === poolerSecretName(name) && (metadata.annotations?.[ANNOTATION_ROTATION] ?? '') !== wantedRotation(cluster.spec));
  return poolerObjects(world).filter((object) => !LEAVES_BY_ITSELF.has(object.kind) && object.metadata.deletionTimestamp === undefined && goes(object));
};

/** What another object takes with it. */
const LEAVES_BY_ITSELF = new Set(['Pod', 'PersistentVolumeClaim']);

/** The pods of the pooler. */
export const poolerPods = (world: Pick<ClusterWorld, 'owned' | 'cluster'>): Pod[] => poolerObjects(world).filter(({ kind }) => kind === 'Pod') as Pod[];
