import type Table3 from 'cli-table3';

/** One column of a table. */
export interface Column<Row> {
  header: string;
  value: (row: Row) => string;
  /** Numbers and sizes stand on the right. */
  align?: 'left' | 'right';
  /** May be shortened to this many characters where the terminal is narrow. */
  shrinkTo?: number;
  /** Colours a value after the widths are known. */
  paint?: (text: string, row: Row) => string;
}

/** How wide a table may be and how its header looks. */
export interface TableOptions {
  /** Width of the terminal; undefined means that nothing is cut. */
  columns: number | undefined;
  /** Colours the header. */
  paintHeader?: (text: string) => string;
}

const gap = 2;

/** Widths that fit: columns that may shrink give way, the last one first. */
export const fitWidths = (natural: readonly number[], shrinkTo: readonly (number | undefined)[], available: number | undefined): number[] => {
  const widths = [...natural];
  if (available === undefined) return widths;
  let excess = widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1) - available;
  for (let index = widths.length - 1; index >= 0 && excess > 0; index -= 1) {
    const width = widths[index] ?? 0;
    const smallest = Math.min(width, shrinkTo[index] ?? width);
    const give = Math.min(excess, width - smallest);
    widths[index] = width - give;
    excess -= give;
  }
  return widths;
};

/** Number of characters of the longest line in a column. */
const naturalWidth = (cells: readonly string[]): number =>
  Math.max(...cells.flatMap((cell) => cell.split('\n')).map((line) => [...line].length));

const shorten = (text: string, width: number): string => {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
};

const noBorders: Partial<Record<Table3.CharName, string>> = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: ' '.repeat(gap),
};

/** Draws a table without lines: a header, then one line a row, columns two spaces apart. Ends with a line end. */
export const renderTable = async <Row>(columns: readonly Column<Row>[], rows: readonly Row[], options: TableOptions): Promise<string> => {
  const { default: Table } = await import('cli-table3');
  const cells = rows.map((row) => columns.map((column) => column.value(row) || '-'));
  const natural = columns.map((column, index) => naturalWidth([column.header, ...cells.map((line) => line[index] ?? '')]));
  const widths = fitWidths(natural, columns.map((column) => column.shrinkTo), options.columns);
  const paintHeader = options.paintHeader ?? ((text: string) => text);
  const table = new Table({
    chars: noBorders,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: widths,
    colAligns: columns.map((column) => column.align ?? 'left'),
  });
  table.push(columns.map((column, index) => paintHeader(shorten(column.header, widths[index] ?? 0))));
  rows.forEach((row, line) => {
    table.push(columns.map((column, index) => {
      const text = shorten(cells[line]?.[index] ?? '', widths[index] ?? 0);
      return column.paint === undefined ? text : column.paint(text, row);
    }));
  });
  return table.toString().split('\n').map((line) => line.trimEnd()).join('\n') + '\n';
};

/** Draws pairs of a label and a value under each other. Pairs without a value are left out. */
export const renderFields = (fields: readonly (readonly [string, string | undefined])[], paintLabel = (text: string): string => text): string => {
  const shown = fields.filter((field): field is readonly [string, string] => field[1] !== undefined && field[1] !== '');
  const width = Math.max(0, ...shown.map(([label]) => label.length));
  return shown.map(([label, value]) => `${paintLabel(`${label}:`.padEnd(width + 1))}${' '.repeat(gap)}${value.replaceAll('\n', `\n${' '.repeat(width + 1 + gap)}`)}\n`).join('');
};
