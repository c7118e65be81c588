import type { Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderTable } from '../output/table.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'The servers that this command knows; * marks the one in use', run: 'pgo config show' }];

/** Shows the contexts of the configuration file. */
export const run = async (factory: Factory): Promise<void> => {
  const { path, config } = await factory.config();
  const { out, err } = factory.streams;
  await printResult(factory, {
    data: () => config,
    names: () => config.contexts.map(({ name }) => `context/${name}`),
    text: async () => (config.contexts.length === 0 ? '' : renderTable([
      { header: 'IN USE', value: ({ name }) => (name === config.currentContext ? '*' : ' ') },
      { header: 'NAME', value: ({ name }) => name },
      { header: 'URL', value: ({ url }) => url },
      { header: 'NAMESPACE', value: ({ namespace }) => namespace ?? '' },
      { header: 'TOKEN FILE', value: ({ tokenFile }) => tokenFile ?? '', shrinkTo: 12 },
    ], config.contexts, { columns: out.columns(), paintHeader: out.colours.bold })),
  });
  err.line(config.contexts.length === 0 ? `There are no contexts in ${path}.` : `From ${path}.`);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.action(async () => run(factory));
};
