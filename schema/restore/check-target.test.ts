import { describe, expect, test } from '@jest/globals';
import { checkRestoreTarget, momentText } from './check-target.js';

describe('checkRestoreTarget', () => {
  test.each<[string, Parameters<typeof checkRestoreTarget>[1], string[]]>([
    ['nothing is the end', {}, []],
    ['a moment in UTC', { at: '2026-06-01T12:00:00Z' }, []],
    ['a moment elsewhere, as people write it', { at: '2026-06-01 14:00:00.123456+02' }, []],
    ['a moment without zone', { at: '2026-06-01T12:00:00' }, ['at']],
    ['no moment', { at: 'yesterday' }, ['at']],
    ['a day that is not', { at: '2026-13-41T12:00:00Z' }, ['at']],
    ['a position', { lsn: '0/5000028' }, []],
    ['no position', { lsn: '5000028' }, ['lsn']],
    ['both', { at: '2026-06-01T12:00:00Z', lsn: '0/1' }, ['lsn']],
    ['a backup', { backup: '20260601-120000F_20260602-120000I' }, []],
    ['no backup', { backup: 'latest; rm -rf' }, ['backup']],
  ])('%s', (_name, target, fields) => {
    expect(checkRestoreTarget('', target).map(({ field }) => field)).toEqual(fields);
  });

  test.each([
    ['2026-06-01 14:00+02', '2026-06-01T14:00:00+02:00'], ['2026-06-01t14:00:00z', '2026-06-01T14:00:00Z'], ['2026-06-01 14:00:01.5 +0200', '2026-06-01T14:00:01.5+02:00'],
  ])('%s is %s', (text, moment) => {
    expect(momentText(text)).toBe(moment);
  });
});
