import { describe, expect, it } from '@jest/globals';
import { Cron } from 'croner';
import fc from 'fast-check';
import { cronFault, latestTick, nextTick } from './cron.js';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'Pacific/Chatham'];
const HOUR_MS = 3_600_000;

const oneOf = (least: number, most: number): fc.Arbitrary<string> => {
  const value = fc.integer({ min: least, max: most });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('*') },
    { weight: 4, arbitrary: value.map(String) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: Math.max(2, Math.floor(most / 2)) }).map((step) => `*/${step}`) },
    { weight: 1, arbitrary: fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`) },
    { weight: 1, arbitrary: fc.uniqueArray(value, { minLength: 2, maxLength: 4 }).map((values) => values.sort((a, b) => a - b).join(',')) },
  );
};
const crons = fc.tuple(oneOf(0, 59), oneOf(0, 23), oneOf(1, 28), oneOf(1, 12), oneOf(0, 6)).map((fields) => fields.join(' '));
const moments = fc.integer({ min: Date.UTC(2005, 0, 1) / 60_000, max: Date.UTC(2045, 0, 1) / 60_000 }).map((minutes) => minutes * 60_000);

const formats = new Map<string, Intl.DateTimeFormat>();
/** Minutes that the clocks of a zone are ahead of UTC, from the platform's own tables. */
const offsetMinutes = (zone: string, atMs: number): number => {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  return (Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'], parts['hour'], parts['minute']) - Math.floor(atMs / 60_000) * 60_000) / 60_000;
};
/** Whether the clocks change within a day and a half of a moment; Apia once left out a whole day. */
const isNearChange = (zone: string, atMs: number): boolean => {
  const offsets = [-36, -24, -12, -6, -3, 0, 3, 6, 12, 24, 36].map((hours) => offsetMinutes(zone, atMs + hours * HOUR_MS));
  return new Set(offsets).size > 1;
};

describe('times of schedules over years and zones', () => {
  it('are those of an independent library, wherever the clocks do not change', () => {
    let compared = 0;
    fc.assert(fc.property(crons, fc.constantFrom(...ZONES), moments, (cron, zone, from) => {
      const other = new Cron(cron, { timezone: zone, paused: true, mode: '5-part' });
      let at = from;
      for (let step = 0; step < 6; step += 1) {
        const ours = nextTick(cron, zone, at);
        const theirs = other.nextRun(new Date(at))?.getTime();
        if (ours === undefined || theirs === undefined) return;
        const isComparable = ![at, ours, theirs].some((moment) => isNearChange(zone, moment));
        if (isComparable) {
          compared += 1;
          expect({ cron, zone, from: new Date(at).toISOString(), next: new Date(ours).toISOString() })
            .toEqual({ cron, zone, from: new Date(at).toISOString(), next: new Date(theirs).toISOString() });
        }
        at = ours;
      }
    }), { numRuns: 120, seed: 4 });
    expect(compared).toBeGreaterThan(400);
  });

  it('come once each and in order, and looking back finds what looking ahead found', () => {
    fc.assert(fc.property(crons, fc.constantFrom(...ZONES), moments, (cron, zone, from) => {
      let at = from;
      for (let step = 0; step < 5; step += 1) {
        const next = nextTick(cron, zone, at);
        if (next === undefined) return;
        expect(next).toBeGreaterThan(at);
        expect(latestTick(cron, zone, { afterMs: at, untilMs: next })).toBe(next);
        expect(latestTick(cron, zone, { afterMs: at, untilMs: next - 1 })).toBeUndefined();
        at = next;
      }
    }), { numRuns: 60, seed: 5 });
  });

  it('at a fixed hour come once a day also on the days when the clocks change', () => {
    const days = fc.integer({ min: 2007, max: 2037 });
    fc.assert(fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 23 }), fc.constantFrom('Europe/Berlin', 'America/New_York', 'Antarctica/Troll', 'America/Sao_Paulo'), days, (minute, hour, zone, year) => {
      const [from, until] = [Date.UTC(year, 0, 1, 12), Date.UTC(year + 1, 0, 1, 12)];
      let count = 0;
      for (let tick = nextTick(`${minute} ${hour} * * *`, zone, from); tick !== undefined && tick <= until; tick = nextTick(`${minute} ${hour} * * *`, zone, tick)) count += 1;
      expect(count).toBe((until - from) / (24 * HOUR_MS));
    }), { numRuns: 12, seed: 6 });
  });

  it('never end, not even where the clocks change by half an hour', () => {
    let at = Date.UTC(2026, 0, 1);
    for (let day = 0; day < 300; day += 1) {
      const next = nextTick('0 1 * * *', 'Australia/Lord_Howe', at);
      expect((next ?? Number.POSITIVE_INFINITY) - at).toBeLessThanOrEqual(49 * HOUR_MS);
      at = next ?? 0;
    }
  });

  it.each<[string, string, string, string[]]>([
    ['in spring a time that is left out comes an hour later', '30 2 * * *', '2026-03-28T12:00:00Z', ['2026-03-29T01:30:00.000Z', '2026-03-30T00:30:00.000Z']],
    ['in autumn a time that comes twice runs the first time', '30 2 * * *', '2026-10-24T12:00:00Z', ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']],
    ['every half hour is every half hour, in autumn', '*/30 * * * *', '2026-10-25T00:15:00Z', ['2026-10-25T00:30:00.000Z', '2026-10-25T01:00:00.000Z', '2026-10-25T01:30:00.000Z', '2026-10-25T02:00:00.000Z']],
    ['and in spring', '*/30 * * * *', '2026-03-29T00:15:00Z', ['2026-03-29T00:30:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-29T01:30:00.000Z']],
  ])('%s', (_name, cron, from, ticks) => {
    const found: string[] = [];
    for (let at = Date.parse(from); found.length < ticks.length;) {
      at = nextTick(cron, 'Europe/Berlin', at) ?? Number.NaN;
      found.push(new Date(at).toISOString());
    }
    expect(found).toEqual(ticks);
  });
});

describe('what is no time', () => {
  it.each(['', '* * * *', '* * * * * *', '@every 5m', '@reboot', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * 32 * *', '* * * 13 *', '* * * * 8', '*/0 * * * *', '5-1 * * * *', 'a * * * *', '0 0 31 2 *', '0 0 L * *', 'H * * * *', '* * * * * ;', '1,,2 * * * *'])('%p', (cron) => {
    expect(cronFault(cron)).toEqual(expect.any(String));
  });
  it.each(['* * * * *', ' 0  1 * * * ', '@daily', '@Hourly', '0 0 ? * *', '0 0 * jan-mar mon,fri', '*/15 9-17 1,15 * 1-5', '0 0 29 2 *', '0 0 * * 7'])('but not %p', (cron) => {
    expect(cronFault(cron)).toBeUndefined();
  });
});
