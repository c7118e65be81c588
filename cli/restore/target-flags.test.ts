import { describe, expect, test } from '@jest/globals';
import { targetFrom, type Target, type TargetFlags } from './target-flags.js';

describe('targetFrom', () => {
  test.each<[string, TargetFlags, Target]>([
    ['nothing', {}, {}],
    ['a moment as people write it', { pitrTarget: '2026-06-01 14:00:00+02' }, { at: '2026-06-01T14:00:00+02:00' }],
    ['a position', { lsn: '0/5000028' }, { lsn: '0/5000028' }],
    ['a backup', { backup: '20260601-120000F' }, { backup: '20260601-120000F' }],
    ['a moment in pgBackRest\'s words', { backupOpts: '--type=time --target="2026-06-01 14:00:00+02" --set=20260601-120000F' }, { at: '2026-06-01T14:00:00+02:00', backup: '20260601-120000F' }],
  ])('%s', (_name, flags, target) => {
    expect(targetFrom(flags)).toEqual(target);
  });

  test.each<[string, TargetFlags, RegExp]>([
    ['a moment without zone', { pitrTarget: '2026-06-01 14:00:00' }, /no time zone/],
    ['an option that could harm', { backupOpts: '--pg1-path=/' }, /--pg1-path/],
    ['a type that is not', { backupOpts: '--type=xid --target=5' }, /xid/],
    ['two targets', { pitrTarget: '2026-06-01T14:00:00Z', lsn: '0/1' }, /cannot both/],
  ])('refuses %s', (_name, flags, message) => {
    expect(() => targetFrom(flags)).toThrow(message);
  });
});
