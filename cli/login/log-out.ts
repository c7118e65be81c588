import { rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Command } from 'commander';
import { withoutContext, writeConfig } from '../config/config-file.js';
import { usageError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import type { Example } from '../verb/verb.js';
import { sessionFileOf } from '../session/provider-session.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Forget the token and the context in use', run: 'pgo logout' }];

/** Forgets a context, and its token when `pgo login` has kept it. Tokens in other places are left alone. */
export const run = async (factory: Factory): Promise<void> => {
  const { path, config } = await factory.config();
  const name = factory.flags().context ?? config.currentContext;
  const context = config.contexts.find((one) => one.name === name);
  if (context === undefined) throw usageError(name === undefined ? 'No context is in use.' : `There is no context "${name}".`, '--context', '`pgo config show` lists the contexts.');
  const kept = join(dirname(path), 'tokens') + sep;
  const tokenPath = context.tokenFile === undefined ? undefined : join(dirname(path), context.tokenFile);
  await writeConfig(path, withoutContext(config, context.name));
  if (tokenPath?.startsWith(kept)) await Promise.all([tokenPath, sessionFileOf(tokenPath)].map(async (file) => rm(file, { force: true })));
  await printResult(factory, {
    data: () => ({ context: context.name }),
    names: () => [`context/${context.name}`],
    text: () => `Logged out of ${context.url}. The token itself stays valid until it is revoked.\n`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.action(async () => run(factory));
};
