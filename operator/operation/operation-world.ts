import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';

/** Everything that is known of an operation at one moment. */
export interface OperationWorld {
  readonly operation: PostgresOperation;
  /** The cluster of that name as it is now, if there is one. */
  readonly cluster?: PostgresCluster;
  /** The operation that last changed the cluster. */
  readonly latest?: PostgresOperation;
  readonly nowMs: number;
}

/** Where the change that an operation asked for stands. */
export type Progress =
  /** Not stored yet, or never: its writer may have died in between. */
  | { readonly at: 'asked' }
  /** Stored; the cluster follows it. `superseded` when a later operation has changed the cluster since. */
  | { readonly at: 'stored'; readonly cluster: PostgresCluster; readonly superseded: boolean }
  /** The cluster that it was about is gone. */
  | { readonly at: 'gone' };

const timeOf = (text: string | undefined): number => (text === undefined ? 0 : Date.parse(text));

/** Finds out from the cluster whether the change of an operation has been stored. */
export const operationProgress = ({ operation, cluster, latest }: OperationWorld, annotation: string): Progress => {
  const { kind, clusterUid } = operation.spec;
  const created = timeOf(operation.metadata.creationTimestamp);
  const known = operation.status?.steps?.some(({ state }) => state === 'SUCCEEDED') === true;
  if (kind === 'CreateCluster') return createProgress({ operation, cluster, created, known }, annotation);
  if (cluster === undefined || (clusterUid !== undefined && cluster.metadata.uid !== clusterUid)) return { at: 'gone' };
  if (kind === 'DeleteCluster') {
    return cluster.metadata.deletionTimestamp === undefined ? { at: 'asked' } : { at: 'stored', cluster, superseded: false };
  }
  if (cluster.metadata.annotations?.[annotation] === operation.metadata.name) return { at: 'stored', cluster, superseded: false };
  const overtaken = latest !== undefined && timeOf(latest.metadata.creationTimestamp) >= created && known;
  return overtaken ? { at: 'stored', cluster, superseded: true } : { at: 'asked' };
};

const createProgress = (
  { operation, cluster, created, known }: { operation: PostgresOperation; cluster?: PostgresCluster; created: number; known: boolean }, annotation: string,
): Progress => {
  if (cluster === undefined) return known ? { at: 'gone' } : { at: 'asked' };
  if (cluster.metadata.annotations?.[annotation] === operation.metadata.name) return { at: 'stored', cluster, superseded: false };
  return known && timeOf(cluster.metadata.creationTimestamp) >= created ? { at: 'stored', cluster, superseded: true } : { at: 'asked' };
};
