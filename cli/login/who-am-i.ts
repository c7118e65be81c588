import type { Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderFields } from '../output/table.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Which account, which roles, on which server', run: 'pgo whoami' }];

/** Shows the account that the token belongs to. */
export const run = async (factory: Factory): Promise<void> => {
  const connection = await factory.connection();
  const client = await factory.client();
  const { viewer } = await client.viewer({}, { signal: factory.signal });
  await printResult(factory, {
    data: () => viewer,
    names: () => [`account/${viewer.name}`],
    text: () => renderFields([
      ['Account', viewer.name],
      ['Roles', viewer.bindings.map(({ role, namespaces }) => `${role} in ${namespaces.includes('*') ? 'every namespace' : namespaces.join(', ')}`).join('\n')],
      ['Server', connection.url],
      ['Context', connection.context],
      ['Namespace', connection.namespace],
    ], factory.streams.out.colours.bold),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.action(async () => run(factory));
};
