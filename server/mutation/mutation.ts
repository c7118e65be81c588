import type { Kind, KubeObject } from '../../kube/kube-object.js';
import type { MutationPlan } from '../../schema/plan/plan.js';
import type { OperationKind, PostgresOperation } from '../../schema/resource/postgres-operation.js';

/** How a change is written. */
export interface StoreOptions {
  /** Name of the operation that asks for it. */
  readonly operation: string;
  /** Asks Kubernetes whether it would take it, and stores nothing. */
  readonly dryRun: boolean;
}

/** A change that has been checked, and is yet to be written. */
export interface Change<T extends KubeObject> {
  readonly plan: MutationPlan;
  /** Namespace of the operation, where it is only known from the world. */
  readonly namespace?: string;
  /** Name of the cluster that it is about, where it is only known from the world. */
  readonly cluster?: string;
  /** Labels of the operation beside that of the cluster. */
  readonly labels?: Readonly<Record<string, string>>;
  /** UID of the cluster that it is about, where it exists already. */
  readonly clusterUid?: string | undefined;
  /** What the operator needs to know beside the stored object. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Writes it. Safe to repeat for the same operation. Resolves to the object as stored, or to undefined when it goes or there is none. */
  store(options: StoreOptions): Promise<T | undefined>;
}

/**
 * A mutation: what it is called, what it is about and how its change is made. Nothing of the world is read before
 * `prepare`: a retry with an idempotency key gets the first result also when what it was about is gone.
 */
export interface Mutation<T extends KubeObject> {
  readonly kind: OperationKind;
  /** Namespace of the operation. */
  readonly namespace: string;
  /** Name of the cluster that it is about. */
  readonly cluster?: string;
  /** Kind of what it stores; the answer waits until the server's own cache shows it. */
  readonly resource: Kind<T>;
  /** The object as it is, for a retry of an operation that has ended. */
  read(): Promise<T | undefined>;
  /**
   * Checks the input against the world as it is and makes the change. `unfinished` is the operation of an earlier
   * attempt that may have written it already.
   */
  prepare(unfinished?: PostgresOperation): Promise<Change<T>>;
}
