import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';

/** Ended operations that are kept for each cluster. */
export const KEPT_PER_CLUSTER_MAX = 100;
/** How long an ended operation is kept at most. */
export const KEPT_MS_MAX = 30 * 24 * 60 * 60 * 1000;

const endOf = ({ status, metadata }: PostgresOperation): number => Date.parse(status?.finishedAt ?? metadata.creationTimestamp ?? '');

/** Milliseconds until an ended operation is deleted; 0 or less: now. `ended` are the ended ones of its cluster, itself among them. */
export const expiryMs = (operation: PostgresOperation, ended: readonly PostgresOperation[], nowMs: number): number => {
  const newer = ended.filter((other) => endOf(other) > endOf(operation)).length;
  return newer >= KEPT_PER_CLUSTER_MAX ? 0 : endOf(operation) + KEPT_MS_MAX - nowMs;
};
