import { ANNOTATION_KEPT_UNTIL } from '../../schema/naming/labels.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';

/** Ended operations that are kept for each cluster. */
export const KEPT_PER_CLUSTER_MAX = 100;
/** How long an ended operation is kept at most. */
export const KEPT_MS_MAX = 30 * 24 * 60 * 60 * 1000;

const ends = new WeakMap<PostgresOperation, number>();

/** When an operation ended. Kept with it, since many are compared with many. */
const endOf = (operation: PostgresOperation): number => {
  const known = ends.get(operation);
  if (known !== undefined) return known;
  const end = Date.parse(operation.status?.finishedAt ?? operation.metadata.creationTimestamp ?? '');
  ends.set(operation, end);
  return end;
};

/** Whether as many newer ones are kept as there may be. */
const isCrowdedOut = (operation: PostgresOperation, ended: readonly PostgresOperation[]): boolean => {
  let newer = 0;
  for (const other of ended) {
    if (endOf(other) > endOf(operation)) newer += 1;
    if (newer >= KEPT_PER_CLUSTER_MAX) return true;
  }
  return false;
};

/** Milliseconds for which an idempotency key still stands for an operation; 0 when none does. */
export const keyLeftMs = ({ metadata }: PostgresOperation, nowMs: number): number => {
  const until = Date.parse(metadata.annotations?.[ANNOTATION_KEPT_UNTIL] ?? '');
  return Number.isNaN(until) ? 0 : Math.max(0, until - nowMs);
};

/**
 * Milliseconds until an ended operation is deleted; 0 or less: now. `ended` are the ended ones of its cluster, itself
 * among them. One that an idempotency key stands for is not crowded out while the key counts.
 */
export const expiryMs = (operation: PostgresOperation, ended: readonly PostgresOperation[], nowMs: number): number => {
  const leftMs = endOf(operation) + KEPT_MS_MAX - nowMs;
  const keyMs = keyLeftMs(operation, nowMs);
  if (leftMs > 0 && keyMs > 0) return Math.min(leftMs, keyMs);
  return isCrowdedOut(operation, ended) ? 0 : leftMs;
};

/** Those of the ended operations of a cluster that are due to be deleted. */
export const overdue = (ended: readonly PostgresOperation[], nowMs: number): readonly PostgresOperation[] =>
  (ended.length <= KEPT_PER_CLUSTER_MAX ? [] : [...ended].sort((one, other) => endOf(other) - endOf(one)).slice(KEPT_PER_CLUSTER_MAX).filter((operation) => keyLeftMs(operation, nowMs) === 0));
