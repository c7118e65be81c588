import { createHash } from 'node:crypto';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { candidatesOf } from '../../schema/availability/candidates.js';
import { LABEL_CLUSTER } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { Pod } from '../../kube/core-kinds.js';
import { primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import { candidatesNow } from '../failover/decide-move.js';
import { leaderLock } from '../failover/leader-lock.js';
import { hasEnded } from '../operation/operation-status.js';

/** A primary that is to leave its node. */
export interface DrainMove {
  readonly from: string;
  readonly to: string;
  readonly node: string;
}

/** Who asks for a switchover because a node is drained. */
export const DRAIN_REQUESTER = 'system:node-drain';
/** A switchover that failed is asked for again after so long, in milliseconds. */
export const DRAIN_AGAIN_MS = 60_000;

const nodeOf = (pod: Pod | undefined): string | undefined => pod?.spec?.nodeName;

const isOn = (instance: ObservedInstance, isDraining: (node: string) => boolean): boolean => isDraining(nodeOf(instance.pod) ?? '');

/** Where the primary is to go when its node takes no more pods: to the best replica on a node that does; undefined when it stays. */
export const planDrain = (world: ClusterWorld, isDraining: (node: string) => boolean): DrainMove | undefined => {
  const primary = primaryOf(world);
  const node = nodeOf(primary?.pod);
  if (primary === undefined || node === undefined || !isDraining(node) || world.spec.stopped === true) return undefined;
  const to = candidatesOf(candidatesNow(world)).find(({ refusal, instance }) =>
    refusal === undefined && world.instances.some((one) => one.name === instance.name && !isOn(one, isDraining)));
  return to === undefined ? undefined : { from: primary.name, to: to.instance.name, node };
};

/** Whether something else is being done to the cluster, which comes first. */
export const isBusy = (operations: readonly PostgresOperation[]): boolean => operations.some((operation) => !hasEnded(operation));

/** The operation that moves the primary: within a while always the same for one term of a leader, so that two processes ask once. */
export const drainOperation = (world: ClusterWorld, { from, to, node }: DrainMove, nowMs: number): PostgresOperation => {
  const { name, namespace, uid } = world.cluster.metadata;
  const term = [uid, from, leaderLock(world)?.acquiredAtMs, Math.floor(nowMs / DRAIN_AGAIN_MS)];
  return {
    apiVersion: API_VERSION, kind: 'PostgresOperation',
    metadata: { name: `op-${createHash('sha256').update(JSON.stringify(term)).digest('hex').slice(0, 20)}`, namespace, labels: { [LABEL_CLUSTER]: name } },
    spec: {
      kind: 'Switchover', cluster: name, requestedBy: DRAIN_REQUESTER, ...(uid === undefined ? {} : { clusterUid: uid }),
      input: { from, target: to, cause: `the node ${node} is being drained` },
    },
  };
};
