import { createHash } from 'node:crypto';
import { latestTick } from '../../schema/schedule/cron.js';
import type { Schedule } from '../../schema/schedule/schedule.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { hasEnded } from '../operation/operation-status.js';

/** A run that starts later than this after its time was missed, in milliseconds: a hand-over between processes is shorter. */
export const MISSED_AFTER_MS = 60_000;

/** What is known when it is decided whether a schedule runs. */
export interface RunWorld {
  readonly schedule: Schedule;
  readonly cluster: PostgresCluster;
  /** Ticks up to then are done with, in milliseconds since the epoch. */
  readonly sinceMs: number;
  /** Runs of the schedule that are known. */
  readonly runs: readonly PostgresOperation[];
  readonly nowMs: number;
}

/** A run that is to be recorded, and why it is skipped if it is. */
export interface PlannedRun {
  readonly tickMs: number;
  readonly skipped?: string;
}

/** Name of the operation of a tick: the same whoever makes it, so that there is one. */
export const runName = (scheduleUid: string, tickMs: number): string => `run-${createHash('sha256').update(`${scheduleUid} ${tickMs}`).digest('hex').slice(0, 20)}`;

const isStandby = ({ status }: PostgresCluster): boolean => status?.standby?.following === true || status?.instances?.some(({ role }) => role === 'STANDBY_LEADER') === true;

const clusterObstacle = ({ schedule: { type }, cluster }: RunWorld): string | undefined => {
  if (cluster.metadata.deletionTimestamp !== undefined) return 'The cluster is being deleted.';
  if (type === 'START') return undefined;
  if (cluster.spec.stopped === true) return 'The cluster is stopped.';
  return isStandby(cluster) ? 'The cluster is a standby.' : undefined;
};

const missed = ({ schedule: { missedRuns, startingDeadlineSeconds }, nowMs }: RunWorld, tickMs: number): string | undefined => {
  const lateMs = nowMs - tickMs;
  if (lateMs <= MISSED_AFTER_MS) return undefined;
  if (missedRuns === 'SKIP') return 'It was missed: no scheduler ran at its time, and missed runs are skipped.';
  return lateMs > startingDeadlineSeconds * 1000 ? `It was missed: no scheduler ran at its time, nor within ${startingDeadlineSeconds} seconds after.` : undefined;
};

const overlap = ({ schedule, runs }: RunWorld): string | undefined => {
  const open = schedule.overlap === 'ALLOW' ? undefined : runs.find((run) => !hasEnded(run));
  return open && `The run before has not ended (${open.metadata.name}).`;
};

/** The run that is due, if any. Of several times that were missed only the last one counts. */
export const planRun = (world: RunWorld): PlannedRun | undefined => {
  const { schedule, sinceMs, nowMs } = world;
  if (schedule.suspended) return undefined;
  const tickMs = latestTick(schedule.cron, schedule.timeZone, { afterMs: sinceMs, untilMs: nowMs });
  if (tickMs === undefined) return undefined;
  const skipped = missed(world, tickMs) ?? clusterObstacle(world) ?? overlap(world);
  return { tickMs, ...(skipped === undefined ? {} : { skipped }) };
};
