import type { SchedulesQuery } from '../../schema/sdk/client.js';

/** A schedule as verbs read it. */
export type ScheduleView = SchedulesQuery['schedules']['nodes'][number];
