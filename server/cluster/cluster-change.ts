import type { MutationPlan } from '../../schema/plan/plan.js';
import type { OperationKind, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';

/** How a change is written. */
export interface StoreOptions {
  /** Name of the operation that asks for it. */
  readonly operation: string;
  /** Asks Kubernetes whether it would take it, and stores nothing. */
  readonly dryRun: boolean;
}

/** A change of a cluster that has been checked, and is yet to be written. */
export interface ClusterChange {
  readonly plan: MutationPlan;
  /** UID of the cluster, where it exists already. */
  readonly clusterUid?: string | undefined;
  /** What the operator needs to know beside the specification. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Writes it. Safe to repeat for the same operation. Resolves to the cluster as stored, or to undefined when it goes. */
  store(options: StoreOptions): Promise<PostgresCluster | undefined>;
}

/** A mutation of a cluster: what it is called and how its change is made. */
export interface ClusterMutation {
  readonly kind: OperationKind;
  readonly namespace: string;
  readonly cluster: string;
  /**
   * Checks the input against the cluster as it is and makes the change. `unfinished` is the operation of an earlier
   * attempt that may have written it already.
   */
  prepare(unfinished?: PostgresOperation): Promise<ClusterChange>;
}
