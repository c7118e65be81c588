import type { Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Versions that clusters can be made with, and the limits of requests', run: 'pgo show config' }];

/** Shows what the server says of itself. */
export const run = async (factory: Factory): Promise<void> => {
  const client = await factory.client();
  const { serverInfo } = await client.serverInfo({}, { signal: factory.signal });
  await printResult(factory, {
    data: () => serverInfo,
    names: () => ['server'],
    text: async () => (await import('yaml')).stringify(serverInfo),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.action(async () => run(factory));
};
