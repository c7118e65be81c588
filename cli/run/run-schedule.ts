import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Run a schedule now and wait for its end', run: 'pgo run schedule hippo-pgbackrest-full --wait' }];

/** Runs a schedule now. */
export const run = async (factory: Factory, name: string, flags: MutationFlags): Promise<void> => {
  const client = await factory.client();
  const { runSchedule } = await client.runSchedule({ input: { namespace: await namespaceOf(factory), name, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, runSchedule, flags, { name: `schedule/${name}`, begun: `Schedule ${name} runs.`, done: `Schedule ${name} has run.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<name>', 'name of the schedule');
  addMutationOptions(command).action(async (name: string, flags: MutationFlags) => run(factory, name, flags));
};
