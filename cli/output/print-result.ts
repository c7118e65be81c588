import type { Factory } from '../factory/factory.js';
import { formatOf } from '../factory/factory.js';

/** A result in all the ways in which it can be printed; only the one asked for is made. */
export interface Result {
  /** What `-o json` and `-o yaml` show. */
  data: () => unknown;
  /** What `-o name` shows, one a line. */
  names: () => readonly string[];
  /** What people read; `wide` asks for more columns. Ends with a line end. */
  text: (wide: boolean) => string | Promise<string>;
}

/** Prints a result on standard output in the format asked for. */
export const printResult = async (factory: Factory, result: Result): Promise<void> => {
  const { out } = factory.streams;
  const format = formatOf(factory);
  switch (format) {
    case 'json':
      out.line(JSON.stringify(result.data(), undefined, 2));
      return;
    case 'yaml': {
      const { stringify } = await import('yaml');
      out.write(stringify(result.data(), { lineWidth: 0 }));
      return;
    }
    case 'name':
      for (const name of result.names()) out.line(name);
      return;
    case 'table':
    case 'wide':
      out.write(await result.text(format === 'wide'));
  }
};
