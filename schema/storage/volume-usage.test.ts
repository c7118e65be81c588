import { expect, test } from '@jest/globals';
import { fullnessOf, isOwnFileSystem, parseUsage, takenShare, type VolumeUsage } from './volume-usage.js';

const KIB = 1024;
const GIB = 2 ** 30;

test.each<[string, string, VolumeUsage | undefined]>([
  ['one volume', 'data 1000 500\nused 400\nwalWithin 100\n', { data: { totalBytes: 1000 * KIB, freeBytes: 500 * KIB }, usedBytes: 400 * KIB, walBytes: 100 * KIB, dataBytes: 300 * KIB }],
  ['WAL on a volume of its own', 'data 1000 500\nwal 200 20\nused 400\nwalUsed 180', {
    data: { totalBytes: 1000 * KIB, freeBytes: 500 * KIB }, wal: { totalBytes: 200 * KIB, freeBytes: 20 * KIB }, usedBytes: 400 * KIB, walBytes: 180 * KIB, dataBytes: 400 * KIB,
  }],
  ['a database that takes too long to count', 'data 1000 500\nwalWithin 100', { data: { totalBytes: 1000 * KIB, freeBytes: 500 * KIB }, walBytes: 100 * KIB }],
  ['a container that says nothing', '', undefined],
  ['words', 'data: no such file\nused x', undefined],
  ['a figure that is missing', 'data 1000', undefined],
])('usage of %s', (_name, text, usage) => {
  expect(parseUsage(text)).toEqual(usage);
});

test.each([
  { name: 'an empty volume', space: { totalBytes: GIB, freeBytes: GIB }, size: '1Gi', share: 0, fullness: 'free' },
  { name: 'a volume that fills', space: { totalBytes: GIB, freeBytes: GIB * 0.14 }, size: '1Gi', share: 0.86, fullness: 'filling' },
  { name: 'a volume without room', space: { totalBytes: GIB, freeBytes: 0 }, size: '1Gi', share: 1, fullness: 'full' },
  { name: 'a volume that was grown and whose file system was not yet', space: { totalBytes: GIB, freeBytes: 0 }, size: '2Gi', share: 1, fullness: 'full' },
  { name: 'a directory of a large file system', space: { totalBytes: 250 * GIB, freeBytes: 45 * GIB }, size: '1Gi', share: 0, fullness: 'free' },
  { name: 'a directory of a large file system that is all but full', space: { totalBytes: 250 * GIB, freeBytes: GIB * 0.04 }, size: '1Gi', share: 0.96, fullness: 'full' },
])('$name', ({ space, size, share, fullness }) => {
  expect(takenShare(space, size)).toBeCloseTo(share, 5);
  expect(fullnessOf(takenShare(space, size))).toBe(fullness);
});

test('a directory of a larger file system is no file system of the volume', () => {
  expect([GIB, 1.2 * GIB, 250 * GIB].map((totalBytes) => isOwnFileSystem({ totalBytes, freeBytes: 0 }, '1Gi'))).toEqual([true, true, false]);
});
