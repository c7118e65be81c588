import { LABEL_CLUSTER, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { patroniLeaderName } from '../../schema/naming/names.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { KubeClient } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import { CONFIG_MAP, POD, type ConfigMap } from '../../kube/core-kinds.js';
import { ignoreAlreadyExists } from '../../kube/kube-error.js';
import type { Key } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Logger } from '../../kube/logger.js';
import { objectQueue } from '../../kube/queue/object-queue.js';
import { settled, type Next } from '../../kube/queue/work-queue.js';
import { containerRuns } from '../cluster/instance-health.js';
import { NO_KNOWLEDGE, observeCluster } from '../cluster/observe.js';
import { weighChange } from '../cluster/weigh-change.js';
import type { ClusterWorld } from '../cluster/world.js';
import { deadLeader } from './dead-leader.js';
import { lockOf, passLock, type LeaderLock } from './leader-lock.js';
import { lossRecord, lostLeader } from './lost-leader.js';

/** What the loop over leaders works with. */
export interface FailoverLoop {
  readonly cache: KubeCache;
  readonly client: KubeClient;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Major versions on offer. */
  readonly versions: readonly number[];
}

/** Locks that were lost and are yet to be looked at; more are dropped, they are only told of. */
const LOST_MAX = 1_000;

/**
 * Watches the leaders: ends the lock of one whose containers have ended, so that nobody waits for it to run out, and
 * keeps a record of each leader that was lost. Returns the function that ends it.
 */
export const runFailoverLoop = (loop: FailoverLoop, random: () => number): (() => Promise<void>) => {
  const { cache, clock, logger } = loop;
  const lost = new Map<string, LeaderLock>();
  const queue = objectQueue({
    name: 'failover', clock, random, logger, subject: 'cluster', sentence: 'a look at a leader failed; trying again',
    visit: (key) => visitLeader(loop, key, lost),
  });
  const keyOf = ({ metadata }: { metadata: ConfigMap['metadata'] }): Key | undefined => {
    const cluster = metadata.labels?.[LABEL_CLUSTER];
    return cluster === undefined ? undefined : { namespace: metadata.namespace ?? '', name: cluster };
  };
  const ends = [
    cache.onChange(POD, (change) => {
      const key = keyOf(change.object);
      if (key !== undefined && weighChange(change) === 'change') queue.add(key);
    }),
    cache.onChange(CONFIG_MAP, (change) => {
      const { object, previous } = change;
      const key = keyOf(object);
      if (key === undefined || object.metadata.name !== patroniLeaderName(object.metadata.labels?.[LABEL_CLUSTER] ?? '')) return;
      const before = lockOf(previous);
      if (before !== undefined && lockOf(object)?.holder !== before.holder && lost.size < LOST_MAX) lost.set(idOf(key), before);
      // A sign of life of a leader that runs; one of a leader that has ended came late, and its lock is to be ended.
      const isAlive = weighChange(change) !== 'change' && containerRuns(cache.get(POD, { namespace: key.namespace, name: lockOf(object)?.holder ?? '' }));
      if (!isAlive) queue.add(key);
    }),
  ];
  for (const { metadata } of cache.list(POSTGRES_CLUSTER)) queue.add(metadata);
  return async () => {
    for (const end of ends) end();
    await queue.stop();
  };
};

const idOf = ({ namespace, name }: Key): string => `${namespace}/${name}`;

const visitLeader = async (loop: FailoverLoop, key: Key, lost: Map<string, LeaderLock>): Promise<Next> => {
  const id = idOf(key);
  const world = observeCluster(loop.cache, key, loop.versions, NO_KNOWLEDGE);
  const before = lost.get(id);
  if (world === undefined) {
    lost.delete(id);
    return settled;
  }
  const dead = deadLeader(world);
  if (dead !== undefined) {
    const [ended] = await Promise.all([passLock(loop.client, dead.lock, null), keepRecord(loop, world, dead.lock)]);
    loop.logger.info({ cluster: id, leader: dead.instance.name, ended }, 'the containers of the leader have ended: its lock is ended too');
  }
  if (before !== undefined) {
    await keepRecord(loop, world, before);
    if (lost.get(id) === before) lost.delete(id);
  }
  return settled;
};

const keepRecord = async ({ cache, client, clock }: FailoverLoop, world: ClusterWorld, before: LeaderLock): Promise<void> => {
  const { name, namespace } = world.cluster.metadata;
  const loss = lostLeader(world, before, cache.list(POSTGRES_OPERATION, { namespace, cluster: name }));
  if (loss === undefined) return;
  await client.create(POSTGRES_OPERATION, lossRecord(world, loss, clock.now()), { manager: MANAGER_OPERATOR }).catch(ignoreAlreadyExists);
};
