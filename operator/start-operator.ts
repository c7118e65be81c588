import type { KubeCache } from '../kube/cache/kube-cache.js';
import type { KubeClient } from '../kube/client/kube-client.js';
import { systemClock, type Clock } from '../kube/clock.js';
import { startElection, type LeaseTimes } from '../kube/lease/leader-election.js';
import type { Logger } from '../kube/logger.js';
import { EventRecorder } from './cluster/event-recorder.js';
import type { InstanceFacts } from './cluster/instance-facts.js';
import { runClusterLoop } from './cluster/run-cluster-loop.js';
import { WrittenStatuses } from './cluster/written-statuses.js';
import type { ImageCatalogue } from './image-catalogue.js';
import { DatabaseDesk } from './instance/database-desk.js';
import { runOperationLoop } from './operation/run-operation-loop.js';
import { FAILOVER_TIMES_DEFAULT, type FailoverTimes } from './postgres/patroni-config.js';

/** What the operator is started with. */
export interface OperatorOptions {
  readonly client: KubeClient;
  /** A cache that keeps `CACHED_KINDS`. */
  readonly cache: KubeCache;
  /** Namespace of the leader lease. */
  readonly namespace: string;
  /** Who we are in the election; unique per process. */
  readonly identity: string;
  /** What runs for each major version. */
  readonly catalogue: ImageCatalogue;
  readonly logger: Logger;
  /** `address` where clients have no cluster DNS. Default `name`. */
  readonly serviceAddressing?: 'name' | 'address';
  /** Storage class of clusters that name none. */
  readonly storageClass?: string;
  /** Times of failure detection. */
  readonly failover?: FailoverTimes;
  readonly leaseTimes?: LeaseTimes;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** A running operator. */
export interface Operator {
  /** Whether this process acts. */
  readonly leading: boolean;
  /** Whether any process is known to act. */
  readonly isLeaderKnown: boolean;
  /** Lets visits under way end, lets the lease go. */
  stop(): Promise<void>;
}

/** Name of the Lease that elects the process that acts. */
export const OPERATOR_LEASE = 'pgo-operator';

/** Starts the operator: it acts once the cache is synced and the lease is held. */
export const startOperator = (options: OperatorOptions): Operator => {
  const { client, cache, logger, clock = systemClock, random = Math.random } = options;
  const election = startElection({
    client, clock, random, logger, times: options.leaseTimes,
    lease: { namespace: options.namespace, name: OPERATOR_LEASE }, identity: options.identity,
    lead: () => {
      const abort = new AbortController();
      const running = cache.whenSynced().then(() => (abort.signal.aborted ? [] : startLoops(options, { clock, random })));
      return async () => {
        abort.abort();
        if (cache.synced) await Promise.all((await running).map((stop) => stop()));
      };
    },
  });
  return {
    get leading() {
      return election.leading;
    },
    get isLeaderKnown() {
      return election.leader !== undefined;
    },
    stop: () => election.stop(),
  };
};

const startLoops = (options: OperatorOptions, { clock, random }: { clock: Clock; random: () => number }): (() => Promise<void>)[] => {
  const { client, cache, logger, catalogue } = options;
  const stopClusters = runClusterLoop({
    cache, writer: client, clock, logger, catalogue,
    settings: {
      serviceAddressing: options.serviceAddressing ?? 'name', storageClass: options.storageClass,
      failover: options.failover ?? FAILOVER_TIMES_DEFAULT,
    },
    written: new WrittenStatuses(),
    events: new EventRecorder({ writer: client, clock, logger }),
    applications: new DatabaseDesk<true>({ clock, random }),
    certificates: new DatabaseDesk<true>({ clock, random }),
    facts: new DatabaseDesk<InstanceFacts>({ clock, random }),
  }, random);
  return [stopClusters, runOperationLoop({ cache, writer: client, clock, logger }, random)];
};
