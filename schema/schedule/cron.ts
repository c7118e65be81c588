import { CronExpressionParser, type CronExpression } from 'cron-parser';

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *', '@annually': '0 0 1 1 *', '@monthly': '0 0 1 * *', '@weekly': '0 0 * * 0', '@daily': '0 0 * * *', '@midnight': '0 0 * * *', '@hourly': '0 * * * *',
};
const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const DAYS = 'sun|mon|tue|wed|thu|fri|sat';
const field = (names: string): RegExp => {
  const value = `(?:\\d+${names === '' ? '' : `|${names}`})`;
  const part = `(?:(?:\\*|\\?|${value}(?:-${value})?)(?:/\\d+)?)`;
  return new RegExp(`^${part}(?:,${part})*$`, 'i');
};
const FIELDS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['minute', field('')], ['hour', field('')], ['day of month', field('')], ['month', field(MONTHS)], ['day of week', field(DAYS)],
];
const LENGTH_MAX = 256;

/** Why a text is no time for a schedule; undefined when it is one. */
export const cronFault = (cron: string): string | undefined => {
  const text = cron.trim();
  if (text.length > LENGTH_MAX) return `it has ${text.length} characters, more than ${LENGTH_MAX}`;
  if (text.startsWith('@')) return MACROS[text.toLowerCase()] === undefined ? `"${text}" is not one of ${Object.keys(MACROS).join(', ')}` : undefined;
  const parts = text.split(/\s+/);
  if (parts.length !== 5) return `"${text}" has ${text === '' ? 0 : parts.length} fields, not the five for minute, hour, day of month, month and day of week`;
  const wrong = FIELDS.findIndex(([, pattern], index) => !pattern.test(parts[index] ?? ''));
  if (wrong >= 0) return `"${parts[wrong]}" is no ${FIELDS[wrong]?.[0]}`;
  try {
    CronExpressionParser.parse(expanded(text), { tz: 'UTC', currentDate: 0 }).next();
    return undefined;
  } catch (error) {
    return `"${text}" names no time: ${error instanceof Error ? error.message : String(error)}`;
  }
};

const expanded = (cron: string): string => (MACROS[cron.trim().toLowerCase()] ?? cron).trim().replaceAll('?', '*');

/** Names of time zones that are kept: more than there are, fewer than ways to write them. */
const ZONES_MAX = 1000;
/** Names that were found to be time zones; to ask costs more than all else of a look at a schedule. */
const zones = new Set<string>();

/** Whether there is a time zone of this name. */
export const isTimeZone = (name: string): boolean => {
  if (zones.has(name)) return true;
  if (name === '' || name.toLowerCase() === 'local') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    if (zones.size < ZONES_MAX) zones.add(name);
    return true;
  } catch {
    return false;
  }
};

/** An expression with the last answer: schedules share a few expressions, and ask for the same moments. */
interface Known {
  readonly expression: CronExpression;
  fromMs: number;
  next: number | undefined;
}

/** Expressions that are kept. */
const KNOWN_MAX = 1000;
const known = new Map<string, Known>();

/** How far cron-parser is helped on where it finds no way: it stumbles over the half-hour changes of Lord Howe Island. */
const STUMBLE_MS = 36 * 3_600_000;
const STRIDE_MS = 1_800_000;

const computeNext = (expression: CronExpression, afterMs: number): number | undefined => {
  for (let fromMs = afterMs; fromMs <= afterMs + STUMBLE_MS; fromMs += STRIDE_MS) {
    expression.reset(new Date(fromMs));
    try {
      return expression.next().getTime();
    } catch {
      // From half an hour later it may find one.
    }
  }
  return undefined;
};

/** The first time after a moment, in milliseconds since the epoch; undefined when there is none. Of checked expressions only. */
export const nextTick = (cron: string, timeZone: string, afterMs: number): number | undefined => {
  const key = `${timeZone} ${cron}`;
  let entry = known.get(key);
  if (entry !== undefined && entry.next !== undefined && entry.fromMs <= afterMs && afterMs < entry.next) return entry.next;
  if (entry === undefined) {
    entry = { expression: CronExpressionParser.parse(expanded(cron), { tz: timeZone }), fromMs: afterMs, next: undefined };
    if (known.size >= KNOWN_MAX) known.delete(known.keys().next().value ?? '');
    known.set(key, entry);
  }
  entry.next = computeNext(entry.expression, afterMs);
  entry.fromMs = afterMs;
  return entry.next;
};

/** Ticks that are looked through for the latest one. */
const TICKS_MAX = 100_000;
/** How far back the latest tick is looked for, step by step, in milliseconds. */
const SPANS_MS: readonly number[] = [60_000, 3_600_000, 86_400_000, 32 * 86_400_000, 367 * 86_400_000, 9 * 366 * 86_400_000];

/** The latest time after `afterMs` and not after `untilMs`; undefined when there is none. */
export const latestTick = (cron: string, timeZone: string, { afterMs, untilMs }: { readonly afterMs: number; readonly untilMs: number }): number | undefined => {
  for (const spanMs of SPANS_MS) {
    const from = Math.max(afterMs, untilMs - spanMs);
    let latest: number | undefined;
    let next = nextTick(cron, timeZone, from);
    for (let count = 0; next !== undefined && next <= untilMs && count < TICKS_MAX; count += 1) {
      latest = next;
      next = nextTick(cron, timeZone, next);
    }
    if (latest !== undefined || from === afterMs) return latest;
  }
  return undefined;
};
