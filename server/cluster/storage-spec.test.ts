import { expect, test } from '@jest/globals';
import type { StorageSpec } from '../../schema/resource/cluster-storage.js';
import { changedStorage, checkStorage, storageSpec } from './storage-spec.js';

type Input = Parameters<typeof storageSpec>[0];

test.each<[string, Input, StorageSpec | undefined]>([
  ['nothing', {}, undefined],
  ['sizes', { storageSize: '2Gi', walStorageSize: '1Gi' }, { size: '2Gi', walSize: '1Gi' }],
  ['how volumes grow, without what is not said', { storageAutoGrow: { maximum: '4Gi', stepPercent: undefined } }, { autoGrow: { maximum: '4Gi' } }],
])('an input of %s is stored', (_name, input, expected) => {
  expect(storageSpec(input).storage).toEqual(expected);
});

test('what is left out of how volumes grow stays', () => {
  const before: StorageSpec = { size: '1Gi', autoGrow: { maximum: '4Gi', stepPercent: 50 } };
  expect(changedStorage({ storageAutoGrow: { enabled: false } }, before)).toEqual({ size: '1Gi', autoGrow: { enabled: false, maximum: '4Gi', stepPercent: 50 } });
  expect(changedStorage({ storageSize: '2Gi' }, before)).toEqual({ ...before, size: '2Gi' });
});

test.each<[string, Input, StorageSpec, string[]]>([
  ['a smaller size', { storageSize: '1Gi' }, { size: '2Gi' }, ['storageSize']],
  ['growing without a maximum', { storageAutoGrow: { stepPercent: 50 } }, { size: '1Gi' }, ['storageAutoGrow.maximum']],
  ['growing with a maximum of before', { storageAutoGrow: { stepPercent: 50 } }, { size: '1Gi', autoGrow: { maximum: '4Gi' } }, []],
  ['a maximum without room', { storageAutoGrow: { maximum: '1Gi' } }, { size: '1Gi' }, ['storageAutoGrow.maximum']],
  ['a maximum without room for the size asked for at once', { storageSize: '4Gi', storageAutoGrow: { maximum: '4Gi' } }, { size: '1Gi' }, ['storageAutoGrow.maximum']],
  ['turning it off where the maximum is reached', { storageAutoGrow: { enabled: false } }, { size: '4Gi', autoGrow: { maximum: '4Gi' } }, []],
  ['a volume of WAL that is not there', { storageAutoGrow: { maximum: '4Gi', walMaximum: '2Gi' } }, { size: '1Gi' }, ['storageAutoGrow.walMaximum']],
])('%s', (_name, input, before, fields) => {
  expect(checkStorage(input, before).map(({ field }) => field)).toEqual(fields);
});
