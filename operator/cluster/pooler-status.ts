import type { Deployment } from '../../kube/core-kinds.js';
import { secretText } from '../../kube/secret-text.js';
import { poolerCertificateSecretName, poolerName } from '../../schema/naming/names.js';
import { poolerOf, type PoolerStatus } from '../../schema/resource/cluster-pooler.js';
import { certificateExpiry } from './certificates.js';
import { clusterCondition, type ClusterConditionDraft } from './condition-draft.js';
import { podReady } from './instance-health.js';
import { podTrouble } from './instance-status.js';
import { secretNamed, type ClusterWorld } from './world.js';
import { poolerObjects, poolerPods } from './pooler-objects.js';

const TYPE = 'PoolerReady';

/** An operator that has just begun knows nothing of its own: what was found before stands until it has looked. */
const wasSettled = ({ cluster }: ClusterWorld): boolean => cluster.status?.conditions?.find(({ type }) => type === TYPE)?.status === 'True';

const isLoginThere = (world: ClusterWorld): boolean => world.pooler?.isSettled ?? (world.pooler?.error === undefined && wasSettled(world));

/** Whether the pooler is as asked for; no condition where there is none and shall be none. */
export const poolerCondition = (world: ClusterWorld): ClusterConditionDraft[] => {
  const pooler = poolerOf(world.spec);
  const left = poolerObjects(world);
  if (pooler === undefined) {
    return left.length === 0 ? [] : [clusterCondition(TYPE, 'False', 'PoolerNotReady', 'The pooler is turned off and is being removed.')];
  }
  if (world.spec.stopped === true) return [clusterCondition(TYPE, 'False', 'Stopped', 'The cluster is stopped.')];
  if (world.pooler?.error !== undefined) return [clusterCondition(TYPE, 'False', 'PoolerLoginFailed', `The pooler's login could not be made in PostgreSQL: ${world.pooler.error}`)];
  if (!isLoginThere(world)) return [clusterCondition(TYPE, 'False', 'PoolerNotReady', 'The pooler\'s login is made once there is a primary.')];
  const { ready, isRolledOut } = podsOf(world);
  if (ready === pooler.replicas && isRolledOut) {
    return [clusterCondition(TYPE, 'True', 'AsDesired', `${ready} of ${pooler.replicas} pooler pods take clients, in ${pooler.mode.toLowerCase()} mode.`)];
  }
  const trouble = poolerPods(world).filter((pod) => !podReady(pod)).map((pod) => podTrouble(pod, pod.status?.containerStatuses?.[0])).find((found) => found?.serious === true);
  const count = `${ready} of ${pooler.replicas} pooler pods take clients.`;
  return [clusterCondition(TYPE, 'False', trouble?.reason ?? 'PoolerNotReady', trouble === undefined ? count : `${count} One does not: ${trouble.text}.`)];
};

/** How many pods take clients, and whether all of them are as they shall be and no other is left. */
const podsOf = (world: ClusterWorld): { readonly ready: number; readonly isRolledOut: boolean } => {
  const found = world.owned.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === poolerName(world.cluster.metadata.name)) as Deployment | undefined;
  const ready = poolerPods(world).filter((pod) => podReady(pod) && pod.metadata.deletionTimestamp === undefined).length;
  const { observedGeneration = 0, replicas, updatedReplicas } = found?.status ?? {};
  return { ready, isRolledOut: found !== undefined && observedGeneration >= (found.metadata.generation ?? 0) && replicas === updatedReplicas && replicas === found.spec?.replicas };
};

/** What is observed of the pooler; undefined when there shall be none. */
export const poolerStatus = (world: ClusterWorld): PoolerStatus | undefined => {
  if (poolerOf(world.spec) === undefined) return undefined;
  const readyReplicas = podsOf(world).ready;
  const certificateExpiresAt = certificateExpiry(secretText(secretNamed(world, poolerCertificateSecretName(world.cluster.metadata.name)), 'tls.crt'));
  return { readyReplicas, ready: readyReplicas > 0 && isLoginThere(world), ...(certificateExpiresAt === undefined ? {} : { certificateExpiresAt }) };
};
