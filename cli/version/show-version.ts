import type { Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderFields } from '../output/table.js';
import type { Example } from '../verb/verb.js';

/** What `pgo version` was asked for. */
export interface VersionFlags {
  client?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'This command and the server', run: 'pgo version' },
  { does: 'This command alone, without asking a server', run: 'pgo version --client' },
];

const serverVersion = async (factory: Factory): Promise<string> => {
  const client = await factory.client();
  const { serverInfo } = await client.serverInfo({}, { signal: factory.signal });
  const version: unknown = typeof serverInfo === 'object' && serverInfo !== null ? Reflect.get(serverInfo, 'version') : undefined;
  return typeof version === 'string' ? version : 'unknown';
};

const printVersions = async (factory: Factory, server: string | undefined): Promise<void> => printResult(factory, {
  data: () => ({ client: factory.version, ...(server === undefined ? {} : { server }) }),
  names: () => [factory.version],
  text: () => renderFields([['Client', factory.version], ['Server', server]]),
});

/** Shows the version of this command and of the server; that of this command even when the server cannot be asked. */
export const run = async (factory: Factory, flags: VersionFlags): Promise<void> => {
  if (flags.client === true) return printVersions(factory, undefined);
  let server: string;
  try {
    server = await serverVersion(factory);
  } catch (error) {
    await printVersions(factory, undefined);
    throw error;
  }
  return printVersions(factory, server);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .option('--client', 'this command alone')
    .action(async (flags: VersionFlags) => run(factory, flags));
};
