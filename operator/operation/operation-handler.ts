import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { KubeClient } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import type { Kind } from '../../kube/kube-object.js';
import type { Logger } from '../../kube/logger.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { OperationErrorStatus, OperationKind, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { StepNow } from './operation-steps.js';

/** One visit of an operation that has not ended. */
export interface OperationVisit {
  readonly operation: PostgresOperation;
  /** The cluster that it is about, as it is now; the same one that the operation was made for. */
  readonly cluster: PostgresCluster | undefined;
  readonly cache: KubeCache;
  readonly client: KubeClient;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether someone asked to cancel it. Heed it only where stopping half-way harms nothing. */
  readonly isCancelRequested: boolean;
}

/** How far an operation is. It has succeeded when every step is done and failed when there is an error. */
export interface OperationOutcome {
  readonly steps: readonly StepNow[];
  readonly error?: OperationErrorStatus;
  /** Whether it was stopped because that was asked for. */
  readonly isCancelled?: boolean;
  /** Milliseconds after which to look again although nothing that is watched has changed. */
  readonly againMs?: number;
}

/**
 * Does the work of one kind of operation. `visit` looks at the world, does the next thing that is to be done, if any,
 * and says how far it is. It is called again whenever the operation, its cluster or an object of `watches` that
 * belongs to its cluster changes, and must stand being called at any time and killed at any line. A rejection is
 * tried again with back-off; an error that will not pass belongs into the outcome.
 */
export interface OperationHandler {
  /** Kinds of objects, beside operations and clusters, whose changes call for another visit. All must be cached. */
  readonly watches?: readonly Kind[];
  /** Whether only one such operation of a cluster may run at a time; a later one waits, PENDING, for earlier ones. */
  readonly exclusive?: boolean;
  /** Whether it goes on when its cluster is gone; otherwise it fails then. */
  readonly outlivesCluster?: boolean;
  visit(visit: OperationVisit): Promise<OperationOutcome>;
}

/** The handlers by kind. A kind without one follows the status of its cluster. */
export type OperationHandlers = Readonly<Partial<Record<OperationKind, OperationHandler>>>;
