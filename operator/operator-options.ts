import type { KubeCache } from '../kube/cache/kube-cache.js';
import type { KubeClient } from '../kube/client/kube-client.js';
import type { PodAccess } from '../kube/client/kube-connection.js';
import type { Clock } from '../kube/clock.js';
import type { LeaseTimes } from '../kube/lease/leader-election.js';
import type { Logger } from '../kube/logger.js';
import type { ImageCatalogue } from './image-catalogue.js';
import type { FailoverTimes } from './postgres/patroni-config.js';

/** What the operator is started with. */
export interface OperatorOptions {
  readonly client: KubeClient;
  /** Logs of containers and commands in them. */
  readonly pods: PodAccess;
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
  /** Whether nodes may be watched, which belong to no namespace. Default true. */
  readonly watchesNodes?: boolean;
  /** Whether clusters get network policies, which let in this process as a pod of its namespace. Default false. */
  readonly networkPolicies?: boolean;
  /** Storage class of clusters that name none. */
  readonly storageClass?: string;
  /** Times of failure detection. */
  readonly failover?: FailoverTimes;
  readonly leaseTimes?: LeaseTimes;
  readonly clock?: Clock;
  readonly random?: () => number;
}
