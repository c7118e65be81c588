import type { Condition } from '../../schema/resource/meta.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';

/** How a user or database is. */
export interface AccessState {
  readonly state: string;
  readonly message: string;
}

/** Reasons for which a resource that is not ready is one that just takes its time. */
const PASSING = new Set(['Creating', 'Waiting', 'NoPrimary', 'Stopped', 'InstanceNotReady']);

const conditionOf = (status: { readonly conditions?: readonly Condition[] } | undefined, type: string): Condition | undefined =>
  status?.conditions?.find((entry) => entry.type === type);

const isObserved = ({ metadata, status }: Pick<PostgresUser | PostgresDatabase, 'metadata' | 'status'>): boolean =>
  (status?.observedGeneration ?? 0) >= (metadata.generation ?? 1);

/** How a user or database is: by its own status, or by its cluster's when it stands in the specification of that. */
export const accessState = ({ metadata, status }: PostgresUser | PostgresDatabase, cluster: PostgresCluster): AccessState => {
  const isOwn = metadata.uid !== undefined;
  const condition = isOwn ? conditionOf(status, 'Ready') : conditionOf(cluster.status, 'DatabasesReady');
  if (metadata.deletionTimestamp !== undefined) return { state: 'DELETING', message: condition?.status === 'False' ? condition.message : 'It is being deleted.' };
  const isSeen = !isOwn || isObserved({ metadata, status });
  if (condition === undefined || !isSeen) return { state: 'PENDING', message: 'Waits for the operator.' };
  if (condition.status === 'True') return { state: 'READY', message: isOwn ? condition.message : 'It is as asked for.' };
  return { state: PASSING.has(condition.reason) ? 'PENDING' : 'FAILED', message: condition.message };
};
