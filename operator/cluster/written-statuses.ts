import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { ClusterWorld } from './world.js';

/** Clusters that are remembered; the oldest are forgotten, which costs one more write. */
const REMEMBERED_MAX = 10_000;
/**
 * What was written while the cache has not caught up: without it a visit in between would write the same status and
 * tell the same events again.
 */
export class WrittenStatuses {
  readonly #stored = new Map<string, PostgresCluster>();

  /** Notes a cluster as it was stored with a new status. */
  remember(stored: PostgresCluster): void {
    const uid = stored.metadata.uid ?? '';
    this.#stored.delete(uid);
    this.#stored.set(uid, stored);
    const oldest = this.#stored.keys().next().value;
    if (this.#stored.size > REMEMBERED_MAX && oldest !== undefined) this.#stored.delete(oldest);
  }

  /** The world with the cluster as it was stored last, while the cache still has a version from before. */
  over(world: ClusterWorld | undefined): ClusterWorld | undefined {
    const uid = world?.cluster.metadata.uid ?? '';
    const stored = this.#stored.get(uid);
    if (world === undefined || stored === undefined) return world;
    if (isOlder(world.cluster, stored)) return { ...world, cluster: stored };
    this.#stored.delete(uid);
    return world;
  }
}

const DIGITS = /^[0-9]+$/;

/** Resource versions of one kind may be compared as numbers; Kubernetes promises it since 1.35 and has always kept to it. */
const isOlder = (one: PostgresCluster, other: PostgresCluster): boolean => {
  const [left = '', right = ''] = [one.metadata.resourceVersion, other.metadata.resourceVersion];
  return DIGITS.test(left) && DIGITS.test(right) && BigInt(left) < BigInt(right);
};
