import { applicationDatabase } from '../resource/cluster-defaults.js';
import type { PostgresCluster } from '../resource/postgres-cluster.js';
import type { Schedule, ScheduleType, ScheduledBackupType } from './schedule.js';

/** What an operation that runs a schedule is to do, as it was when the run was decided. */
export interface ScheduleRunInput {
  readonly schedule: string;
  readonly scheduleNamespace: string;
  readonly type: ScheduleType;
  /** The time that it runs for; none of a run that was asked for by hand. */
  readonly tick?: string;
  /** Why it does not run. */
  readonly skipped?: string;
  readonly backupType?: ScheduledBackupType;
  readonly repository?: string;
  readonly backupOptions?: string;
  readonly policy?: string;
  readonly database?: string;
  readonly targets?: readonly { readonly cluster: string; readonly clusterUid?: string; readonly database: string }[];
}

/** The input of the operation of a run. */
export const scheduleRunInput = (
  ref: { readonly namespace?: string; readonly name: string }, schedule: Schedule, { metadata, spec }: Pick<PostgresCluster, 'metadata' | 'spec'>,
): ScheduleRunInput => {
  const { type, backupType, repository, backupOptions, policy, database } = schedule;
  const target = { cluster: metadata.name, ...(metadata.uid === undefined ? {} : { clusterUid: metadata.uid }), database: database ?? applicationDatabase(metadata.name, spec) };
  return {
    schedule: ref.name, scheduleNamespace: ref.namespace ?? '', type,
    ...(backupType === undefined ? {} : { backupType }), ...(repository === undefined ? {} : { repository }), ...(backupOptions === undefined ? {} : { backupOptions }),
    ...(database === undefined ? {} : { database }), ...(type === 'POLICY' && policy !== undefined ? { policy, targets: [target] } : {}),
  };
};
