import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo create restore-point` was asked for. */
export interface CreateRestorePointFlags extends MutationFlags {
  name: string;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Give this moment a name', run: 'pgo create restore-point hippo --name before-the-migration --wait' },
];

/** Makes a restore point. */
export const run = async (factory: Factory, name: string, flags: CreateRestorePointFlags): Promise<void> => {
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name }, name: flags.name, ...mutationInput(flags) };
  const { createRestorePoint } = await client.createRestorePoint({ input }, { signal: factory.signal });
  await finishMutation(factory, createRestorePoint, flags, {
    name: `restorepoint/${flags.name}`, begun: `The restore point ${flags.name} of ${name} is being made.`, done: `${name} can be restored to ${flags.name}.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<cluster>', 'name of the cluster').requiredOption('--name <name>', 'name of the restore point');
  addMutationOptions(command).action(async (name: string, flags: CreateRestorePointFlags) => run(factory, name, flags));
};
