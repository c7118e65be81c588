import { expect, test } from '@jest/globals';
import type { AutoGrowSpec, StorageSpec } from '../resource/cluster-storage.js';
import { autoGrowOf, checkAutoGrow, checkRoomToGrow, largestSize, withGrownVolumes } from './auto-grow.js';

test.each<[string, StorageSpec, unknown]>([
  ['nobody asked for', {}, undefined],
  ['are turned off', { autoGrow: { enabled: false, maximum: '4Gi' } }, undefined],
  ['have the defaults', { autoGrow: { maximum: '4Gi' } }, { enabled: true, thresholdPercent: 80, stepPercent: 20, coolDownMinutes: 60, maximum: '4Gi' }],
  ['have what was said', { autoGrow: { maximum: '4Gi', stepPercent: 50 } }, { enabled: true, thresholdPercent: 80, stepPercent: 50, coolDownMinutes: 60, maximum: '4Gi' }],
])('volumes that grow and %s', (_name, storage, expected) => {
  expect(autoGrowOf(storage)).toEqual(expected);
});

test.each<[string, (string | undefined)[], string | undefined]>([
  ['none', [undefined], undefined],
  ['units of all kinds', ['1Gi', '1100Mi', '1G'], '1100Mi'],
  ['two alike, in the words of the first', ['1Gi', '1024Mi'], '1Gi'],
])('the largest size of %s', (_name, sizes, expected) => {
  expect(largestSize(sizes)).toBe(expected);
});

test.each<[string, StorageSpec & { size: string }, Parameters<typeof withGrownVolumes>[1], Partial<StorageSpec>]>([
  ['never grew', { size: '1Gi' }, undefined, { size: '1Gi' }],
  ['grew', { size: '1Gi' }, { data: { size: '1229Mi' } }, { size: '1229Mi' }],
  ['were asked to be larger afterwards', { size: '2Gi' }, { data: { size: '1229Mi' } }, { size: '2Gi' }],
  ['have no WAL of their own', { size: '1Gi' }, { wal: { size: '2Gi' } }, { size: '1Gi' }],
  ['grew that of WAL', { size: '1Gi', walSize: '1Gi' }, { wal: { size: '2Gi' } }, { size: '1Gi', walSize: '2Gi' }],
])('sizes of volumes that %s', (_name, storage, grown, expected) => {
  expect(withGrownVolumes({ storage }, grown)).toEqual({ storage: expected });
});

test.each<[string, Partial<AutoGrowSpec>, StorageSpec, string[]]>([
  ['is well', { maximum: '4Gi', walMaximum: '2Gi' }, { size: '1Gi', walSize: '1Gi' }, []],
  ['has no maximum', {}, {}, ['maximum']],
  ['has a maximum that is no size', { maximum: 'all' }, {}, ['maximum']],
  ['has numbers out of bounds', { maximum: '4Gi', thresholdPercent: 99, stepPercent: 1, coolDownMinutes: -1 }, {}, ['thresholdPercent', 'stepPercent', 'coolDownMinutes']],
  ['has a volume of WAL that is not there', { maximum: '4Gi', walMaximum: '2Gi' }, { size: '1Gi' }, ['walMaximum']],
  ['has a maximum that is reached', { maximum: '1Gi', walMaximum: '1024Mi' }, { size: '1Gi', walSize: '1Gi' }, ['maximum', 'walMaximum']],
])('what is asked for and %s', (_name, autoGrow, storage, fields) => {
  const issues = [...checkAutoGrow('autoGrow', autoGrow as AutoGrowSpec, storage), ...checkRoomToGrow('autoGrow', autoGrow as AutoGrowSpec, storage)];
  expect(issues.map(({ field }) => field)).toEqual(fields.map((field) => `autoGrow.${field}`));
});
