import { describe, expect, it } from '@jest/globals';
import { fitWidths, renderFields, renderTable, type Column } from './table.js';

interface Row { name: string; size: number; message: string }
const columns: Column<Row>[] = [
  { header: 'NAME', value: (row) => row.name },
  { header: 'SIZE', value: (row) => String(row.size), align: 'right' },
  { header: 'MESSAGE', value: (row) => row.message, shrinkTo: 10 },
];
const rows: Row[] = [
  { name: 'hippo', size: 5, message: 'One replica is behind by more than it may.' },
  { name: 'a', size: 1024, message: '' },
];

describe('renderTable', () => {
  it('cuts nothing where there is no terminal', async () => {
    expect(await renderTable(columns, rows, { columns: undefined })).toBe([
      'NAME   SIZE  MESSAGE',
      'hippo     5  One replica is behind by more than it may.',
      'a      1024  -',
      '',
    ].join('\n'));
  });
  it('shortens what may be shortened on a narrow terminal', async () => {
    const text = await renderTable(columns, rows, { columns: 30 });
    expect(text.split('\n')[1]).toBe('hippo     5  One replica is b…');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(30);
  });
  it('shows the header alone when there is nothing', async () => {
    expect(await renderTable(columns, [], { columns: undefined })).toBe('NAME  SIZE  MESSAGE\n');
  });
  it('keeps the columns in line when values are coloured', async () => {
    const painted = columns.map((column) => ({ ...column, paint: (text: string) => `\u001B[32m${text}\u001B[39m` }));
    const [, hippo, a] = (await renderTable(painted, rows, { columns: 30 })).replace(/\u001B\[\d+m/g, '').split('\n');
    expect(hippo).toBe('hippo     5  One replica is b…');
    expect(a?.trimEnd()).toBe('a      1024  -');
  });
});

describe('fitWidths', () => {
  it.each([
    { name: 'no limit', natural: [5, 50], shrink: [undefined, 10], available: undefined, expected: [5, 50] },
    { name: 'fits', natural: [5, 20], shrink: [undefined, 10], available: 80, expected: [5, 20] },
    { name: 'shrinks the last first', natural: [20, 50], shrink: [10, 10], available: 40, expected: [20, 18] },
    { name: 'then the one before', natural: [20, 50], shrink: [10, 10], available: 25, expected: [13, 10] },
    { name: 'never under the least width', natural: [20, 50], shrink: [undefined, 10], available: 5, expected: [20, 10] },
  ])('$name', ({ natural, shrink, available, expected }) => { expect(fitWidths(natural, shrink, available)).toEqual(expected); });
});

describe('renderFields', () => {
  it('lines the values up and leaves out what has none', () => {
    expect(renderFields([['Name', 'hippo'], ['Primary', undefined], ['Labels', 'a=1\nb=2'], ['Empty', '']])).toBe('Name:    hippo\nLabels:  a=1\n         b=2\n');
  });
});
