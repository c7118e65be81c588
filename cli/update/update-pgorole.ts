import type { Command } from 'commander';
import { commaList, permissionName } from '../access/parse-access.js';
import { usageError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo update pgorole` was asked for. */
export interface UpdatePgoroleFlags extends MutationFlags {
  permissions?: string[];
  all?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Other permissions, in place of those before', run: 'pgo update pgorole backups --permissions show-cluster,show-backup' },
];

/** Changes a role of the API. */
export const run = async (factory: Factory, name: string, flags: UpdatePgoroleFlags): Promise<void> => {
  const { permissions, all } = flags;
  if (permissions === undefined && all === undefined) throw usageError('Nothing is to be changed.', undefined, 'Name what to change: --permissions or --all.');
  const client = await factory.client();
  const input = { name, ...(permissions === undefined ? {} : { permissions: permissions.map(permissionName) }), ...(all === undefined ? {} : { all }), ...mutationInput(flags) };
  const { updateRole } = await client.updateRole({ input }, { signal: factory.signal });
  await finishMutation(factory, updateRole, flags, { name: `pgorole/${name}`, begun: `Role ${name} is changed.`, done: `Role ${name} is changed.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<role>', 'name of the role')
    .option('--permissions <list>', 'permissions in place of those before, with commas between', commaList)
    .option('--all', 'permit everything');
  addMutationOptions(command).action(async (name: string, flags: UpdatePgoroleFlags) => run(factory, name, flags));
};
