import type { Command } from 'commander';
import { commaList, permissionName } from '../access/parse-access.js';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo create pgorole` was asked for. */
export interface CreatePgoroleFlags extends MutationFlags {
  permissions?: string[];
  all?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'A role for those who take backups', run: 'pgo create pgorole backups --permissions show-cluster,create-backup,show-backup,show-workflow' },
];

/** Creates a role of the API. */
export const run = async (factory: Factory, name: string, flags: CreatePgoroleFlags): Promise<void> => {
  const { permissions, all } = flags;
  const client = await factory.client();
  const input = { name, ...(permissions === undefined ? {} : { permissions: permissions.map(permissionName) }), ...(all === undefined ? {} : { all }), ...mutationInput(flags) };
  const { createRole } = await client.createRole({ input }, { signal: factory.signal });
  await finishMutation(factory, createRole, flags, { name: `pgorole/${name}`, begun: `Role ${name} is created.`, done: `Role ${name} is created.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<role>', 'name of the role')
    .option('--permissions <list>', 'permissions, with commas between', commaList)
    .option('--all', 'permit everything');
  addMutationOptions(command).action(async (name: string, flags: CreatePgoroleFlags) => run(factory, name, flags));
};
