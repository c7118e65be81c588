import { describe, expect, it } from '@jest/globals';
import { parseRestorePoints, restorePointFile, restorePointMaker, restorePointsIn } from './stored-restore-point.js';

const AT = '2026-11-23T12:00:01.123456Z';
const maker = restorePointMaker('a-uid');
const file = restorePointFile({ name: 'before_the-migration', at: AT, lsn: '0/5000028', maker });
const path = file.replace('logical/', '');

describe('a restore point in a repository', () => {
  it('is told whole by the name of its file', () => {
    expect(file).toBe(`logical/points/0-5000028_20261123T120001.123456Z_${maker}_before_the-migration`);
    const listing = JSON.stringify({ '.': { type: 'path' }, points: { type: 'path' }, [path]: { type: 'file', size: 10 } });
    expect(parseRestorePoints(listing, 2)).toEqual([{ name: 'before_the-migration', at: AT, lsn: '0/5000028', maker, repository: 2, file }]);
  });

  it.each([
    ['what is no listing', 'nothing'], ['an empty listing', '{}'], ['no object', 'null'], ['a dump', JSON.stringify({ '20261123-060251L-ed88a0/manifest.json': { type: 'file' } })],
    ['a name of others', JSON.stringify({ 'points/readme': { type: 'file' } })], ['a name that could do harm', JSON.stringify({ [path.replace('before_the-migration', "x' --y")]: {} })],
  ])('is not found in %s', (_name, listing) => {
    expect(parseRestorePoints(listing, 1)).toEqual([]);
  });

  it('is known still while its repository cannot be read', () => {
    const known = parseRestorePoints(JSON.stringify({ [path]: {} }), 1);
    expect(restorePointsIn('2 {}\n', known)).toEqual(known);
    expect(restorePointsIn('1 {}\n', known)).toEqual([]);
  });
});
