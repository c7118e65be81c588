import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { ClusterWorld } from './world.js';

/** Clusters that are remembered; the oldest are forgotten, which costs one more write. */
const REMEMBERED_MAX = 10_000;

interface Written {
  /** Version of the cluster that the status was derived from. */
  readonly from: string | undefined;
  readonly stored: PostgresCluster;
}

/**
 * What was written while the cache has not caught up: without it a visit in between would write the same status and
 * tell the same events again.
 */
export class WrittenStatuses {
  readonly #written = new Map<string, Written>();

  /** Notes that a status derived from `from` was stored. */
  remember(from: PostgresCluster, stored: PostgresCluster): void {
    const uid = from.metadata.uid ?? '';
    const before = this.#written.get(uid);
    // Written on top of something that the cache does not have yet: it still is at the version before that.
    const base = before?.stored.metadata.resourceVersion === from.metadata.resourceVersion ? before?.from : from.metadata.resourceVersion;
    this.#written.delete(uid);
    this.#written.set(uid, { from: base, stored });
    const oldest = this.#written.keys().next().value;
    if (this.#written.size > REMEMBERED_MAX && oldest !== undefined) this.#written.delete(oldest);
  }

  /** The world with the cluster as it was stored last, while the cache still has the version before. */
  over(world: ClusterWorld | undefined): ClusterWorld | undefined {
    const written = this.#written.get(world?.cluster.metadata.uid ?? '');
    if (world === undefined || written === undefined || written.from !== world.cluster.metadata.resourceVersion) return world;
    return { ...world, cluster: written.stored };
  }
}
