const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const YEAR = 365 * DAY;

interface Unit {
  readonly seconds: number;
  readonly name: string;
}

const UNITS = {
  s: { seconds: 1, name: 's' },
  m: { seconds: MINUTE, name: 'm' },
  h: { seconds: HOUR, name: 'h' },
  d: { seconds: DAY, name: 'd' },
  y: { seconds: YEAR, name: 'y' },
} as const satisfies Record<string, Unit>;

/** A span as kubectl prints ages: the two largest units where the first is small ("2m5s", "3h", "4d12h"). */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (seconds < 10 * MINUTE) return pair(seconds, UNITS.m, UNITS.s);
  if (seconds < 3 * HOUR) return `${Math.floor(seconds / MINUTE)}m`;
  if (seconds < 8 * HOUR) return pair(seconds, UNITS.h, UNITS.m);
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)}h`;
  if (seconds < 8 * DAY) return pair(seconds, UNITS.d, UNITS.h);
  if (seconds < 2 * YEAR) return `${Math.floor(seconds / DAY)}d`;
  if (seconds < 8 * YEAR) return pair(seconds, UNITS.y, UNITS.d);
  return `${Math.floor(seconds / YEAR)}y`;
}

/** The time since `timestamp` (RFC 3339) as kubectl prints it; `<unknown>` without one. */
export function age(timestamp: unknown, now: number): string {
  const then = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  return Number.isNaN(then) ? '<unknown>' : humanDuration(now - then);
}

function pair(seconds: number, large: Unit, small: Unit): string {
  const rest = Math.floor((seconds % large.seconds) / small.seconds);
  const first = `${Math.floor(seconds / large.seconds)}${large.name}`;
  return rest === 0 ? first : `${first}${rest}${small.name}`;
}
