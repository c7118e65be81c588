import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderTable } from '../output/table.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'The namespaces that you may see; * marks the one in use', run: 'pgo show namespace' }];

/** Shows the namespaces that the account may see. */
export const run = async (factory: Factory): Promise<void> => {
  const client = await factory.client();
  const current = await namespaceOf(factory);
  const { namespaces } = await client.namespaces({}, { signal: factory.signal });
  const { out } = factory.streams;
  await printResult(factory, {
    data: () => namespaces,
    names: () => namespaces.map((name) => `namespace/${name}`),
    text: () => renderTable<string>([
      { header: 'IN USE', value: (name) => (name === current ? '*' : ' ') },
      { header: 'NAME', value: (name) => name },
    ], namespaces, { columns: out.columns(), paintHeader: out.colours.bold }),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.action(async () => run(factory));
};
