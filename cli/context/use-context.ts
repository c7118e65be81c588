import type { Command } from 'commander';
import { writeConfig } from '../config/config-file.js';
import { usageError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Talk to another server from now on', run: 'pgo config use-context prod' }];

/** Makes a context the current one. */
export const run = async (factory: Factory, name: string): Promise<void> => {
  const { path, config } = await factory.config();
  const context = config.contexts.find((one) => one.name === name);
  if (context === undefined) {
    const names = config.contexts.map((one) => one.name).join(', ');
    throw usageError(`There is no context "${name}" in ${path}.`, 'name', names === '' ? 'Make one with `pgo login --url URL`.' : `Known contexts: ${names}.`);
  }
  await writeConfig(path, { ...config, currentContext: name });
  factory.streams.err.line(`pgo now talks to ${context.url}.`);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<context>', 'name of the context').action(async (name: string) => run(factory, name));
};
