import { CronExpressionParser } from 'cron-parser';

/** When a schedule was due last and is due next, in milliseconds since the epoch. */
export interface DueTimes {
  readonly last: number;
  readonly next: number;
}

const EVERY = /^@every\s+((?:\d+(?:\.\d+)?(?:h|m|s))+)$/;
const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 };

/**
 * Reads a cron schedule of five fields, a name such as `@daily` or an interval such as `@every 90m` (counted from
 * `anchor`), in a time zone (default UTC). Undefined when it cannot be read: the API refuses such a schedule.
 */
export function dueTimes(schedule: string, timeZone: string | undefined, anchor: number, now: number): DueTimes | undefined {
  const every = EVERY.exec(schedule.trim())?.[1];
  if (every !== undefined) {
    const interval = [...every.matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)].reduce((sum, [, count, unit = 's']) => sum + Number(count) * (UNIT_MS[unit] ?? 0), 0);
    if (interval < 1_000) return undefined;
    const last = anchor + Math.floor((now - anchor) / interval) * interval;
    return { last, next: last + interval };
  }
  try {
    // `prev` looks for a time before the given one: a second more makes the present count as due.
    const at = (date: number): ReturnType<typeof CronExpressionParser.parse> => CronExpressionParser.parse(schedule, { currentDate: new Date(date), tz: timeZone ?? 'UTC' });
    return { last: at(Math.floor(now / 1_000) * 1_000 + 1_000).prev().getTime(), next: at(now).next().getTime() };
  } catch {
    return undefined;
  }
}
