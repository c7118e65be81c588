import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { ClusterWorld } from './world.js';

/** Clusters that are remembered; the oldest are forgotten, which costs one more write. */
const REMEMBERED_MAX = 10_000;
/** Versions of one cluster that the cache may still be at. */
const VERSIONS_MAX = 50;

interface Written {
  /** Versions of the cluster before the one that is stored, the newest last. */
  readonly older: readonly string[];
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
    const older = [...(this.#written.get(uid)?.older ?? []), from.metadata.resourceVersion ?? ''].slice(-VERSIONS_MAX);
    this.#written.delete(uid);
    this.#written.set(uid, { older, stored });
    const oldest = this.#written.keys().next().value;
    if (this.#written.size > REMEMBERED_MAX && oldest !== undefined) this.#written.delete(oldest);
  }

  /** The world with the cluster as it was stored last, while the cache still has a version from before. */
  over(world: ClusterWorld | undefined): ClusterWorld | undefined {
    const uid = world?.cluster.metadata.uid ?? '';
    const written = this.#written.get(uid);
    if (world === undefined || written === undefined) return world;
    if (written.older.includes(world.cluster.metadata.resourceVersion ?? '')) return { ...world, cluster: written.stored };
    this.#written.delete(uid);
    return world;
  }
}
