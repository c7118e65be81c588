import { ANNOTATION_SCHEDULE_STATE, type Schedule } from './schedule.js';

/** Since when the present times of a schedule count: ticks up to then are done with. */
export interface ScheduleState {
  /** What the times were when it was written, and for which cluster. */
  readonly timing: string;
  readonly sinceMs: number;
}

/** What makes ticks different ones: other times, another time zone, suspended or resumed, another cluster under the name. */
export const timingOf = ({ cron, timeZone, suspended }: Schedule, clusterUid: string | undefined): string =>
  `${suspended ? 'suspended' : `${cron} ${timeZone}`} ${clusterUid ?? ''}`.trim();

/** The state that a schedule carries. */
export const parseState = (annotations: Readonly<Record<string, string>> | undefined): ScheduleState | undefined => {
  const [, since, timing] = /^(\S+) (.*)$/.exec(annotations?.[ANNOTATION_SCHEDULE_STATE] ?? '') ?? [];
  const sinceMs = Date.parse(since ?? '');
  return timing === undefined || Number.isNaN(sinceMs) ? undefined : { timing, sinceMs };
};

/** A state as text. */
export const formatState = ({ timing, sinceMs }: ScheduleState): string => `${new Date(sinceMs).toISOString()} ${timing}`;
