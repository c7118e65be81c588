import { LABEL_CLUSTER, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { Writer } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import { NODE, POD, type Node, type Pod } from '../../kube/core-kinds.js';
import { ignoreAlreadyExists } from '../../kube/kube-error.js';
import type { Key } from '../../kube/kube-object.js';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Logger } from '../../kube/logger.js';
import { objectQueue } from '../../kube/queue/object-queue.js';
import { settled, type Next } from '../../kube/queue/work-queue.js';
import { NO_KNOWLEDGE, observeCluster } from '../cluster/observe.js';
import { weighChange } from '../cluster/weigh-change.js';
import { DRAIN_AGAIN_MS, drainOperation, isBusy, planDrain } from './plan-drain.js';

/** What the loop over nodes that are drained works with. */
export interface DrainLoop {
  readonly cache: KubeCache;
  readonly writer: Pick<Writer, 'create'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Major versions on offer. */
  readonly versions: readonly number[];
}

/** Whether a node takes no more pods: `kubectl drain` begins with that. */
export const isDraining = (node: Node | undefined): boolean => node?.spec?.unschedulable === true || node?.metadata.deletionTimestamp !== undefined;

/** Moves primaries away from nodes that are drained, before they are evicted. Returns the function that ends it. */
export const runDrainLoop = (loop: DrainLoop, random: () => number): (() => Promise<void>) => {
  const { cache, clock, logger } = loop;
  const queue = objectQueue({
    name: 'drain', clock, random, logger, subject: 'cluster', sentence: 'a primary could not be moved from a node that is drained; trying again',
    visit: (key) => visitPrimary(loop, key),
  });
  const addPod = ({ metadata: { namespace = '', labels }, spec }: Pod): void => {
    const cluster = labels?.[LABEL_CLUSTER];
    if (cluster !== undefined && isDraining(cache.get(NODE, { namespace: '', name: spec?.nodeName ?? '' }))) queue.add({ namespace, name: cluster });
  };
  const addNode = (name: string): void => {
    for (const pod of cache.list(POD)) if (pod.spec?.nodeName === name) addPod(pod);
  };
  const ends = [
    cache.onChange(NODE, ({ object, previous }) => {
      if (isDraining(object) && !isDraining(previous)) addNode(object.metadata.name);
    }),
    cache.onChange(POD, (change) => {
      // Any pod of the cluster may be the replica that was waited for.
      const { namespace = '', labels } = change.object.metadata;
      const cluster = labels?.[LABEL_CLUSTER];
      if (cluster === undefined || !hasDrainingNode(cache) || weighChange(change) !== 'change') return;
      for (const pod of cache.list(POD, { namespace, cluster })) addPod(pod);
    }),
  ];
  for (const node of cache.list(NODE)) if (isDraining(node)) addNode(node.metadata.name);
  return async () => {
    for (const end of ends) end();
    await queue.stop();
  };
};

const hasDrainingNode = (cache: KubeCache): boolean => cache.list(NODE).some(isDraining);

const visitPrimary = async ({ cache, writer, clock, versions }: DrainLoop, key: Key): Promise<Next> => {
  const world = observeCluster(cache, key, versions, NO_KNOWLEDGE);
  if (world === undefined || world.cluster.metadata.deletionTimestamp !== undefined) return settled;
  const move = planDrain(world, (name) => isDraining(cache.get(NODE, { namespace: '', name })));
  if (move === undefined) return settled;
  const operations = cache.list(POSTGRES_OPERATION, { namespace: key.namespace, cluster: key.name });
  if (!isBusy(operations)) {
    await writer.create(POSTGRES_OPERATION, drainOperation(world, move, clock.now()), { manager: MANAGER_OPERATOR }).catch(ignoreAlreadyExists);
  }
  return { type: 'at', delayMs: DRAIN_AGAIN_MS };
};
