/** What a schedule does. */
export type ScheduleType = 'BACKUP' | 'POLICY' | 'VERIFY' | 'STOP' | 'START';
/** What a schedule backs up. */
export type ScheduledBackupType = 'FULL' | 'DIFFERENTIAL' | 'INCREMENTAL' | 'LOGICAL';
/** What becomes of a run whose time passed while nobody was there to start it. */
export type MissedRunPolicy = 'RUN_ONCE' | 'SKIP';
/** What becomes of a run whose time comes while the one before has not ended. */
export type OverlapPolicy = 'FORBID' | 'ALLOW';

/** What is done, when, and to which cluster. */
export interface Schedule {
  readonly type: ScheduleType;
  readonly cluster: { readonly namespace: string; readonly name: string };
  /** Five fields or one of @hourly, @daily and so on. */
  readonly cron: string;
  /** Name of a time zone, as in the IANA database. */
  readonly timeZone: string;
  readonly suspended: boolean;
  readonly backupType?: ScheduledBackupType;
  /** Repository to back up to. */
  readonly repository?: string;
  /** Options of pgBackRest, as text. */
  readonly backupOptions?: string;
  readonly policy?: string;
  /** Database that the policy is applied to, or that a logical backup is taken of. */
  readonly database?: string;
  readonly missedRuns: MissedRunPolicy;
  /** How late a missed run may start, in seconds. */
  readonly startingDeadlineSeconds: number;
  readonly overlap: OverlapPolicy;
  /** Ended runs that are kept. */
  readonly historyLimit: number;
}

/** Bounds and defaults of schedules. */
export const STARTING_DEADLINE_SECONDS_DEFAULT = 3600;
export const STARTING_DEADLINE_SECONDS_MAX = 86_400;
export const HISTORY_LIMIT_DEFAULT = 20;
export const HISTORY_LIMIT_MAX = 100;
export const TIME_ZONE_DEFAULT = 'UTC';

/** Label that makes a ConfigMap a schedule, whatever its value. */
export const LABEL_SCHEDULER = 'crunchy-scheduler';
/** Label of a schedule with the name of its cluster. */
export const LABEL_SCHEDULE_CLUSTER = 'pg-cluster';
/** Label of the runs of a schedule: its UID. */
export const LABEL_SCHEDULE = 'pgo.dev/schedule';
/** On a schedule: since when its present times count. */
export const ANNOTATION_SCHEDULE_STATE = 'pgo.dev/schedule-state';
/** On a schedule that cannot be carried out: why. */
export const ANNOTATION_SCHEDULE_ERROR = 'pgo.dev/schedule-error';
