import type { Condition, ObjectMeta } from './meta.js';

/** What a mutation leaves behind: who asked for what, and how far it is. */
export interface PostgresOperation {
  apiVersion: 'pgo.dev/v1';
  kind: 'PostgresOperation';
  metadata: ObjectMeta;
  spec: PostgresOperationSpec;
  status?: PostgresOperationStatus;
}

/** What can be done. */
export type OperationKind = 'CreateCluster' | 'UpdateCluster' | 'ScaleCluster' | 'DeleteCluster'
  | 'CreateNamespace' | 'DeleteNamespace'
  | 'CreatePolicy' | 'UpdatePolicy' | 'DeletePolicy' | 'ApplyPolicy'
  | 'CreateSchedule' | 'UpdateSchedule' | 'DeleteSchedule' | 'RunSchedule'
  | 'CreateDatabase' | 'UpdateDatabase' | 'DeleteDatabase'
  | 'CreateUser' | 'UpdateUser' | 'RotateUserPassword' | 'DeleteUser'
  | 'CreateBackup' | 'DeleteBackup' | 'CreateRestorePoint'
  | 'Switchover' | 'Failover' | 'RemoveInstance'
  | 'CreateAccount' | 'UpdateAccount' | 'DeleteAccount' | 'CreateToken' | 'RevokeToken' | 'CreateRole' | 'UpdateRole' | 'DeleteRole'
  | 'StopCluster' | 'StartCluster' | 'Restart' | 'Reload' | 'TestCluster' | 'LabelClusters'
  | 'Restore' | 'RestoreDatabase' | 'VerifyBackup' | 'PromoteCluster' | 'UpgradeCluster';

/** State of an operation or of a step in one word. */
export type OperationState = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** What was asked for. Never changes. */
export interface PostgresOperationSpec {
  /** What is done. */
  kind: OperationKind;
  /** Name of the cluster that it is done to. */
  cluster?: string;
  /** UID of that cluster once it is known, so that a cluster made again under the name is told apart. */
  clusterUid?: string;
  /**
   * The generation of the cluster's spec that this operation asked for.
   * @asType integer
   */
  generation?: number;
  /** Name of the account that asked. */
  requestedBy: string;
  /** The caller's idempotency key. */
  idempotencyKey?: string;
  /** SHA-256 of the canonical input, so that the same key with another input is told apart. */
  inputHash?: string;
  /** What the kind needs to know beside the cluster's spec (target, flags), as JSON. */
  input?: Record<string, unknown>;
}

/** How far it is. */
export interface PostgresOperationStatus {
  /**
   * The generation that this status was derived from.
   * @asType integer
   */
  observedGeneration?: number;
  /** State in one word. */
  state?: OperationState;
  /** Steps in order. */
  steps?: OperationStepStatus[];
  /** From 0 to 1. */
  progress?: number;
  /** When the first step began (RFC 3339). */
  startedAt?: string;
  /** When it ended (RFC 3339). */
  finishedAt?: string;
  /** Why it failed. */
  error?: OperationErrorStatus;
  /** Conditions. */
  conditions?: Condition[];
}

/** One step of an operation. */
export interface OperationStepStatus {
  /** Name of the step. */
  name: string;
  /** State of the step. */
  state: OperationState;
  /** What is going on, in a sentence. */
  message: string;
  /** When it began (RFC 3339). */
  startedAt?: string;
  /** When it ended (RFC 3339). */
  finishedAt?: string;
  /** How much is done, of a step that can be counted. */
  current?: number;
  /** How much there is to do, of a step that can be counted. */
  max?: number;
  /** What `current` and `max` count. */
  unit?: string;
}

/** Why an operation failed and what to do. */
export interface OperationErrorStatus {
  /** The cause in one word, for programs. */
  code: string;
  /** The cause in a sentence, for people. */
  message: string;
  /** What to do next. */
  suggestion: string;
}
